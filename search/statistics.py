"""What people search for, in sums from which nobody can be known: small numbers are taken together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.models import GenegeerdeVraag, Synoniem, Uitgelicht, Zoekdag
from search.models.synoniem import stems_of

PERIODS = (7, 30, 90)
SMALL = 5
MOST_ROWS = 25
MOST_EXPORTED = 5_000
WEEKLY_FROM = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One question in a report. `aantal` is what the report is about and never small."""

    vraag: str
    aantal: int
    gezocht: int
    plaats: float | None
    """The mean place of what was opened."""
    synoniem: bool
    uitgelicht: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The questions of one kind, and what was too little to show."""

    naam: str
    titel: str | Promise
    uitleg: str | Promise
    rijen: tuple[Row, ...]
    kleine_vragen: int
    kleine_som: int


@dataclass(frozen=True, slots=True)
class Point:
    """One day or week of the trend."""

    begin: date
    gezocht: int
    zonder_resultaat: int


_WITHOUT_CLICK = F("gezocht_") - F("zonder_") - F("geklikt_") - F("uitgelicht_")
REPORTS: dict[str, tuple[Any, Any, Any]] = {
    "meest": (_("Meest gezocht"), _("Waar mensen het vaakst naar zoeken."), F("gezocht_")),
    "zonder-resultaat": (
        _("Zonder resultaat"),
        _("Zo vaak vonden mensen hiermee niets. Maak een synoniem, of schrijf wat ontbreekt."),
        F("zonder_"),
    ),
    "zonder-klik": (
        _("Zonder klik"),
        _(
            "Er kwamen resultaten, maar niemand opende er een. Zonder JavaScript meten we geen klik, dus dit is een bovengrens."
        ),
        _WITHOUT_CLICK,
    ),
}


def _days(days: int) -> QuerySet[Zoekdag]:
    since = timezone.localdate() - timedelta(days=days - 1)
    return Zoekdag.objects.filter(dag__gte=since).exclude(vraag__in=GenegeerdeVraag.objects.values("vraag"))


def report(name: str, days: int, most: int = MOST_ROWS) -> Report:
    """One of `REPORTS` over the last `days`. Raises `KeyError` for another name."""
    title, explanation, number = REPORTS[name]
    summed = (
        _days(days)
        .values("vraag")
        .annotate(
            gezocht_=Sum("gezocht"),
            zonder_=Sum("zonder_resultaat"),
            geklikt_=Sum("geklikt"),
            plaatsen_=Sum("plaatsen"),
            uitgelicht_=Sum("uitgelicht_geklikt"),
        )
        .annotate(aantal=number)
    )
    small = summed.filter(aantal__gt=0, aantal__lt=SMALL).aggregate(vragen=Count("vraag"), som=Sum("aantal"))
    shown = summed.filter(aantal__gte=SMALL).order_by("-aantal", "vraag")[:most]
    return Report(
        name, title, explanation, tuple(_rows(shown)), int(small["vragen"] or 0), int(small["som"] or 0)
    )


def _rows(summed: Iterable[Mapping[str, Any]]) -> Iterable[Row]:
    """The questions with what editors did about them already."""
    now = timezone.now()
    named = {
        stems_of(" ".join(name))
        for row in Synoniem.objects.filter(actief=True)
        for name, _others in row.pairs()
    }
    promoted = {question for row in Uitgelicht.objects.in_force(now) for question in row.questions()}
    for found in summed:
        stems, clicks = stems_of(found["vraag"]), found["geklikt_"]
        yield Row(
            vraag=found["vraag"],
            aantal=found["aantal"],
            gezocht=found["gezocht_"],
            plaats=found["plaatsen_"] / clicks if clicks >= SMALL else None,
            synoniem=stems in named,
            uitgelicht=stems in promoted,
        )


def trend(days: int) -> list[Point]:
    """Searches and searches without result for each day, or for each week of a long period."""
    step = 7 if days >= WEEKLY_FROM else 1
    number = -(-days // step)
    today = timezone.localdate()
    sums = dict.fromkeys(range(number), (0, 0))
    by_day = _days(days).values("dag").annotate(gezocht_=Sum("gezocht"), zonder_=Sum("zonder_resultaat"))
    for row in by_day.order_by("dag"):
        place = (today - row["dag"]).days // step
        if place in sums:
            sums[place] = (sums[place][0] + row["gezocht_"], sums[place][1] + row["zonder_"])
    begin = today - timedelta(days=step - 1)
    return [Point(begin - timedelta(days=step * place), *sums[place]) for place in reversed(range(number))]


def totals(days: int) -> dict[str, int]:
    """The sums of the whole period, and whether the demo has part in it."""
    found = _days(days).aggregate(
        gezocht=Sum("gezocht"),
        zonder=Sum("zonder_resultaat"),
        geklikt=Sum(F("geklikt") + F("uitgelicht_geklikt")),
        demonstratie=Count("pk", filter=Q(demonstratie=True)),
    )
    return {name: int(number or 0) for name, number in found.items()}
