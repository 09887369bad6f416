"""The dossier of a project: releases that everyone sees, what is planned, and what only the leader sees yet."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page as Blad
from django.http import HttpRequest

from basis.lijst import blader
from convenant.models import Bijdrage, Convenantproject, Vrijgave

Row = dict[str, Any]
PER_BLAD = 40
WACHTEND = 100


@dataclass(frozen=True)
class Uitgave:
    """One release with the contributions of it that stand on this page of the list."""

    vrijgave: Vrijgave
    bijdragen: tuple[Bijdrage, ...]


def dossier_context(project: Convenantproject, request: HttpRequest, *, is_leader: bool) -> Row:
    """What is released, by release; what is planned; and for the leader what is still closed."""
    if not project.pk:
        return {"uitgaven": [], "gepland": [], "dossier_blad": None, "wachtend": [], "dossier_meldingen": []}
    blad, messages = blader(project.bijdragen.released().in_dossier_order(), request.GET, PER_BLAD)
    waiting = project.bijdragen.hidden().in_dossier_order()[:WACHTEND] if is_leader else []
    return {
        "uitgaven": uitgaven(blad),
        "dossier_blad": blad,
        "dossier_meldingen": messages,
        "gepland": list(project.vrijgaven.planned()),
        "wachtend": list(waiting),
    }


def uitgaven(blad: Blad) -> list[Uitgave]:
    """A page of released contributions by release."""
    by_release = groupby(blad, key=lambda item: item.vrijgave)
    return [Uitgave(release, tuple(items)) for release, items in by_release if release is not None]
