"""What an import would do: for each term new, changed or unchanged, or what is wrong and where. Writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from kennis import samenhang
from kennis.models import Begrip, Begrippenverzameling, Label, Relatie
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling import veldcontrole
from kennis.uitwisseling.gegevens import Begripgegevens, Inhoud, Melding, Verzamelinggegevens
from kennis.uitwisseling.samenvoegen import merged_collection, merged_term
from kennis.uitwisseling.uit_model import told, told_collections
from kennis.uitwisseling.veldcontrole import FIELD_NAMES


class Uitkomst(StrEnum):
    """What becomes of a term or a collection."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
    FOUT = "fout"


Values = TypeVar("Values", Begripgegevens, Verzamelinggegevens)


@dataclass
class Stap(Generic[Values]):
    """One term or collection as it becomes; `pk` is that of the one in the glossary."""

    gegevens: Values
    uitkomst: Uitkomst
    velden: list[str] = field(default_factory=list)
    pk: int | None = None
    meldingen: list[Melding] = field(default_factory=list)
    oud: Values | None = None

    @property
    def is_te_doen(self) -> bool:
        """Whether there is something to write."""
        return self.uitkomst in (Uitkomst.NIEUW, Uitkomst.GEWIJZIGD)

    @property
    def verschillen(self) -> list[tuple[str, str, str]]:
        """For each field that changes: what the screen calls it, what it was and what it becomes."""
        found = []
        for name in self.velden:
            old, new = getattr(self.oud, name, ""), getattr(self.gegevens, name)
            if isinstance(new, list):
                old, new = (
                    [row for row in one if row not in other] for one, other in ((old, new), (new, old))
                )
            found.append((str(FIELD_NAMES[name]), _in_words(old), _in_words(new)))
        return found

    @property
    def waarover(self) -> str:
        """What it is about, in a sentence."""
        values = self.gegevens
        return values.definitie if isinstance(values, Begripgegevens) else values.omschrijving

    @property
    def veldnamen(self) -> str:
        """The fields that change, as the screen calls them."""
        return ", ".join(str(FIELD_NAMES[name]) for name in self.velden)


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return " · ".join(str(row) for row in value)
    return "" if value is None else str(value)


@dataclass
class Plan:
    """Everything that an import would do. `fouten` are those that belong to no term."""

    begrippen: list[Stap[Begripgegevens]] = field(default_factory=list)
    verzamelingen: list[Stap[Verzamelinggegevens]] = field(default_factory=list)
    fouten: list[Melding] = field(default_factory=list)

    @property
    def stappen(self) -> "list[Stap[Begripgegevens] | Stap[Verzamelinggegevens]]":
        """Terms and collections."""
        return [*self.begrippen, *self.verzamelingen]

    @property
    def alle_fouten(self) -> list[Melding]:
        """Everything that is wrong."""
        return [*self.fouten, *(melding for stap in self.stappen for melding in stap.meldingen)]

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing to write."""
        return not any(stap.is_te_doen for stap in self.stappen)

    def aantal(self, uitkomst: Uitkomst) -> int:
        """How many terms and collections end so."""
        return sum(stap.uitkomst is uitkomst for stap in self.stappen)


def make_plan(inhoud: Inhoud) -> Plan:
    """Lay a file over the glossary as it is now, in a number of queries that does not grow with the file."""
    plan = Plan(fouten=list(inhoud.fouten))
    every = Begrip.objects.all()
    refs = dict(every.values_list("ref", "pk"))
    old = {
        begrip.ref: (begrip, values)
        for begrip, values in told(every.filter(ref__in=inhoud.begrippen), set(refs.values()))
    }
    told_already = _related_pairs()
    for ref, new in inhoud.begrippen.items():
        new.relaties = [
            row for row in new.relaties if (row.naar, ref, row.soort, row.toelichting) not in told_already
        ]
        plan.begrippen.append(_term_step(new, *old.get(ref, (None, None))))
    known = refs.keys() | inhoud.begrippen.keys()
    _check_links(plan, known)
    _check_whole(plan)
    _plan_collections(plan, inhoud, known)
    for stap in plan.stappen:
        if stap.meldingen:
            stap.uitkomst = Uitkomst.FOUT
    return plan


def _related_pairs() -> set[tuple[str, str, str, str]]:
    """What is merely related, told by one of the two; a file may tell it from the other one."""
    rows = Relatie.objects.filter(soort=RelatieSoort.VERWANT).values_list("van__ref", "naar__ref", "soort")
    return {(*row, "") for row in rows}


def _term_step(
    new: Begripgegevens, begrip: Begrip | None, old: Begripgegevens | None
) -> Stap[Begripgegevens]:
    result, changed = merged_term(old or Begripgegevens(new.ref, status=Begrip.Status.GELDIG), new)
    if begrip is None:
        result.gewijzigd_op = new.gewijzigd_op
        stap = Stap(result, Uitkomst.NIEUW)
    else:
        stap = Stap(
            result, Uitkomst.GEWIJZIGD if changed else Uitkomst.ONGEWIJZIGD, changed, begrip.pk, oud=old
        )
    if stap.uitkomst is not Uitkomst.ONGEWIJZIGD:
        stap.meldingen += veldcontrole.faults_of_term(stap.gegevens, new)
        stap.meldingen += _not_now(begrip, new.plaats)
    return stap


def _not_now(begrip: Begrip | None, place: str) -> Iterator[Melding]:
    """What an editor is busy with is not written over."""
    if begrip is None:
        return
    if not begrip.live:
        yield Melding(place, _("Dit begrip staat nu niet op de site. Publiceer het eerst."))
    elif begrip.has_unpublished_changes:
        yield Melding(place, _("Van dit begrip is er een concept. Publiceer dat eerst, of gooi het weg."))
    elif begrip.locked:
        yield Melding(place, _("Dit begrip is vergrendeld. Haal de vergrendeling er eerst af."))


def _check_links(plan: Plan, known: Iterable[str]) -> None:
    """Whatever a term names has to be there, in the file or on the site."""
    for stap in plan.begrippen:
        values = stap.gegevens
        named = [(row.naar, row.plaats) for row in values.relaties] + [(values.opvolger, values.plaats)]
        for ref, place in named:
            if ref and ref not in known:
                text = _("Het begrip “%(ref)s” bestaat niet, ook niet in dit bestand.")
                stap.meldingen.append(Melding(place or values.plaats, text % {"ref": ref}))


def _check_whole(plan: Plan) -> None:
    """How terms fit together after the import; what was wrong before is not held against the file."""
    now = samenhang.load()
    becoming = {
        stap.gegevens.ref: stap for stap in plan.begrippen if stap.uitkomst is not Uitkomst.ONGEWIJZIGD
    }
    if not becoming:
        return
    leden = [lid for ref, lid in now.leden.items() if ref not in becoming]
    lijnen = [lijn for ref, rows in now.lijnen.items() if ref not in becoming for lijn in rows]
    for stap in becoming.values():
        leden.append(_lid(stap.gegevens))
        lijnen += _lijnen(stap.gegevens)
    before = set(samenhang.fouten(now))
    for fout in samenhang.fouten(samenhang.Geheel(leden, lijnen)):
        if fout in before:
            continue
        own = becoming.get(fout.ref)
        if own is None:
            plan.fouten.append(Melding(_("begrip “%(ref)s”") % {"ref": fout.ref}, fout.tekst))
        else:
            own.meldingen.append(Melding(_place(own.gegevens, fout), fout.tekst))


def _lid(values: Begripgegevens) -> samenhang.Lid:
    return samenhang.Lid(
        ref=values.ref,
        titel=values.naam,
        namen=tuple(samenhang.Naam(row.tekst, row.soort == Label.Soort.ALT) for row in values.labels),
        notatie=values.notatie,
        vervallen=values.status == Begrip.Status.VERVALLEN,
        opvolger=values.opvolger,
        toegelicht=bool(values.toelichting),
    )


def _lijnen(values: Begripgegevens) -> list[samenhang.Lijn]:
    return [samenhang.Lijn(values.ref, RelatieSoort(row.soort), row.naar) for row in values.relaties]


def _place(values: Begripgegevens, fout: samenhang.Fout) -> str:
    """Where the row is that a fault is about; where the term is when it is about a field."""
    rows = getattr(values, fout.veld, None)
    if isinstance(rows, list) and fout.rij is not None and fout.rij < len(rows):
        return rows[fout.rij].plaats or values.plaats
    return values.plaats


def _plan_collections(plan: Plan, inhoud: Inhoud, known: Iterable[str]) -> None:
    wanted = Begrippenverzameling.objects.all()
    keys = dict(wanted.values_list("ref", "pk"))
    names = dict(wanted.values_list("title", "ref"))
    old = {
        values.ref: values
        for values in told_collections(Begrip.objects.all(), wanted.filter(ref__in=inhoud.verzamelingen))
    }
    for ref, new in inhoud.verzamelingen.items():
        stap = _collection_step(new, old.get(ref), keys.get(ref))
        if names.setdefault(stap.gegevens.naam, ref) != ref:
            text = _("Er is al een verzameling “%(naam)s”.") % {"naam": stap.gegevens.naam}
            stap.meldingen.append(Melding(new.plaats, text))
        for member in new.leden:
            if member not in known:
                text = _("Het begrip “%(ref)s” bestaat niet, ook niet in dit bestand.") % {"ref": member}
                stap.meldingen.append(Melding(new.plaats, text))
        plan.verzamelingen.append(stap)


def _collection_step(
    new: Verzamelinggegevens, old: Verzamelinggegevens | None, pk: int | None
) -> Stap[Verzamelinggegevens]:
    result, changed = merged_collection(old or Verzamelinggegevens(new.ref), new)
    if old is None:
        stap = Stap(result, Uitkomst.NIEUW)
    else:
        stap = Stap(result, Uitkomst.GEWIJZIGD if changed else Uitkomst.ONGEWIJZIGD, changed, pk, oud=old)
    if stap.uitkomst is not Uitkomst.ONGEWIJZIGD:
        stap.meldingen += veldcontrole.faults_of_collection(stap.gegevens)
    return stap
