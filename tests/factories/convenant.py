"""Makers for convenant."""

from datetime import date
from itertools import count
from typing import Any

from accounts.models import User
from convenant.models import (
    Convenant,
    ConvenantenIndex,
    Convenantproject,
    ConvenantVersie,
    Faseovergang,
    ProjectenIndex,
)
from kring.indeling import Fase, Thema
from kring.models import Kring, Organisatie
from tests.factories.kring import year_ago

_numbers = count(1)


def make_convenant(kring: Kring, **fields: Any) -> Convenant:
    """A published convenant with one version that is in force since 2020."""
    number = next(_numbers)
    defaults = {
        "title": f"Convenant {number}",
        "slug": f"convenant-{number}",
        "kring": kring,
        "aanleiding": "De straat moet beter.",
        "doel": "Minder hinder.",
    }
    convenant = ConvenantenIndex.objects.get().add_child(instance=Convenant(**(defaults | fields)))
    make_versie(convenant)
    return convenant


def make_versie(
    convenant: Convenant, nummer: int = 1, ingangsdatum: date = date(2020, 1, 1)
) -> ConvenantVersie:
    """A version with one article."""
    artikel = {
        "anker": "open-karakter",
        "nummer": "1",
        "hoofdstuk": "Algemeen",
        "titel": "Open karakter",
        "tekst": f"Iedereen kan meedoen (versie {nummer}).",
        "toelichting": "Je kunt altijd stoppen.",
    }
    return ConvenantVersie.objects.create(
        convenant=convenant, nummer=nummer, ingangsdatum=ingangsdatum, artikelen=[("artikel", artikel)]
    )


def make_project(
    kring: Kring, gemeente: Organisatie, projectleider: User, fase: Fase = Fase.ZOEKEN, **fields: Any
) -> Convenantproject:
    """A published project that entered every phase up to `fase` a year ago."""
    number = next(_numbers)
    defaults = {
        "title": f"Project {number}",
        "slug": f"project-{number}",
        "kring": kring,
        "gemeente": gemeente,
        "projectleider": projectleider,
        "plaats": "Waterveen",
        "thema": Thema.KLIMAAT,
        "doel": "Een droge straat.",
    }
    project = ProjectenIndex.objects.get().add_child(instance=Convenantproject(**(defaults | fields)))
    for step in range(1, fase + 1):
        Faseovergang.objects.create(project=project, fase=step, op=year_ago(), door=projectleider)
    return project
