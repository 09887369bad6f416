"""Saving a question, to hear of new results, and letting go of it."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from search.models import Zoekvraag
from search.models.zoekvraag import LONGEST_ADDRESS, LONGEST_NAME

MOST_OF_A_PERSON = 20
MOST_WATCHED = 1_000


@dataclass(kw_only=True)
class BewaarZoekvraag(Action[Zoekvraag]):
    """A person keeps a question. `bekend` are the keys of what it finds now, of `totaal` results."""

    verb: ClassVar[str] = "zoekvraag.bewaren"
    actor: User
    adres: str
    naam: str
    totaal: int = 0
    bekend: list[str] = field(default_factory=list)

    def is_permitted(self) -> bool:
        """Everyone with an account, for oneself."""
        return self.actor.is_active

    def check_rules(self) -> None:
        """Something is asked, once, not too wide, and not more than a person can keep an eye on."""
        # A double click waits here for the first, and is then told so.
        User.objects.select_for_update().get(pk=self.actor.pk)
        mine = Zoekvraag.objects.of_person(self.actor)
        if not self.naam or len(self.adres) > LONGEST_ADDRESS:
            raise refuse("__all__", _("Zoek eerst op een woord of kies een filter; dan kun je dat bewaren."))
        if mine.filter(adres=self.adres).exists():
            raise refuse("__all__", _("Deze zoekvraag had je al bewaard."))
        if self.totaal > MOST_WATCHED:
            raise refuse(
                "__all__",
                _("Deze zoekvraag geeft meer dan %(n)s resultaten. Kies er een filter bij.")
                % {"n": MOST_WATCHED},
            )
        if mine.count() >= MOST_OF_A_PERSON:
            raise refuse(
                "__all__",
                _("Je hebt al %(n)s zoekvragen bewaard. Verwijder er eerst een.") % {"n": MOST_OF_A_PERSON},
            )

    def write(self) -> Zoekvraag:
        """The question with what it finds now: that is not news."""
        return Zoekvraag.objects.create(
            user=self.actor, adres=self.adres, naam=self.naam[:LONGEST_NAME], bekend=self.bekend
        )


@dataclass(kw_only=True)
class VerwijderZoekvraag(Action[Zoekvraag]):
    """A person no longer wants to hear of a question."""

    verb: ClassVar[str] = "zoekvraag.verwijderen"
    actor: User
    zoekvraag: Zoekvraag

    def is_permitted(self) -> bool:
        """Only one's own."""
        return self.zoekvraag.user_id == self.actor.pk

    def write(self) -> Zoekvraag:
        """The row goes; what somebody looks for is nobody else's business."""
        Zoekvraag.objects.filter(pk=self.zoekvraag.pk).delete()
        return self.zoekvraag
