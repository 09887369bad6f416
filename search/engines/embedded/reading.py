"""Asking the embedded index: from a plan to SQL, with permission, filters and counts in it."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from search.documents import FACETS
from search.engines.base import (
    BODY_WEIGHT,
    HEADING_WEIGHT,
    KIND_WEIGHT,
    LABEL_WEIGHT,
    PARTS_WEIGHT,
    TITLE_WEIGHT,
    EngineRequest,
    Found,
)
from search.engines.codec import loads
from search.engines.embedded.schema import COLUMNS, LITERAL
from search.plan import Alternative, Concept, Plan

LITERAL_WEIGHT = 1.0
MOST_ALTERNATIVES = 12
_WEIGHTS = (TITLE_WEIGHT, LABEL_WEIGHT, HEADING_WEIGHT, BODY_WEIGHT, PARTS_WEIGHT, LITERAL_WEIGHT)
_SCORE = f"-bm25(tokens, {', '.join(map(str, _WEIGHTS))})"
_ORDER = {
    "relevantie": "score DESC, day DESC, id",
    "nieuwste": "day DESC, score DESC, id",
    "titel": "title, id",
}
_KIND = (
    "CASE soort "
    + " ".join(f"WHEN '{kind}' THEN {value}" for kind, value in KIND_WEIGHT.items())
    + " ELSE 1 END"
)


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its values."""

    text: str
    values: tuple[object, ...] = ()


def search(connection: sqlite3.Connection, request: EngineRequest) -> Found:
    """Work the plan out into a temporary table, then count and take one page of it.

    CROSS JOIN fixes the order: from what matched to its row, never all rows of the index.
    """
    connection.execute("DELETE FROM found")
    matches = matching(request.plan)
    allowed = visible(request.principals, request.now)
    unwanted = "id NOT IN (SELECT rowid FROM tokens WHERE tokens MATCH ?)"
    excluded = [Sql(unwanted, (literal(words),)) for words in request.plan.excluded]
    conditions = [allowed, *excluded]
    connection.execute(
        f"INSERT INTO found SELECT id, score * {_KIND}, title, day, {', '.join(FACETS)}"
        f" FROM ({matches.text}) CROSS JOIN document USING (id)"
        f" WHERE {' AND '.join(part.text for part in conditions)}",
        [*matches.values, *(value for part in conditions for value in part.values)],
    )
    chosen = _chosen(request)
    page = _best_of_kinds(request, chosen) if request.per_kind else _page(request, chosen)
    rows = connection.execute(page.text, page.values).fetchall()
    total = connection.execute(f"SELECT count(*) FROM found WHERE {chosen.text}", chosen.values).fetchone()[0]
    return Found(
        documents=tuple(loads(source) for source, _score in rows),
        scores=tuple(score for _source, score in rows),
        total=int(total),
        facets=dict(_facets(connection, request)),
    )


def _page(request: EngineRequest, chosen: Sql) -> Sql:
    """One page of what was found."""
    return Sql(
        f"SELECT source, page.score FROM (SELECT id, score FROM found WHERE {chosen.text}"
        f" ORDER BY {_ORDER[request.sort]} LIMIT ? OFFSET ?) AS page CROSS JOIN document USING (id)",
        (*chosen.values, request.limit, request.offset),
    )


def _best_of_kinds(request: EngineRequest, chosen: Sql) -> Sql:
    """The first few of every kind; a kind stands where its first result would."""
    order = _ORDER[request.sort]
    few = (
        f"SELECT *, row_number() OVER (ORDER BY {order}) AS rank FROM (SELECT id, score, title, day, soort,"
        f" row_number() OVER (PARTITION BY soort ORDER BY {order}) AS place FROM found WHERE {chosen.text})"
        f" WHERE place <= ?"
    )
    return Sql(
        f"SELECT source, page.score FROM (SELECT *, min(rank) OVER (PARTITION BY soort) AS lead FROM ({few}))"
        f" AS page CROSS JOIN document USING (id) ORDER BY page.lead, page.rank",
        (*chosen.values, request.per_kind),
    )


def visible(principals: frozenset[str], now: datetime) -> Sql:
    """The condition that a document is there and may be seen, whatever else is asked."""
    marks = ", ".join("?" * len(principals))
    return Sql(
        f"present AND (visible_from IS NULL OR visible_from <= ?)"
        f" AND EXISTS (SELECT 1 FROM acl WHERE acl.document = document.id AND acl.token IN ({marks}))",
        (now.timestamp(), *sorted(principals)),
    )


def matching(plan: Plan) -> Sql:
    """Number and score of every document that meets enough of the plan; of all documents when it is empty."""
    if plan.is_empty:
        return Sql("SELECT id, 0.0 AS score FROM document")
    pieces = [_concept(number, concept) for number, concept in enumerate(plan.concepts)]
    phrases = [
        Sql(
            f"SELECT {-number} AS concept, rowid AS id, {_SCORE} AS points FROM tokens WHERE tokens MATCH ?",
            (literal(words),),
        )
        for number, words in enumerate(plan.phrases, 1)
    ]
    union = " UNION ALL ".join(piece.text for piece in (*pieces, *phrases))
    values = tuple(value for piece in (*pieces, *phrases) for value in piece.values)
    # Every phrase has to be there; of the concepts enough.
    having = f"sum(concept < 0) = {len(plan.phrases)} AND sum(concept >= 0) >= {plan.at_least if not plan.phrases else 0}"
    # Materialised, because FTS5 gives no score to a query that was folded into another one.
    return Sql(
        f"WITH hit AS MATERIALIZED ({union}), best AS"
        f" (SELECT concept, id, max(points) AS points FROM hit GROUP BY concept, id)"
        f" SELECT id, sum(points) AS score FROM best GROUP BY id HAVING {having}",
        values,
    )


def _concept(number: int, concept: Concept) -> Sql:
    pieces = [
        f"SELECT {number} AS concept, rowid AS id, {_SCORE} * {alternative.weight:.4f} AS points FROM tokens WHERE tokens MATCH ?"
        for alternative in concept.alternatives[:MOST_ALTERNATIVES]
    ]
    values = tuple(together(alternative) for alternative in concept.alternatives[:MOST_ALTERNATIVES])
    return Sql(" UNION ALL ".join(pieces), values)


def together(alternative: Alternative) -> str:
    """The full-text question of one alternative; every token is quoted, so nothing in it is an operator."""
    where = "{" + " ".join(COLUMNS) + "} : "
    if alternative.beside:
        return where + quoted(" ".join(alternative.stems))
    return " AND ".join(where + quoted(stem) for stem in alternative.stems)


def literal(words: Iterable[str]) -> str:
    """The full-text question of words that stand beside each other in this form."""
    return f"{LITERAL} : {quoted(' '.join(words))}"


def quoted(text: str) -> str:
    """An FTS5 string."""
    return '"' + text.replace('"', '""') + '"'


def _chosen(request: EngineRequest, without: str = "") -> Sql:
    """The filters that are on, but for one facet's own."""
    pieces = ["1"]
    values: list[str] = []
    for name in FACETS:
        wanted = request.filters.get(name)
        if wanted and name != without:
            pieces.append(f"{name} IN ({', '.join('?' * len(wanted))})")
            values += sorted(wanted)
    return Sql(" AND ".join(pieces), tuple(values))


def _facets(connection: sqlite3.Connection, request: EngineRequest) -> Iterator[tuple[str, dict[str, int]]]:
    for name in FACETS:
        chosen = _chosen(request, without=name)
        rows = connection.execute(
            f"SELECT {name}, count(*) FROM found WHERE {chosen.text} AND {name} <> '' GROUP BY {name}",
            chosen.values,
        )
        yield name, {value: int(number) for value, number in rows}
