"""Registering an organisation."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from basis.actions import Action, refuse
from basis.tekens import check_names
from kring.models import Medewerker, Organisatie

# Addresses beside those of organisations.
RESERVED = {"nieuw"}
TAKEN = gettext_lazy(
    "Er is al een organisatie met dit KvK-nummer. Werk je daar? Vraag de beheerder van het portaal om jou erbij te zetten."
)


@dataclass(kw_only=True)
class RegistreerOrganisatie(Action[Organisatie]):
    """A person registers the organisation they work for, and becomes its administrator (beheerder)."""

    verb: ClassVar[str] = "organisatie.registreren"
    actor: User
    organisatie: Organisatie
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Anyone with a confirmed account."""
        return self.actor.is_active

    def check_rules(self) -> None:
        """Fields in order, KvK number unique; municipalities are admitted by the administrator."""
        if self.organisatie.soort == Organisatie.Soort.GEMEENTE and not self.actor.is_superuser:
            raise refuse("soort", _("Een gemeente wordt door de beheerder van het portaal toegevoegd."))
        if Organisatie.objects.filter(kvk=self.organisatie.kvk).exists():
            raise refuse("kvk", str(TAKEN))
        check_names(naam=self.organisatie.naam, plaats=self.organisatie.plaats)
        self.organisatie.slug = self.organisatie.slug or self._free_slug()
        self.organisatie.full_clean()

    def write(self) -> Organisatie:
        """The organisation and its first member of staff."""
        try:
            with transaction.atomic():
                self.organisatie.save()
        except IntegrityError as taken:
            # Someone else registered the same number between the check and this.
            raise refuse("kvk", str(TAKEN)) from taken
        Medewerker.objects.create(
            user=self.actor, organisatie=self.organisatie, rol=Medewerker.Rol.BEHEERDER, van=self.op
        )
        return self.organisatie

    def _free_slug(self) -> str:
        base = slugify(self.organisatie.naam)[:70] or "organisatie"
        taken = {*RESERVED, *Organisatie.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
        return base if base not in taken else f"{base}-{self.organisatie.kvk}"
