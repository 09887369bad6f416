"""What every document scores for a plan, whoever asks; `reading` leaves out what may not be seen."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from search.engines.base import BODY_WEIGHT, HEADING_WEIGHT, LABEL_WEIGHT, PARTS_WEIGHT, TITLE_WEIGHT
from search.engines.embedded import postings
from search.engines.embedded.postings import Points
from search.engines.embedded.schema import COLUMNS, LITERAL
from search.plan import Alternative, Concept, Plan

LITERAL_WEIGHT = 1.0
MOST_ALTERNATIVES = 12
_WEIGHTS = (TITLE_WEIGHT, LABEL_WEIGHT, HEADING_WEIGHT, BODY_WEIGHT, PARTS_WEIGHT, LITERAL_WEIGHT)
_SCORE = f"-bm25(tokens, {', '.join(map(str, _WEIGHTS))})"


def scores(connection: sqlite3.Connection, plan: Plan) -> Points:
    """The documents that meet enough of `plan`, which is not empty, with what they score."""
    stems = {
        stem
        for concept in plan.concepts
        for alternative in concept.alternatives[:MOST_ALTERNATIVES]
        if not alternative.beside
        for stem in alternative.stems
    }
    known = postings.points(connection, sorted(stems))
    met = [_best(connection, concept, known) for concept in plan.concepts]
    phrases = [_matching(connection, literal(words)) for words in plan.phrases]
    kept = _enough(met, phrases, plan.at_least)
    found = _sum([*met, *phrases])
    return found if kept is None else {number: found[number] for number in kept}


def _enough(met: list[Points], phrases: list[Points], at_least: int) -> Iterable[int] | None:
    """The documents that have every phrase; without phrases those with `at_least` concepts; None for all."""
    if phrases:
        return set(phrases[0]).intersection(*phrases[1:])
    if at_least <= 1:
        return None
    times: Counter[int] = Counter()
    for one in met:
        times.update(one.keys())
    return [number for number, count in times.items() if count >= at_least]


def excluded(connection: sqlite3.Connection, plan: Plan) -> set[int]:
    """The documents with a phrase that has to be left out."""
    return {number for words in plan.excluded for number in _matching(connection, literal(words))}


def _best(connection: sqlite3.Connection, concept: Concept, known: dict[str, Points]) -> Points:
    """What documents score for the alternative that fits them best."""
    best: Points = {}
    for alternative in concept.alternatives[:MOST_ALTERNATIVES]:
        points = _points(connection, alternative, known)
        if not best:
            best = points
            continue
        for number, score in points.items():
            if score > best.get(number, 0.0):
                best[number] = score
    return best


def _points(connection: sqlite3.Connection, alternative: Alternative, known: dict[str, Points]) -> Points:
    """What documents score that have all stems of an alternative; a new dictionary."""
    if alternative.beside:
        where = "{" + " ".join(COLUMNS) + "} : "
        found = _matching(connection, where + quoted(" ".join(alternative.stems)))
        return {number: score * alternative.weight for number, score in found.items()}
    each = sorted((known.get(stem, {}) for stem in alternative.stems), key=len)
    weight = alternative.weight
    if len(each) == 1:
        return {number: score * weight for number, score in each[0].items()} if weight != 1 else dict(each[0])
    shared = set(each[0]).intersection(*each[1:])
    return {number: sum(one[number] for one in each) * weight for number in shared}


def _sum(pieces: list[Points]) -> Points:
    """What documents score together; the longest is added to, so that least is added."""
    ordered = sorted(pieces, key=len, reverse=True)
    found = ordered[0]
    for piece in ordered[1:]:
        for number, score in piece.items():
            found[number] = found.get(number, 0.0) + score
    return found


def _matching(connection: sqlite3.Connection, question: str) -> Points:
    rows = connection.execute(f"SELECT rowid, {_SCORE} FROM tokens WHERE tokens MATCH ?", [question])
    return dict(rows.fetchall())


def literal(words: Iterable[str]) -> str:
    """The full-text question of words that stand beside each other in this form."""
    return f"{LITERAL} : {quoted(' '.join(words))}"


def quoted(text: str) -> str:
    """An FTS5 string; nothing in it is an operator."""
    return '"' + text.replace('"', '""') + '"'
