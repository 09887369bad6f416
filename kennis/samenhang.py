"""Whether terms fit together: names that clash, circles, relations that contradict each other, retired terms.

`fouten` looks at a whole glossary in memory, in time that grows with its size; `load` reads ours. A term asks
about itself at `full_clean`; whoever writes many terms at once asks once, and writes inside `gekeurd()`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from kennis.models import Begrip, Label, Relatie
from kennis.models.naam import sounds_like, written
from kennis.models.relatie import HIERARCHISCH, RelatieSoort

_looked_at: ContextVar[bool] = ContextVar("looked_at", default=False)


@contextmanager
def gekeurd() -> Iterator[None]:
    """Inside it `full_clean` of a term leaves other terms out: the caller asked `fouten` about all of them."""
    token = _looked_at.set(True)
    try:
        yield
    finally:
        _looked_at.reset(token)


def is_gekeurd() -> bool:
    """Whether somebody else looks at how terms fit together."""
    return _looked_at.get()


@dataclass(frozen=True)
class Naam:
    """A label; only a visible one is a name that readers may mix up."""

    tekst: str
    zichtbaar: bool = True


@dataclass(frozen=True)
class Lid:
    """What the rules need of one term.

    `opvolger` is a ref; `toegelicht` is whether it says how it is used; `concept` is whether readers do not see it yet.
    """

    ref: str
    titel: str
    namen: tuple[Naam, ...] = ()
    notatie: str = ""
    vervallen: bool = False
    opvolger: str = ""
    toegelicht: bool = False
    concept: bool = False


@dataclass(frozen=True)
class Lijn:
    """A relation between two refs."""

    van: str
    soort: RelatieSoort
    naar: str


@dataclass(frozen=True)
class Fout:
    """What is wrong with a term, in Dutch, at a field; `rij` is the place in that field's list of rows."""

    ref: str
    veld: str
    tekst: str
    rij: int | None = None


class Geheel:
    """A glossary as the rules see it. Two terms of one ref, or a line to an unknown one, are the caller's to report."""

    def __init__(self, leden: Iterable[Lid], lijnen: Iterable[Lijn]) -> None:
        self.leden = {lid.ref: lid for lid in leden}
        self.lijnen: dict[str, list[Lijn]] = defaultdict(list)
        for lijn in lijnen:
            self.lijnen[lijn.van].append(lijn)

    @cached_property
    def titels(self) -> dict[str, list[Lid]]:
        """The terms by how their title sounds."""
        return _by((sounds_like(lid.titel), lid) for lid in self.leden.values())

    @cached_property
    def namen(self) -> dict[str, list[Lid]]:
        """The terms by how their visible other names sound."""
        return _by(
            (sounds_like(naam.tekst), lid)
            for lid in self.leden.values()
            for naam in lid.namen
            if naam.zichtbaar
        )

    @cached_property
    def notaties(self) -> dict[str, list[Lid]]:
        """The terms by their notation."""
        return _by((lid.notatie, lid) for lid in self.leden.values() if lid.notatie)

    @cached_property
    def boven(self) -> dict[str, list[str]]:
        """For each ref those right above it."""
        return {
            ref: [lijn.naar for lijn in rows if lijn.soort in HIERARCHISCH]
            for ref, rows in self.lijnen.items()
        }

    @cached_property
    def genoemd_door(self) -> dict[str, list[Lid]]:
        """For each ref the terms in force on the site that have a relation to it."""
        lines = (lijn for rows in self.lijnen.values() for lijn in rows)
        ends = ((lijn.naar, self.leden.get(lijn.van)) for lijn in lines)
        return _by((ref, lid) for ref, lid in ends if lid and not lid.vervallen and not lid.concept)

    @cached_property
    def verbonden(self) -> set[frozenset[str]]:
        """The pairs of refs that have a relation of any kind."""
        return {frozenset((lijn.van, lijn.naar)) for rows in self.lijnen.values() for lijn in rows}

    def weg_omhoog(self, van: str, naar: str) -> list[str]:
        """The refs of the shortest way up from one term to another, both included; empty when there is none."""
        came_by: dict[str, str] = {}
        queue = [van]
        while queue:
            fresh = []
            for ref in queue:
                for up in self.boven.get(ref, ()):
                    if up not in came_by:
                        came_by[up] = ref
                        fresh.append(up)
            if naar in came_by:
                return _walk_back(came_by, van, naar)
            queue = fresh
        return []

    def titel(self, ref: str) -> str:
        """The name of a term; its ref when it is not there."""
        return self.leden[ref].titel if ref in self.leden else ref


def _by(pairs: Iterable[tuple[str, Lid]]) -> dict[str, list[Lid]]:
    found: dict[str, list[Lid]] = defaultdict(list)
    for key, lid in pairs:
        found[key].append(lid)
    return dict(found)


def _walk_back(came_by: Mapping[str, str], van: str, naar: str) -> list[str]:
    way = [naar, came_by[naar]]
    while way[-1] != van:
        way.append(came_by[way[-1]])
    return way[::-1]


def fouten(geheel: Geheel, refs: Iterable[str] | None = None) -> list[Fout]:
    """Everything that is wrong in a glossary, or with the terms of `refs` only."""
    wanted = geheel.leden if refs is None else [ref for ref in refs if ref in geheel.leden]
    return [fout for ref in wanted for rule in REGELS for fout in rule(geheel, geheel.leden[ref])]


def _own_names(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """A name stands once at a term; a hidden one may be another spelling of a visible one."""
    exact, heard = {written(lid.titel)}, {sounds_like(lid.titel)}
    for rij, naam in enumerate(lid.namen):
        again = written(naam.tekst) in exact or (naam.zichtbaar and sounds_like(naam.tekst) in heard)
        exact.add(written(naam.tekst))
        if naam.zichtbaar:
            heard.add(sounds_like(naam.tekst))
        if again:
            text = _("“%(naam)s” staat al bij dit begrip. Haal er één weg.")
            yield Fout(lid.ref, "labels", text % {"naam": naam.tekst}, rij)


def _title(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """A title belongs to one term, whatever its capitals and accents."""
    key = sounds_like(lid.titel)
    for other in geheel.titels[key]:
        if other.ref != lid.ref:
            text = _("Er is al een begrip “%(naam)s”.")
            yield Fout(lid.ref, "title", text % {"naam": other.titel})
    for other in geheel.namen.get(key, ()):
        if _mixed_up(geheel, lid, other):
            yield Fout(lid.ref, "title", _same_name(lid.titel, other.titel))


def _other_names(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """A visible name is not the title of another term; two terms may share one, and a reader sees both."""
    for rij, naam in enumerate(lid.namen):
        for other in geheel.titels.get(sounds_like(naam.tekst), ()) if naam.zichtbaar else ():
            if _mixed_up(geheel, lid, other):
                yield Fout(lid.ref, "labels", _same_name(naam.tekst, other.titel), rij)


def _mixed_up(geheel: Geheel, lid: Lid, other: Lid) -> bool:
    # A relation tells the reader of either what the other one is.
    return lid.ref != other.ref and frozenset((lid.ref, other.ref)) not in geheel.verbonden


def _same_name(naam: str, other: str) -> str:
    text = _(
        "“%(naam)s” is ook een naam van het begrip “%(ander)s”. Kies een andere naam, of leg bij de verhoudingen "
        "uit hoe de twee zich tot elkaar verhouden."
    )
    return text % {"naam": naam, "ander": other}


def _notation(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    for other in geheel.notaties.get(lid.notatie, ()) if lid.notatie else ():
        if other.ref != lid.ref:
            text = _("De notatie “%(notatie)s” hoort al bij het begrip “%(ander)s”.")
            yield Fout(lid.ref, "notatie", text % {"notatie": lid.notatie, "ander": other.titel})


def _circle(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """Nothing stands above itself."""
    for rij, lijn in enumerate(geheel.lijnen.get(lid.ref, ())):
        if lijn.soort not in HIERARCHISCH:
            continue
        way = [lid.ref] if lijn.naar == lid.ref else geheel.weg_omhoog(lijn.naar, lid.ref)
        if way:
            text = _("Zo staat een begrip boven zichzelf: %(weg)s. Haal één van deze verhoudingen weg.")
            names = " → ".join(geheel.titel(ref) for ref in [lid.ref, *way])
            yield Fout(lid.ref, "relaties", text % {"weg": names}, rij)


def _related_in_line(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """SKOS (S27): what stands above or below is not also merely related."""
    for rij, lijn in enumerate(geheel.lijnen.get(lid.ref, ())):
        if lijn.soort is not RelatieSoort.VERWANT:
            continue
        if geheel.weg_omhoog(lid.ref, lijn.naar) or geheel.weg_omhoog(lijn.naar, lid.ref):
            text = _(
                "“%(ander)s” staat al boven of onder dit begrip, ook via andere begrippen. "
                "Dan is “hangt samen met” dubbel: haal deze verhouding weg."
            )
            yield Fout(lid.ref, "relaties", text % {"ander": geheel.titel(lijn.naar)}, rij)


def _to_retired(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """A term in force leads to terms in force."""
    for rij, lijn in enumerate(() if lid.vervallen else geheel.lijnen.get(lid.ref, ())):
        other = geheel.leden.get(lijn.naar)
        if other is None or not other.vervallen:
            continue
        successor = _last_successor(geheel, other)
        text = (
            _("“%(ander)s” is vervallen. Gebruik de opvolger: “%(opvolger)s”.")
            if successor
            else _("“%(ander)s” is vervallen en heeft geen opvolger. Haal deze verhouding weg.")
        )
        yield Fout(lid.ref, "relaties", text % {"ander": other.titel, "opvolger": successor}, rij)


def _last_successor(geheel: Geheel, lid: Lid) -> str:
    """The title of the term in force at the end of a line of successors; empty when there is none."""
    seen = set()
    current: Lid | None = lid
    while current is not None and current.vervallen and current.ref not in seen:
        seen.add(current.ref)
        current = geheel.leden.get(current.opvolger)
    return "" if current is None or current.vervallen else current.titel


def _left_behind(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """A term that goes without a successor leaves no relation of a term in force behind."""
    if not lid.vervallen or lid.opvolger:
        return
    titles = dict.fromkeys(other.titel for other in geheel.genoemd_door.get(lid.ref, ()))
    if titles:
        text = _(
            "Deze begrippen hebben een verhouding met dit begrip: %(begrippen)s. "
            "Kies een opvolger, of haal de verhouding daar eerst weg."
        )
        yield Fout(lid.ref, "opvolger", text % {"begrippen": ", ".join(titles)})


def _successor(geheel: Geheel, lid: Lid) -> Iterator[Fout]:
    """Only a retired term has a successor; one without says why it is gone."""
    if not lid.opvolger:
        if lid.vervallen and not lid.toegelicht:
            text = _("Kies een opvolger, of zeg bij de toelichting waarom dit begrip vervalt.")
            yield Fout(lid.ref, "toelichting", text)
        return
    if not lid.vervallen:
        text = _("Alleen een vervallen begrip heeft een opvolger. Zet de status op vervallen.")
        yield Fout(lid.ref, "opvolger", text)
    elif lid.opvolger == lid.ref:
        yield Fout(lid.ref, "opvolger", _("Een begrip volgt zichzelf niet op."))
    elif _comes_back(geheel, lid):
        yield Fout(lid.ref, "opvolger", _("Zo volgen begrippen elkaar in een kring op. Kies een ander."))


def _comes_back(geheel: Geheel, lid: Lid) -> bool:
    seen: set[str] = set()
    ref = lid.opvolger
    while ref in geheel.leden and ref not in seen:
        seen.add(ref)
        ref = geheel.leden[ref].opvolger
    return lid.ref in seen


REGELS: tuple[Callable[[Geheel, Lid], Iterator[Fout]], ...] = (
    _own_names,
    _title,
    _other_names,
    _notation,
    _circle,
    _related_in_line,
    _to_retired,
    _left_behind,
    _successor,
)


def load(instead: tuple[Lid, list[Lijn]] | None = None, pk: int | None = None) -> Geheel:
    """Our glossary, published or not, in three queries; with `instead` in the place of the term `pk`."""
    names: dict[int, list[Naam]] = defaultdict(list)
    labels = Label.objects.exclude(begrip=pk).order_by("sort_order", "pk")
    for begrip, tekst, soort in labels.values_list("begrip", "tekst", "soort"):
        names[begrip].append(Naam(tekst, soort == Label.Soort.ALT))
    fields = ("pk", "ref", "title", "notatie", "status", "opvolger__ref", "toelichting", "live")
    retired, terms = Begrip.Status.VERVALLEN, Begrip.objects.exclude(pk=pk)
    leden = [
        Lid(ref, title, tuple(names[key]), notatie, status == retired, after or "", bool(why), not live)
        for key, ref, title, notatie, status, after, why, live in terms.values_list(*fields)
    ]
    rows = Relatie.objects.exclude(van=pk).values_list("van__ref", "soort", "naar__ref")
    lijnen = [Lijn(van, RelatieSoort(soort), naar) for van, soort, naar in rows]
    if instead is None:
        return Geheel(leden, lijnen)
    return Geheel([*leden, instead[0]], [*lijnen, *instead[1]])


def lid_of(begrip: Begrip) -> tuple[Lid, list[Lijn]]:
    """A term as it stands in memory, saved or not, with its own relations."""
    lid = Lid(
        ref=begrip.ref,
        titel=begrip.title,
        namen=tuple(Naam(row.tekst, row.soort == Label.Soort.ALT) for row in begrip.labels.all()),
        notatie=begrip.notatie,
        vervallen=begrip.is_vervallen,
        opvolger=begrip.opvolger.ref if begrip.opvolger else "",
        toegelicht=bool(begrip.toelichting.strip()),
    )
    lijnen = [
        Lijn(begrip.ref, RelatieSoort(row.soort), row.naar.ref)
        for row in begrip.relaties.all()
        if row.soort in RelatieSoort.values and row.naar_id
    ]
    return lid, lijnen


def fouten_van(begrip: Begrip) -> list[Fout]:
    """What is wrong with one term as it stands in memory, among all others as they are saved."""
    own = lid_of(begrip)
    return fouten(load(own, begrip.pk), [own[0].ref])
