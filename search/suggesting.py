"""Things to go to at once: while someone types, and when nothing was found."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from search.analysis import Analysis
from search.analysis.normalise import plain_words
from search.documents import SearchDocument
from search.engines import Engine, get_engine
from search.facets import KINDS
from search.query import MAX_CLAUSES, Query, clean

LONGEST = 200
SHORTEST = 2
MOST_SUGGESTIONS = 8
AT_FIRST = 3
"""How many of one kind may be shown before the other kinds had their turn."""
LOOKED_AT = 24
ORDER = ("begrip", "les", "project", "casus")
MOST_NEAR = 6
BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to. `groep` is the heading under which it stands."""

    soort: str
    titel: str
    url: str
    groep: str


def suggest(text: str, principals: frozenset[str], engine: Engine | None = None) -> list[Suggestion]:
    """Up to eight things whose name holds the words of `text`, the last of which may be unfinished, kind by kind.

    Nothing for less than two characters.
    """
    words = tuple(plain_words(clean(text[:LONGEST])))[:MAX_CLAUSES]
    if sum(map(len, words)) < SHORTEST:
        return []
    found = (engine or get_engine()).suggest(words, principals, timezone.now(), LOOKED_AT)
    return [_suggestion(document) for document in _mixed(found)]


def _mixed(found: list[SearchDocument]) -> list[SearchDocument]:
    """The best of every kind and then the best of the rest, put together by kind."""
    turn: dict[str, int] = {}
    early: list[SearchDocument] = []
    late: list[SearchDocument] = []
    for document in found:
        turn[document.soort] = turn.get(document.soort, 0) + 1
        (early if turn[document.soort] <= AT_FIRST else late).append(document)
    return sorted((early + late)[:MOST_SUGGESTIONS], key=lambda document: _place(document.soort))


def _place(kind: str) -> tuple[int, str]:
    """Terms, lessons, projects and cases, then other kinds together, and plain pages last."""
    if kind in ORDER:
        return ORDER.index(kind), kind
    return len(ORDER) + (kind == "pagina"), kind


def near(
    query: Query, engine: Engine, analysis: Analysis, principals: frozenset[str], now: datetime
) -> tuple[Suggestion, ...]:
    """Things whose name begins like a word of the question or like a part of it, terms first."""
    words = [word for item in query.words[:4] for word in item.words if not analysis.is_stopword(word)]
    pieces = [piece for word in words for piece in analysis.split(word)]
    found: dict[str, SearchDocument] = {}
    for start in dict.fromkeys([*(word[:BEGINNING] for word in words), *pieces]):
        if len(start) > SHORTEST:
            found |= {one.key: one for one in engine.suggest((start,), principals, now, AT_FIRST)}
    terms_first = sorted(found.values(), key=lambda document: document.soort != "begrip")
    return tuple(_suggestion(document) for document in terms_first[:MOST_NEAR])


def _suggestion(document: SearchDocument) -> Suggestion:
    return Suggestion(
        soort=document.soort_naam or document.soort,
        titel=document.titel,
        url=document.url,
        groep=str(KINDS.get(document.soort, document.soort)),
    )
