"""A list on the site: filters and pages from the query string, which anyone may write by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as Blad
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

SHOWN_OF_A_VALUE = 40


@dataclass(frozen=True)
class Filter:
    """One filter: its parameter, its label and what can be chosen (value, text)."""

    naam: str
    label: str
    opties: Sequence[tuple[str, str]]

    def text_of(self, value: str) -> str | None:
        """The text of a value, or nothing when it cannot be chosen."""
        return next((text for known, text in self.opties if known == value), None)


@dataclass(frozen=True)
class Keuze:
    """What a reader chose: valid values by parameter, and a message for each value that is not known."""

    filters: Sequence[Filter]
    waarden: dict[str, str]
    meldingen: list[str] = field(default_factory=list)

    @property
    def is_leeg(self) -> bool:
        """Whether nothing is filtered."""
        return not any(self.waarden.values())

    @property
    def basis(self) -> str:
        """The choice as a query string that ends in `&`, for links to other pages of the list."""
        chosen = self._chosen()
        return f"{urlencode(chosen)}&" if chosen else ""

    @property
    def velden(self) -> list[dict[str, Any]]:
        """The select boxes, for `components/filter_bar.html`."""
        return [
            {
                "naam": item.naam,
                "label": item.label,
                "opties": [
                    {"waarde": value, "tekst": text, "actief": self.waarden[item.naam] == value}
                    for value, text in item.opties
                ],
            }
            for item in self.filters
        ]

    @property
    def chips(self) -> list[dict[str, str]]:
        """The filters that are on, each with the address without it, for `components/chips.html`."""
        chosen = self._chosen()
        rows = []
        for item in self.filters:
            text = item.text_of(self.waarden[item.naam])
            if text:
                rest = {name: value for name, value in chosen.items() if name != item.naam}
                rows.append({"naam": item.label, "tekst": text, "url": f"?{urlencode(rest)}"})
        return rows

    def _chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.waarden.items() if value}


def kies(params: Mapping[str, str], filters: Sequence[Filter]) -> Keuze:
    """What the query string chooses; an unknown value counts as nothing chosen and gets a message."""
    values, messages = {}, []
    for item in filters:
        value = params.get(item.naam, "").strip()
        if value and item.text_of(value) is None:
            text = _("“%(waarde)s” kennen we niet bij %(label)s. Je ziet daarom alles.")
            messages.append(text % {"waarde": value[:SHOWN_OF_A_VALUE], "label": item.label.lower()})
            value = ""
        values[item.naam] = value
    return Keuze(filters, values, messages)


def blader(
    items: QuerySet | Sequence[Any], params: Mapping[str, str], per_blad: int
) -> tuple[Blad, list[str]]:
    """The page of `items` (a queryset or list) that `?pagina=` asks, and a message when there is no such page."""
    paginator = Paginator(items, per_blad)
    asked = params.get("pagina", "").strip() or "1"
    # A long row of digits is no page either, and Python refuses to read very long ones.
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    if 1 <= number <= paginator.num_pages:
        return paginator.page(number), []
    nearest = paginator.num_pages if number else 1
    text = _("Bladzijde “%(gevraagd)s” bestaat niet. Je ziet nu bladzijde %(nummer)s.")
    return paginator.page(nearest), [text % {"gevraagd": asked[:SHOWN_OF_A_VALUE], "nummer": nearest}]
