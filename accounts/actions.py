"""Mutations of one's own account that allauth does not have."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from accounts.models import MAX_NAME, User
from basis.actions import Action, refuse
from basis.tekens import check_names


@dataclass(kw_only=True)
class WijzigNaam(Action[User]):
    """A person changes the name that others see."""

    verb: ClassVar[str] = "account.naam_wijzigen"
    actor: User
    first_name: str
    last_name: str

    def is_permitted(self) -> bool:
        """Everyone with an account, for oneself."""
        return self.actor.is_active

    def check_rules(self) -> None:
        """Both parts are filled in and fit."""
        for name, value in (("first_name", self.first_name), ("last_name", self.last_name)):
            if not value.strip():
                raise refuse(name, _("Vul je naam in; anderen moeten kunnen zien wie je bent."))
            if len(value) > MAX_NAME:
                raise refuse(name, _("Deze naam is te lang."))
            check_names(**{name: value})

    def write(self) -> User:
        """The name."""
        self.actor.first_name, self.actor.last_name = self.first_name.strip(), self.last_name.strip()
        self.actor.save(update_fields=["first_name", "last_name"])
        return self.actor
