"""Makers for accounts and kring."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from kring.models import (
    Bijeenkomst,
    BijeenkomstenIndex,
    Coordinatorschap,
    Deelname,
    Kring,
    KringenIndex,
    Medewerker,
    Organisatie,
)

_numbers = count(1)
PASSWORD = "een-lang-wachtwoord-9"


def make_user(email: str = "", **fields: Any) -> User:
    """A person with a confirmed address and the password `PASSWORD`."""
    number = next(_numbers)
    email = email or f"persoon{number}@test.example"
    user = User.objects.create_user(
        email, PASSWORD, **({"first_name": "Test", "last_name": f"Persoon {number}"} | fields)
    )
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


def make_organisatie(**fields: Any) -> Organisatie:
    """A company, unless `soort` says otherwise."""
    number = next(_numbers)
    defaults = {
        "naam": f"Bedrijf {number}",
        "slug": f"bedrijf-{number}",
        "kvk": f"{number:08d}",
        "soort": Organisatie.Soort.MKB,
        "plaats": "Waterveen",
    }
    return Organisatie.objects.create(**(defaults | fields))


def make_gemeente(**fields: Any) -> Organisatie:
    """A municipality."""
    return make_organisatie(**({"soort": Organisatie.Soort.GEMEENTE} | fields))


def make_kring(**fields: Any) -> Kring:
    """A published kring; the site must be furnished."""
    number = next(_numbers)
    defaults = {"title": f"Kring {number}", "slug": f"kring-{number}", "regio": "Rivierenland"}
    return KringenIndex.objects.get().add_child(instance=Kring(**(defaults | fields)))


def make_medewerker(user: User, organisatie: Organisatie, **fields: Any) -> Medewerker:
    """`user` works for `organisatie` since a year, as its beheerder."""
    defaults = {"rol": Medewerker.Rol.BEHEERDER, "van": year_ago()}
    return Medewerker.objects.create(user=user, organisatie=organisatie, **(defaults | fields))


def make_deelname(organisatie: Organisatie, kring: Kring, **fields: Any) -> Deelname:
    """`organisatie` takes part in `kring` since a year."""
    return Deelname.objects.create(organisatie=organisatie, kring=kring, **({"van": year_ago()} | fields))


def make_coordinator(user: User, kring: Kring, **fields: Any) -> Coordinatorschap:
    """`user` coordinates `kring` since a year."""
    return Coordinatorschap.objects.create(user=user, kring=kring, **({"van": year_ago()} | fields))


def make_bijeenkomst(kring: Kring, **fields: Any) -> Bijeenkomst:
    """A public meeting next week."""
    number, begin = next(_numbers), timezone.now() + timedelta(days=7)
    defaults = {
        "title": f"Bijeenkomst {number}",
        "slug": f"bijeenkomst-{number}",
        "kring": kring,
        "soort": Bijeenkomst.Soort.INFRALOKAAL,
        "begin": begin,
        "eind": begin + timedelta(hours=2),
        "plaats": "Gemeentehuis",
    }
    return BijeenkomstenIndex.objects.get().add_child(instance=Bijeenkomst(**(defaults | fields)))


def year_ago() -> datetime:
    """This moment, a year back."""
    return timezone.now() - timedelta(days=365)
