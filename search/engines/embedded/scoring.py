"""What every document scores for a plan, whoever asks; `reading` leaves out what may not be seen."""

import sqlite3
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from search.engines.base import BODY_WEIGHT, HEADING_WEIGHT, LABEL_WEIGHT, PARTS_WEIGHT, TITLE_WEIGHT
from search.engines.embedded import postings
from search.engines.embedded.postings import Matches
from search.engines.embedded.schema import COLUMNS, LITERAL
from search.plan import Alternative, Concept, Plan

Scores = NDArray[np.float64]
"""At the number of each document what it scores; nought when it does not match."""
NOTHING = Matches(np.empty(0, np.intp), np.empty(0))
LITERAL_WEIGHT = 1.0
MOST_ALTERNATIVES = 12
_WEIGHTS = (TITLE_WEIGHT, LABEL_WEIGHT, HEADING_WEIGHT, BODY_WEIGHT, PARTS_WEIGHT, LITERAL_WEIGHT)
_SCORE = f"-bm25(tokens, {', '.join(map(str, _WEIGHTS))})"


def scores(connection: sqlite3.Connection, plan: Plan, size: int) -> Scores:
    """What each of the documents below number `size` scores that meets enough of `plan`, which is not empty."""
    stems = {
        stem
        for concept in plan.concepts
        for alternative in concept.alternatives[:MOST_ALTERNATIVES]
        if not alternative.beside
        for stem in alternative.stems
    }
    known = postings.matches(connection, sorted(stems))
    met = [_best(connection, concept, known, size) for concept in plan.concepts]
    phrases = [_spread([_matching(connection, literal(words))], size) for words in plan.phrases]
    found = np.sum([*met, *phrases], axis=0)
    # Who writes a phrase wants it; the words beside it only add to the score.
    asked, least = (phrases, len(phrases)) if phrases else (met, plan.at_least)
    if least > 1 or phrases:
        found[np.count_nonzero(asked, axis=0) < least] = 0.0
    return found


def excluded(connection: sqlite3.Connection, plan: Plan) -> list[NDArray[np.intp]]:
    """For each phrase that has to be left out the documents with it."""
    return [_matching(connection, literal(words)).documents for words in plan.excluded]


def _best(connection: sqlite3.Connection, concept: Concept, known: dict[str, Matches], size: int) -> Scores:
    """What documents score for the alternative that fits them best."""
    return _spread(
        [
            _matches(connection, alternative, known, size)
            for alternative in concept.alternatives[:MOST_ALTERNATIVES]
        ],
        size,
    )


def _spread(found: list[Matches], size: int) -> Scores:
    """The greatest score of each document."""
    best = np.zeros(size)
    for one in found:
        best[one.documents] = np.maximum(best[one.documents], one.scores)
    return best


def _matches(
    connection: sqlite3.Connection, alternative: Alternative, known: dict[str, Matches], size: int
) -> Matches:
    """The documents that have all stems of an alternative."""
    if alternative.beside:
        where = "{" + " ".join(COLUMNS) + "} : "
        found = _matching(connection, where + quoted(" ".join(alternative.stems)))
    else:
        each = [known.get(stem, NOTHING) for stem in alternative.stems]
        found = each[0] if len(each) == 1 else _together(each, size)
    return Matches(found.documents, found.scores * alternative.weight)


def _together(each: list[Matches], size: int) -> Matches:
    """The documents that are in all of `each`, with the sum of their scores."""
    times, total = np.zeros(size, np.uint8), np.zeros(size)
    for one in each:
        times[one.documents] += 1
        total[one.documents] += one.scores
    shared = np.flatnonzero(times == len(each))
    return Matches(shared, total[shared])


def _matching(connection: sqlite3.Connection, question: str) -> Matches:
    rows = connection.execute(
        f"SELECT rowid, {_SCORE} FROM tokens WHERE tokens MATCH ?", [question]
    ).fetchall()
    return Matches(
        np.array([row[0] for row in rows], np.intp), np.array([row[1] for row in rows], np.float64)
    )


def literal(words: Iterable[str]) -> str:
    """The full-text question of words that stand beside each other in this form."""
    return f"{LITERAL} : {quoted(' '.join(words))}"


def quoted(text: str) -> str:
    """An FTS5 string; nothing in it is an operator."""
    return '"' + text.replace('"', '""') + '"'
