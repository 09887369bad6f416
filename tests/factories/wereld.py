"""A small world with one person for each role of the design."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from accounts.models import User
from convenant.models import Convenant, Convenantproject
from kring.models import Kring, Organisatie
from portal.inrichten import REDACTIE, inrichten
from portal.models import HomePage
from tests.factories import convenant as convenanten
from tests.factories import kring as kringen


@dataclass(frozen=True)
class Wereld:
    """One furnished site with a kring, its convenant, a company, a municipality, a project and the roles."""

    home: HomePage
    kring: Kring
    convenant: Convenant
    bedrijf: Organisatie
    gemeente: Organisatie
    project: Convenantproject
    lid: User
    projectleider: User
    coordinator: User
    redactie: User
    beheer: User

    def user_for(self, role: str) -> User | None:
        """The person who has `role` (as in `portal.permission_matrix`); None for a visitor."""
        return {
            "bezoeker": None,
            "lid": self.lid,
            "gemeente": self.projectleider,
            "coordinator": self.coordinator,
            "redactie": self.redactie,
            "beheer": self.beheer,
        }[role]


def make_wereld() -> Wereld:
    """Furnish the site and people it."""
    home = inrichten()
    kring = kringen.make_kring(title="Kring Waterveen", slug="waterveen")
    bedrijf, gemeente = kringen.make_organisatie(), kringen.make_gemeente()
    lid, projectleider, coordinator, redactie = (kringen.make_user() for _ in range(4))
    beheer = kringen.make_user(is_staff=True, is_superuser=True)
    redactie.groups.add(Group.objects.get(name=REDACTIE))
    kringen.make_medewerker(lid, bedrijf)
    kringen.make_medewerker(projectleider, gemeente)
    kringen.make_deelname(bedrijf, kring)
    kringen.make_deelname(gemeente, kring)
    kringen.make_coordinator(coordinator, kring)
    return Wereld(
        home=home,
        kring=kring,
        convenant=convenanten.make_convenant(kring),
        bedrijf=bedrijf,
        gemeente=gemeente,
        project=convenanten.make_project(kring, gemeente, projectleider),
        lid=lid,
        projectleider=projectleider,
        coordinator=coordinator,
        redactie=redactie,
        beheer=beheer,
    )
