"""Asking the embedded index: who may see what, totals, counts per facet and one page in order."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from itertools import groupby
from operator import itemgetter, or_

import numpy as np
from numpy.typing import NDArray

from search.documents import FACETS, SearchDocument
from search.engines.base import EngineRequest, Found, Sort, weights
from search.engines.codec import loads
from search.engines.embedded import members, scoring
from search.engines.embedded.members import Bits, Index, Sets
from search.engines.embedded.scoring import Scores

# Below this many documents it is cheaper to look at each than to walk all of them in order.
FEW = 3000
Place = tuple[float | str, float, int]
"""Where a document stands in the order: lower is earlier; the last is its number."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its values."""

    text: str
    values: tuple[object, ...] = ()


def search(connection: Index, request: EngineRequest) -> Found:
    """Find what fits among what may be seen, count it, and read one page. One moment of the index for all of it."""
    connection.execute("BEGIN")
    try:
        return _search(connection, request)
    finally:
        connection.execute("COMMIT")


def _search(connection: Index, request: EngineRequest) -> Found:
    sets = members.read(connection)
    seen = members.seen_with(connection, request.principals, sets.width) & ~_later(
        connection, request.now, sets.width
    )
    scores = None
    if not request.plan.is_empty:
        scores = scoring.scores(connection, request.plan, sets.width * 8)
        seen &= members.packed(scores > 0)
        scores *= _weights(sets, request.now.year, request.plan.kind)
    for documents in scoring.excluded(connection, request.plan):
        seen &= ~members.as_bits(documents, sets.width)
    chosen = _chosen(seen, sets, request)
    order = _Order(connection, request.sort, scores)
    places = (
        _best_of_kinds(order, sets, chosen, request) if request.per_kind else _page(order, chosen, request)
    )
    numbers = [place[-1] for place in places]
    return Found(
        documents=_documents(connection, numbers),
        scores=tuple(order.score(number) for number in numbers),
        total=members.count_of(chosen),
        facets={name: sets.counts(name, _chosen(seen, sets, request, without=name)) for name in FACETS},
    )


def _later(connection: Index, now: datetime, width: int) -> Bits:
    """What nobody sees yet."""
    rows = connection.execute("SELECT id FROM document WHERE visible_from > ?", [now.timestamp()])
    return members.as_bits([number for (number,) in rows], width)


@lru_cache(maxsize=8)
def _weights(sets: Sets, year: int, kind: str) -> NDArray[np.float64]:
    """At the number of each document what its kind and its year count."""
    found = np.ones(sets.width * 8)
    for facet, value, weight in weights(year, kind):
        found[members.numbers_of(sets.having(facet, value))] *= weight
    return found


def _chosen(seen: Bits, sets: Sets, request: EngineRequest, without: str = "") -> Bits:
    """Those of `seen` that the filters leave, but for one facet's own."""
    kept = seen
    for name, wanted in request.filters.items():
        if wanted and name != without:
            kept = kept & reduce(or_, (sets.having(name, value) for value in wanted))
    return kept


def _page(order: "_Order", chosen: Bits, request: EngineRequest) -> list[Place]:
    return order.first(chosen, request.offset + request.limit)[request.offset :]


def _best_of_kinds(order: "_Order", sets: Sets, chosen: Bits, request: EngineRequest) -> list[Place]:
    """The first few of every kind; a kind stands where its first result would."""
    kinds = [
        order.first(sets.having("soort", value) & chosen, request.per_kind) for value in sets.values("soort")
    ]
    return [place for places in sorted(filter(None, kinds)) for place in places]


class _Order:
    """Puts documents in the order that was asked for, looking only at those that can be first."""

    def __init__(self, connection: Index, sort: Sort, scores: Scores | None) -> None:
        self._connection = connection
        self._scores = scores
        self._sort = sort

    def score(self, number: int) -> float:
        """What a document scores."""
        return 0.0 if self._scores is None else float(self._scores[number])

    def first(self, among: Bits, most: int) -> list[Place]:
        """The first `most` of a set."""
        numbers = members.numbers_of(among)
        if self._sort == "relevantie" and self._scores is not None:
            numbers = _best(numbers, self._scores[numbers], most)
        elif len(numbers) > FEW:
            return self._walk(members.flags_of(among).tobytes(), most)
        rows = self._connection.execute(
            "SELECT title, day, id FROM document WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(numbers.tolist())],
        )
        return sorted(self._place(*row) for row in rows)[:most]

    def _walk(self, among: bytes, most: int) -> list[Place]:
        """Along all documents in order until there are enough; `among` has a one at the number of those that count."""
        column, direction = ("title", "") if self._sort == "titel" else ("day", " DESC")
        rows = self._connection.execute(
            f"SELECT title, day, id FROM document ORDER BY {column}{direction}, id"
        )
        same: Callable[[tuple[str, str, int]], str] = itemgetter(0 if column == "title" else 1)
        found: list[Place] = []
        for _value, group in groupby(rows, key=same):
            found += sorted(self._place(*row) for row in group if among[row[2]])
            if len(found) >= most:
                break
        return found[:most]

    def _place(self, title: str, day: str, number: int) -> Place:
        score, latest = -self.score(number), -int(day.replace("-", "") or 0)
        if self._sort == "titel":
            return title, 0, number
        return (latest, score, number) if self._sort == "nieuwste" else (score, latest, number)


def _best(numbers: NDArray[np.intp], scores: Scores, most: int) -> NDArray[np.intp]:
    """Those that score at least as much as number `most`."""
    if len(numbers) <= most:
        return numbers
    least = np.partition(scores, -most)[-most]
    return numbers[scores >= least]


def _documents(connection: Index, numbers: list[int]) -> tuple[SearchDocument, ...]:
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
