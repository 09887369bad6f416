"""An import of the glossary: everything in a file, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action
from basis.models.audit import JSONValue
from kennis import geschiedenis, samenhang
from kennis.autolink import glossary
from kennis.models import Begrip, BegrippenIndex, Begrippenverzameling, Wijziging
from kennis.models.begrip import RESERVED_SLUGS, following_summary
from kennis.models.wijziging import LONGEST_NOTE
from kennis.uitwisseling.gegevens import ROWS, Begripgegevens, Inhoud, Rijgegevens, Verzamelinggegevens
from kennis.uitwisseling.plan import Plan, Stap, Uitkomst, make_plan

FIELDS = (
    "notatie", "definitie", "uitleg", "toelichting", "voorbeeld", "thema", "status", "peildatum", "herzien_voor",
)  # fmt: skip


def may_import(user: User) -> bool:
    """Whoever may publish terms."""
    index = BegrippenIndex.objects.first()
    return index is not None and index.permissions_for_user(user).can_publish_subpage()


@dataclass(kw_only=True)
class LeesBegrippenIn(Action[BegrippenIndex]):
    """Terms and collections of a file become ours: new ones are published, changed ones published anew.

    What the file does not tell stays as it is, and nothing is removed.
    """

    verb: ClassVar[str] = "begrippen.inlezen"
    actor: User
    inhoud: Inhoud
    bestand: str
    plan: Plan = field(init=False, default_factory=Plan)
    index: BegrippenIndex = field(init=False)
    keys: dict[str, int] = field(init=False, default_factory=dict)

    def is_permitted(self) -> bool:
        """Whoever may publish terms."""
        return may_import(self.actor)

    def check_rules(self) -> None:
        """The file fits on the glossary as it is now, and there is something to write."""
        # The lock keeps two imports from laying themselves over the same state.
        self.index = BegrippenIndex.objects.select_for_update(of=("self",)).get()
        self.plan = make_plan(self.inhoud)
        if self.plan.alle_fouten:
            raise ValidationError([str(melding) for melding in self.plan.alle_fouten])
        if self.plan.is_leeg:
            raise ValidationError(_("In dit bestand staat niets nieuws."))

    def write(self) -> BegrippenIndex:
        """First the new terms by themselves, then the rows of each, so that a relation finds its other end."""
        todo = [stap for stap in self.plan.begrippen if stap.is_te_doen]
        with samenhang.gekeurd(), geschiedenis.meegebracht():
            slugs = {*RESERVED_SLUGS, *self.index.get_children().values_list("slug", flat=True)}
            for stap in todo:
                if stap.pk is None:
                    stap.pk = self._add(stap.gegevens, slugs).pk
            self.keys = dict(Begrip.objects.values_list("ref", "pk"))
            for stap in todo:
                self._publish(stap)
        for collection in self.plan.verzamelingen:
            if collection.is_te_doen:
                self._write_collection(collection)
        glossary.changed()
        return self.index

    def details(self, result: BegrippenIndex) -> dict[str, JSONValue]:
        """The file, and which terms and collections came and changed."""

        def refs(uitkomst: Uitkomst) -> list[JSONValue]:
            return [stap.gegevens.ref for stap in self.plan.stappen if stap.uitkomst is uitkomst]

        return {"bestand": self.bestand, "nieuw": refs(Uitkomst.NIEUW), "gewijzigd": refs(Uitkomst.GEWIJZIGD)}

    def _add(self, values: Begripgegevens, slugs: set[str]) -> Begrip:
        slug = next(name for name in _names(values.ref) if name not in slugs)
        slugs.add(slug)
        begrip = Begrip(
            title=values.naam, slug=slug, ref=values.ref, definitie=values.definitie, peildatum=values.peildatum,
            status=values.status, live=False, owner=self.actor,
        )  # fmt: skip
        self.index.add_child(instance=begrip)
        return begrip

    def _publish(self, stap: Stap[Begripgegevens]) -> None:
        begrip, values = Begrip.objects.get(pk=stap.pk), stap.gegevens
        is_new = stap.uitkomst is Uitkomst.NIEUW
        begrip.samenvatting = following_summary(begrip.samenvatting, begrip.definitie, values.definitie)
        begrip.title = begrip.draft_title = values.naam
        for name in FIELDS:
            setattr(begrip, name, getattr(values, name))
        begrip.opvolger_id = self.keys[values.opvolger] if values.opvolger else None
        for name, kind in ROWS.items():
            # What was noted of a change stays; notes are only added, once this change has its own.
            if kind is Wijziging:
                continue
            setattr(begrip, name, list(self._rows(begrip, name, kind, getattr(values, name))))
        known = begrip.wijzigingen.count()
        brought = [
            Wijziging(begrip=begrip, moment=row.moment, notitie=row.notitie)
            for row in values.wijzigingen[known:]
        ]
        if not is_new:
            begrip.notitie = Truncator(_("Ingelezen: %(velden)s.") % {"velden": stap.veldnamen}).chars(
                LONGEST_NOTE
            )
        elif not brought and not values.gewijzigd_op:
            begrip.notitie = _("Opgenomen in de begrippenlijst.")
        revision = begrip.save_revision(user=self.actor, clean=False)
        begrip.publish(revision, user=self.actor, skip_permission_checks=True)
        Wijziging.objects.bulk_create(brought)
        if is_new and values.gewijzigd_op:
            moment = values.gewijzigd_op
            Begrip.objects.filter(pk=begrip.pk).update(first_published_at=moment, last_published_at=moment)

    def _rows(self, begrip: Begrip, name: str, kind: type[Model], rows: list[Rijgegevens]) -> Iterator[Model]:
        """The rows of a term: those that it has, in their order with the new values, and then new ones."""
        known = list(getattr(begrip, name).all())
        for place, row in enumerate(rows):
            model = known[place] if place < len(known) else kind()
            for field_name, value in vars(row).items():
                if field_name != "plaats":
                    is_term = field_name == "naar"
                    setattr(
                        model, "naar_id" if is_term else field_name, self.keys[value] if is_term else value
                    )
            if hasattr(model, "sort_order"):
                model.sort_order = place
            yield model

    def _write_collection(self, stap: Stap[Verzamelinggegevens]) -> None:
        values = stap.gegevens
        collection = Begrippenverzameling(pk=stap.pk, ref=values.ref)
        collection.title, collection.omschrijving, collection.thema = (
            values.naam,
            values.omschrijving,
            values.thema,
        )
        collection.save()
        # Terms of the theme are in it by themselves.
        by_theme = (
            Begrip.objects.current().filter(thema=values.thema) if values.thema else Begrip.objects.none()
        )
        there = set(by_theme.values_list("ref", flat=True))
        collection.begrippen.add(*(self.keys[ref] for ref in values.leden if ref not in there))


def _names(ref: str) -> Iterator[str]:
    """Names for an address: the reference, and else with a number."""
    yield ref
    number = 2
    while True:
        yield f"{ref}-{number}"
        number += 1
