"""Models of kring, one file per concept."""

from kring.models.aanmelding import Aanmeldbesluit, Aanmelding
from kring.models.bijeenkomst import Bijeenkomst, BijeenkomstenIndex, Inschrijving
from kring.models.deelname import Deelname
from kring.models.kring import Coordinatorschap, Kring, KringenIndex
from kring.models.organisatie import Medewerker, Organisatie
from kring.models.zichtbaar import KringContent, KringContentQuerySet

__all__ = [
    "Aanmeldbesluit",
    "Aanmelding",
    "Bijeenkomst",
    "BijeenkomstenIndex",
    "Coordinatorschap",
    "Deelname",
    "Inschrijving",
    "Kring",
    "KringContent",
    "KringContentQuerySet",
    "KringenIndex",
    "Medewerker",
    "Organisatie",
]
