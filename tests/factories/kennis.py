"""Makers for kennis."""

from itertools import count
from typing import Any

from django.utils import timezone

from kennis.models import Begrip, BegrippenIndex, Casus, Les, LessenIndex, PraktijkIndex
from kring.indeling import Thema
from kring.models import Kring

_numbers = count(1)


def make_les(kring: Kring | None, **fields: Any) -> Les:
    """A published, public lesson."""
    number = next(_numbers)
    defaults = {
        "title": f"Les {number}",
        "slug": f"les-{number}",
        "kring": kring,
        "situatie": "Er lag een oude leiding.",
        "gebeurtenis": "De graafmachine raakte hem.",
        "oorzaak": "De tekening klopte niet.",
        "advies": "Graaf eerst een proefsleuf.",
        "thema": Thema.FAALKOSTEN,
    }
    return LessenIndex.objects.get().add_child(instance=Les(**(defaults | fields)))


def make_begrip(**fields: Any) -> Begrip:
    """A published term."""
    number = next(_numbers)
    defaults = {
        "title": f"begrip {number}",
        "slug": f"begrip-{number}",
        "ref": f"begrip-{number}",
        "definitie": "Een woord om iets mee te zeggen.",
        "peildatum": timezone.localdate(),
        # A retired term says why, or what one uses now.
        "toelichting": "Zo zeggen we het niet meer."
        if fields.get("status") == Begrip.Status.VERVALLEN
        else "",
    }
    return BegrippenIndex.objects.get().add_child(instance=Begrip(**(defaults | fields)))


def make_casus(**fields: Any) -> Casus:
    """A published case."""
    number = next(_numbers)
    defaults = {
        "title": f"Casus {number}",
        "slug": f"casus-{number}",
        "plaats": "Waterveen",
        "thema": Thema.KLIMAAT,
        "wat": "De straat werd groen.",
        "bron": "Testbron",
        "peildatum": timezone.localdate(),
    }
    return PraktijkIndex.objects.get().add_child(instance=Casus(**(defaults | fields)))
