"""Asking the embedded index: who may see what, totals, counts per facet and one page in order."""

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from itertools import groupby
from operator import itemgetter

from search.documents import FACETS, SearchDocument
from search.engines.base import KIND_WEIGHT, EngineRequest, Found, Sort, recency
from search.engines.codec import loads
from search.engines.embedded import members, scoring
from search.engines.embedded.members import Sets
from search.engines.embedded.postings import Points

# Below this many documents it is cheaper to look at each than to walk all of them in order.
FEW = 3000
Place = tuple[float | str, float, int]
"""Where a document stands in the order: lower is earlier; the last is its number."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its values."""

    text: str
    values: tuple[object, ...] = ()


def search(connection: sqlite3.Connection, request: EngineRequest) -> Found:
    """Find what fits among what may be seen, count it, and read one page. One moment of the index for all of it."""
    connection.execute("BEGIN")
    try:
        return _search(connection, request)
    finally:
        connection.execute("COMMIT")


def _search(connection: sqlite3.Connection, request: EngineRequest) -> Found:
    sets, seen = members.read(connection, FACETS, request.principals)
    seen &= ~_later(connection, request.now)
    scores: Points = {}
    if not request.plan.is_empty:
        scores = scoring.scores(connection, request.plan)
        seen &= members.as_set(scores)
    seen &= ~members.as_set(scoring.excluded(connection, request.plan))
    _weigh(scores, sets, seen, request.now)
    chosen = seen & _chosen(sets, request)
    order = _Order(connection, request.sort, scores)
    places = (
        _best_of_kinds(order, sets, chosen, request) if request.per_kind else _page(order, chosen, request)
    )
    numbers = [place[-1] for place in places]
    return Found(
        documents=_documents(connection, numbers),
        scores=tuple(scores.get(number, 0.0) for number in numbers),
        total=chosen.bit_count(),
        facets={name: _counts(sets, name, seen & _chosen(sets, request, without=name)) for name in FACETS},
    )


def _later(connection: sqlite3.Connection, now: datetime) -> int:
    """What nobody sees yet."""
    rows = connection.execute("SELECT id FROM document WHERE visible_from > ?", [now.timestamp()])
    return members.as_set([number for (number,) in rows])


def _weigh(scores: Points, sets: Sets, seen: int, now: datetime) -> None:
    """Weigh kinds and recent years."""
    numbers = members.numbers_of(seen) if scores else []
    for name, weights in (("soort", KIND_WEIGHT), ("jaar", recency(now))):
        for value, weight in weights.items():
            for number in members.among(numbers, sets.get((name, value), 0)):
                scores[number] *= weight


def _chosen(sets: Sets, request: EngineRequest, without: str = "") -> int:
    """The filters that are on, but for one facet's own."""
    kept = -1
    for name, wanted in request.filters.items():
        if wanted and name != without:
            held = 0
            for value in wanted:
                held |= sets.get((name, value), 0)
            kept &= held
    return kept


def _counts(sets: Sets, name: str, among: int) -> dict[str, int]:
    counted = {value: (held & among).bit_count() for (facet, value), held in sets.items() if facet == name}
    return {value: number for value, number in counted.items() if number}


def _page(order: "_Order", chosen: int, request: EngineRequest) -> list[Place]:
    return order.first(chosen, request.offset + request.limit)[request.offset :]


def _best_of_kinds(order: "_Order", sets: Sets, chosen: int, request: EngineRequest) -> list[Place]:
    """The first few of every kind; a kind stands where its first result would."""
    kinds = [
        order.first(held & chosen, request.per_kind) for (name, _), held in sets.items() if name == "soort"
    ]
    return [place for places in sorted(filter(None, kinds)) for place in places]


class _Order:
    """Puts documents in the order that was asked for, looking only at those that can be first."""

    def __init__(self, connection: sqlite3.Connection, sort: Sort, scores: Points) -> None:
        self._connection = connection
        self._scores = scores
        self._sort = sort

    def first(self, among: int, most: int) -> list[Place]:
        """The first `most` of a set."""
        numbers = members.numbers_of(among)
        if self._sort == "relevantie" and self._scores:
            numbers = self._best(numbers, most)
        elif len(numbers) > FEW:
            return self._walk(set(numbers), most)
        rows = self._connection.execute(
            "SELECT title, day, id FROM document WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(numbers)],
        )
        return sorted(self._place(*row) for row in rows)[:most]

    def _best(self, numbers: list[int], most: int) -> list[int]:
        """Those that score at least as much as number `most`."""
        if len(numbers) <= most:
            return numbers
        points = list(map(self._scores.__getitem__, numbers))
        least = nlargest(most, points)[-1]
        return [number for number, score in zip(numbers, points, strict=True) if score >= least]

    def _walk(self, among: Collection[int], most: int) -> list[Place]:
        """Along all documents in order until there are enough."""
        column, direction = ("title", "") if self._sort == "titel" else ("day", " DESC")
        rows = self._connection.execute(
            f"SELECT title, day, id FROM document ORDER BY {column}{direction}, id"
        )
        same: Callable[[tuple[str, str, int]], str] = itemgetter(0 if column == "title" else 1)
        found: list[Place] = []
        for _value, group in groupby(rows, key=same):
            found += sorted(self._place(*row) for row in group if row[2] in among)
            if len(found) >= most:
                break
        return found[:most]

    def _place(self, title: str, day: str, number: int) -> Place:
        score, latest = -self._scores.get(number, 0.0), -int(day.replace("-", "") or 0)
        if self._sort == "titel":
            return title, 0, number
        return (latest, score, number) if self._sort == "nieuwste" else (score, latest, number)


def _documents(connection: sqlite3.Connection, numbers: list[int]) -> tuple[SearchDocument, ...]:
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(f"SELECT document, text FROM source WHERE document IN ({marks})", numbers)
    texts: dict[int, str] = dict(rows.fetchall())
    return tuple(loads(texts[number]) for number in numbers)


def visible(principals: frozenset[str], now: datetime) -> Sql:
    """The condition that a document is there and may be seen, for a statement that reads documents."""
    marks = ", ".join("?" * len(principals))
    return Sql(
        f"present AND (visible_from IS NULL OR visible_from <= ?)"
        f" AND EXISTS (SELECT 1 FROM acl WHERE acl.document = document.id AND acl.token IN ({marks}))",
        (now.timestamp(), *sorted(principals)),
    )
