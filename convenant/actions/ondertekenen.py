"""Signing the open convenant, which is how an organisation asks to join."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from convenant.models import ConvenantVersie, Handtekening
from kring.actions import MeldAan, signs_for
from kring.models import Organisatie


@dataclass(kw_only=True)
class Onderteken(Action[Handtekening]):
    """An organisation signs the version in force, and by that asks to join the kring."""

    verb: ClassVar[str] = "convenant.ondertekenen"
    actor: User
    versie: ConvenantVersie
    organisatie: Organisatie
    motivatie: str = ""
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Only who signs for the organisation, under a convenant that one may see."""
        return signs_for(self.actor, self.organisatie) and self.versie.convenant.is_visible_to(self.actor)

    def check_rules(self) -> None:
        """Only the version that is in force at the moment of signing."""
        in_force = self.versie.convenant.versie_on(timezone.localdate(self.op))
        if in_force != self.versie:
            raise refuse("versie", _("Deze versie geldt niet. Lees en onderteken de versie die nu geldt."))

    def write(self) -> Handtekening:
        """The request to join and the signature under it."""
        MeldAan(
            actor=self.actor,
            organisatie=self.organisatie,
            kring=self.versie.convenant.kring,
            motivatie=self.motivatie,
            op=self.op,
        ).execute()
        return Handtekening.objects.create(
            versie=self.versie, organisatie=self.organisatie, door=self.actor, op=self.op
        )
