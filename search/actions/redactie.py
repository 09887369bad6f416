"""Synonyms, promoted pages and ignored questions."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from search.models import GenegeerdeVraag, Synoniem, Uitgelicht, Zoekdag


@dataclass(kw_only=True)
class BewaarSynoniem(Action[Synoniem]):
    """Add a synonym, or change one."""

    verb: ClassVar[str] = "zoeken.synoniem_bewaren"
    actor: User
    synoniem: Synoniem

    def is_permitted(self) -> bool:
        """Who edits search."""
        return self.actor.has_perms(["search.add_synoniem", "search.change_synoniem"])

    def check_rules(self) -> None:
        """The rules of the model."""
        self.synoniem.full_clean()

    def write(self) -> Synoniem:
        """Save; every process sees it at its next question."""
        self.synoniem.save()
        return self.synoniem


@dataclass(kw_only=True)
class LichtUit(Action[Uitgelicht]):
    """Put a page on top for some questions, or change that."""

    verb: ClassVar[str] = "zoeken.uitlichten"
    actor: User
    uitgelicht: Uitgelicht

    def is_permitted(self) -> bool:
        """Who edits search."""
        return self.actor.has_perms(["search.add_uitgelicht", "search.change_uitgelicht"])

    def check_rules(self) -> None:
        """The rules of the model."""
        self.uitgelicht.full_clean()

    def write(self) -> Uitgelicht:
        """Save."""
        self.uitgelicht.save()
        return self.uitgelicht


@dataclass(kw_only=True)
class VerwijderBesluit(Action[Synoniem | Uitgelicht]):
    """Take a synonym or a promoted page away; the audit log keeps what it was."""

    verb: ClassVar[str] = "zoeken.verwijderen"
    actor: User
    besluit: Synoniem | Uitgelicht

    def is_permitted(self) -> bool:
        """Who edits search."""
        return self.actor.has_perm(f"search.delete_{self.besluit._meta.model_name}")

    def write(self) -> Synoniem | Uitgelicht:
        """Delete; what is returned still knows its key."""
        pk = self.besluit.pk
        self.besluit.delete()
        self.besluit.pk = pk
        return self.besluit


@dataclass(kw_only=True)
class NegeerVraag(Action[GenegeerdeVraag]):
    """Leave a question out of the counts from now on, and hide what was counted."""

    verb: ClassVar[str] = "zoeken.vraag_negeren"
    actor: User
    vraag: str

    def is_permitted(self) -> bool:
        """Who edits search."""
        return self.actor.has_perm("search.add_genegeerdevraag")

    def check_rules(self) -> None:
        """Only a question that was counted can be ignored, so that nothing else is ever stored."""
        known = Zoekdag.objects.filter(vraag=self.vraag).exists()
        if not known and not GenegeerdeVraag.objects.filter(vraag=self.vraag).exists():
            raise refuse("vraag", _("Die vraag is niet geteld."))

    def write(self) -> GenegeerdeVraag:
        """Twice is no harm."""
        return GenegeerdeVraag.objects.get_or_create(vraag=self.vraag)[0]


@dataclass(kw_only=True)
class TelWeerMee(Action[GenegeerdeVraag]):
    """Count an ignored question again."""

    verb: ClassVar[str] = "zoeken.vraag_tellen"
    actor: User
    genegeerd: GenegeerdeVraag

    def is_permitted(self) -> bool:
        """Who edits search."""
        return self.actor.has_perm("search.delete_genegeerdevraag")

    def write(self) -> GenegeerdeVraag:
        """Delete; what is returned still knows its key."""
        pk = self.genegeerd.pk
        self.genegeerd.delete()
        self.genegeerd.pk = pk
        return self.genegeerd
