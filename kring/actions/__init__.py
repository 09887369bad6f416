"""Mutations of kring."""

from kring.actions.bijeenkomst import MeldAf, SchrijfIn
from kring.actions.deelname import BeeindigDeelname, BeslisAanmelding, MeldAan, coordinates, lock, signs_for
from kring.actions.organisatie import RegistreerOrganisatie

__all__ = [
    "BeeindigDeelname",
    "BeslisAanmelding",
    "MeldAan",
    "MeldAf",
    "RegistreerOrganisatie",
    "SchrijfIn",
    "coordinates",
    "lock",
    "signs_for",
]
