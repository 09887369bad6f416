"""What a term becomes when a file is laid over it: the file adds and changes, and takes nothing away."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from typing import TypeVar

from kennis.uitwisseling.gegevens import ROWS, Begripgegevens, Rijgegevens, Verzamelinggegevens

PLAIN = (
    "naam", "notatie", "definitie", "uitleg", "toelichting", "voorbeeld", "thema", "status", "peildatum",
    "herzien_voor", "opvolger",
)  # fmt: skip
NOT_TOLD = ("", None)
Row = TypeVar("Row", bound=Rijgegevens)


def merged_term(old: Begripgegevens, new: Begripgegevens) -> tuple[Begripgegevens, list[str]]:
    """The term as it becomes, and the names of the fields that change."""
    result, changed = replace(old, plaats=new.plaats), []
    for name in PLAIN:
        value = getattr(new, name)
        if value not in NOT_TOLD and value != getattr(old, name):
            setattr(result, name, value)
            changed.append(name)
    for name in ROWS:
        rows = merged_rows(getattr(old, name), getattr(new, name))
        if rows != getattr(old, name):
            setattr(result, name, rows)
            changed.append(name)
    return result, changed


def merged_rows(old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """The old rows in their order, changed where the file tells more, and then the ones that are new."""
    rows = list(old)
    places = {row.sleutel: place for place, row in enumerate(rows)}
    for row in new:
        place = places.setdefault(row.sleutel, len(rows))
        if place < len(rows):
            rows[place] = _merged(rows[place], row)
        else:
            rows.append(row.als_nieuw())
    return rows


def _merged(old: Row, new: Row) -> Row:
    result = copy(old)
    for name, value in vars(new).items():
        if value not in NOT_TOLD:
            setattr(result, name, value)
    return result


def merged_collection(
    old: Verzamelinggegevens, new: Verzamelinggegevens
) -> tuple[Verzamelinggegevens, list[str]]:
    """The collection as it becomes, and the names of the fields that change."""
    result, changed = replace(old, plaats=new.plaats), []
    for name in ("naam", "omschrijving", "thema"):
        value = getattr(new, name)
        if value and value != getattr(old, name):
            setattr(result, name, value)
            changed.append(name)
    fresh = [ref for ref in new.leden if ref not in old.leden]
    if fresh:
        result.leden = [*old.leden, *fresh]
        changed.append("leden")
    return result, changed
