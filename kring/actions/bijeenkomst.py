"""Coming to a meeting, and not coming after all."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from kring.models import Bijeenkomst, Inschrijving


@dataclass(kw_only=True)
class SchrijfIn(Action[Inschrijving]):
    """A person registers for a meeting."""

    verb: ClassVar[str] = "bijeenkomst.inschrijven"
    actor: User
    bijeenkomst: Bijeenkomst

    def is_permitted(self) -> bool:
        """Whoever may see the meeting."""
        return self.bijeenkomst.is_visible_to(self.actor)

    def check_rules(self) -> None:
        """Before it is over, and once."""
        # A double click waits here for the first, and is then told so.
        User.objects.select_for_update().get(pk=self.actor.pk)
        if self.bijeenkomst.is_past:
            raise refuse("__all__", _("Deze bijeenkomst is voorbij."))
        if self.bijeenkomst.inschrijvingen.current().of_person(self.actor).exists():
            raise refuse("__all__", _("Je bent al ingeschreven."))

    def write(self) -> Inschrijving:
        """The registration."""
        return Inschrijving.objects.create(bijeenkomst=self.bijeenkomst, user=self.actor)


@dataclass(kw_only=True)
class MeldAf(Action[Inschrijving]):
    """A person will not come after all."""

    verb: ClassVar[str] = "bijeenkomst.afmelden"
    actor: User
    inschrijving: Inschrijving

    def is_permitted(self) -> bool:
        """Only for oneself."""
        return self.inschrijving.user_id == self.actor.pk

    def check_rules(self) -> None:
        """A registration ends once."""
        if self.inschrijving.afgemeld_op is not None:
            raise refuse("__all__", _("Je was al afgemeld."))

    def write(self) -> Inschrijving:
        """The moment of signing off."""
        self.inschrijving.afgemeld_op = timezone.now()
        self.inschrijving.save(update_fields=["afgemeld_op"])
        return self.inschrijving
