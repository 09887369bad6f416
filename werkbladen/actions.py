"""Mutations of werkbladen."""

from dataclasses import dataclass
from typing import Any, ClassVar

from accounts.models import User
from basis.actions import Action
from werkbladen.models import Invulling, Werkblad


@dataclass(kw_only=True)
class BewaarInvulling(Action[Invulling]):
    """A person keeps the answers to a worksheet; what was there is replaced."""

    verb: ClassVar[str] = "werkblad.bewaren"
    actor: User
    werkblad: Werkblad
    versie: int
    antwoorden: dict[str, Any]

    def is_permitted(self) -> bool:
        """Whoever may see the worksheet, for oneself."""
        return self.werkblad.is_visible_to(self.actor)

    def write(self) -> Invulling:
        """The one row of this person for this worksheet."""
        row, _made = Invulling.objects.update_or_create(
            werkblad=self.werkblad,
            user=self.actor,
            defaults={"versie": self.versie, "antwoorden": self.antwoorden},
        )
        return row
