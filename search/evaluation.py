"""Measuring relevance on a judged set: nDCG@10, MRR and recall@10."""

import json
import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from basis.visibility import OPENBAAR
from search.documents import SearchDocument

DEPTH = 10
RELEVANT = 2
ALL = "alles"


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with the grade (1 to 3) of each document that was judged to fit."""

    id: str
    type: str
    text: str
    grades: dict[str, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one question scored."""

    id: str
    type: str
    ndcg: float
    reciprocal_rank: float
    recall: float
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The means over a group of questions."""

    group: str
    queries: int
    ndcg: float
    mrr: float
    recall: float
    without_hit: int
    p50_ms: float
    p95_ms: float


def read_corpus(path: Path) -> Iterator[SearchDocument]:
    """Documents from JSON lines with `id`, `doc`, `heading` and `text`. Raises `KeyError` or `ValueError` for another form."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                yield SearchDocument(
                    key=str(row["id"]),
                    soort="alinea",
                    titel=row["heading"],
                    tekst=row["text"],
                    url="",
                    acl=(OPENBAAR,),
                )


def read_judgements(path: Path) -> list[Judged]:
    """The questions of a judged set. Raises `KeyError` or `ValueError` for another form."""
    rows = json.loads(path.read_text("utf-8"))["queries"]
    return [
        Judged(row["id"], row["type"], row["query"], {k: int(v) for k, v in row["rel"].items()})
        for row in rows
    ]


def ndcg(ranking: list[str], grades: dict[str, int]) -> float:
    """Discounted gain of the first ten over the best that is possible, with gain 2^grade - 1."""
    gains = [2 ** grades.get(key, 0) - 1 for key in ranking[:DEPTH]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def measure(judged: Judged, search: Callable[[str], list[str]]) -> Measured:
    """Ask `search` (question to ranked keys) one question."""
    start = time.perf_counter()
    ranking = search(judged.text)[:DEPTH]
    took = (time.perf_counter() - start) * 1000
    relevant = {key for key, grade in judged.grades.items() if grade >= RELEVANT}
    places = [place for place, key in enumerate(ranking, 1) if key in relevant]
    recall = len(places) / len(relevant) if relevant else 0.0
    return Measured(
        judged.id, judged.type, ndcg(ranking, judged.grades), 1 / places[0] if places else 0.0, recall, took
    )


def summarise(results: list[Measured]) -> list[Summary]:
    """All questions together, then each type."""
    groups = {ALL: results}
    for result in results:
        groups.setdefault(result.type, []).append(result)
    return [_summary(name, rows) for name, rows in groups.items() if rows]


def _summary(group: str, rows: list[Measured]) -> Summary:
    times = sorted(row.milliseconds for row in rows)
    number = len(rows)
    return Summary(
        group=group,
        queries=number,
        ndcg=sum(row.ndcg for row in rows) / number,
        mrr=sum(row.reciprocal_rank for row in rows) / number,
        recall=sum(row.recall for row in rows) / number,
        without_hit=sum(row.reciprocal_rank == 0 for row in rows),
        p50_ms=times[number // 2],
        p95_ms=times[min(number - 1, int(number * 0.95))],
    )
