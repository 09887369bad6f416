"""Measure one part of search in this process: `python -m bench.searching PART NUMBER`; prints JSON rows.

Things that are compared take turns within one run, so that whatever else the machine does is spread over all of them.
Beside the clock stands the time of the processor, which a busy machine lengthens less.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django
from django.conf import settings

ROUNDS, WARM_UP = 200, 60
READY = 5_000
BATCH = 500
SYNTHETIC = "synthetisch"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and what it has to be: at most `most`, or at least `least`."""

    name: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None


@dataclass
class Times:
    """Milliseconds by the clock and of the processor, once per question."""

    clock: list[float]
    processor: list[float]

    @classmethod
    def of(cls, works: Iterable[Callable[[], object]]) -> "Times":
        """Do each thing once."""
        found = cls([], [])
        for work in works:
            found.add(work)
        return found

    def add(self, work: Callable[[], object]) -> None:
        """Do it and note how long it took."""
        clock, processor = time.perf_counter(), time.process_time()
        work()
        self.clock.append((time.perf_counter() - clock) * 1000)
        self.processor.append((time.process_time() - processor) * 1000)


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]


def figures(name: str, times: Times, most: float | None = None) -> list[Figure]:
    """Median and 95th percentile; the budget is for the latter."""
    return [
        Figure(f"{name}, p50", median(times.clock), "ms"),
        Figure(f"{name}, p95", p95(times.clock), "ms", most=most),
        Figure(f"{name}, p50 van de processor", median(times.processor), "ms"),
        Figure(f"{name}, p95 van de processor", p95(times.processor), "ms"),
    ]


def megabytes() -> float:
    """The most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def thousands(number: int) -> str:
    """As the Dutch write it."""
    return f"{number:,}".replace(",", ".")


def fill(engine: Any, number: int) -> float:  # noqa: ANN401 - either engine
    """Build an index of synthetic documents, or go on with one that was not finished; seconds that it took."""
    from bench.synthetic import documents

    started = time.perf_counter()
    build = engine.unfinished_build() or engine.begin_build(datetime.now(UTC))
    at = build.marks.get(SYNTHETIC, 0)
    stream = documents(number, at)
    while batch := list(islice(stream, BATCH)):
        at += len(batch)
        build.add(batch, {SYNTHETIC: at}, 1)
    build.finish()
    build.install()
    return time.perf_counter() - started


def asked(engine: Any, number: int) -> Times:  # noqa: ANN401
    """The whole of a search: understanding, results with passages, facets and spelling."""
    from bench.synthetic import questions
    from search import api

    def work(one: Any) -> Callable[[], object]:  # noqa: ANN401
        request = api.SearchRequest(one.text, one.principals, one.filters)
        return lambda: api.search(request, engine)

    works = [work(one) for one in questions(WARM_UP + ROUNDS, number)]
    for first in works[:WARM_UP]:
        first()
    return Times.of(works[WARM_UP:])


def suggested(engine: Any, number: int) -> Times:  # noqa: ANN401
    """Suggestions after the first four letters of a word of a title."""
    from bench.synthetic import questions
    from search.suggesting import suggest

    plain = [one for one in questions(WARM_UP + ROUNDS, number) if '"' not in one.text]
    works = [lambda one=one: suggest(one.text.split()[-1][:4], one.principals, engine) for one in plain]
    for first in works[:WARM_UP]:
        first()
    return Times.of(works[WARM_UP:])


def embedded_path(number: int) -> Path:
    """Where the index of so many documents is made."""
    return Path(settings.SEARCH_EMBEDDED_PATH).with_name(f"bench-{number}.sqlite3")


def embedded(number: int) -> list[Figure]:
    """Building the index of the embedded engine: speed, memory and file."""
    from bench.synthetic import vocabulary
    from search.engines.embedded import EmbeddedEngine

    vocabulary()
    path = embedded_path(number)
    engine = EmbeddedEngine(path)
    processor = time.process_time()
    seconds = fill(engine, number)
    processor = time.process_time() - processor
    head = f"ingebouwd, {thousands(number)} documenten"
    return [
        Figure(f"{head}: index bouwen, documenten per seconde", number / seconds),
        Figure(f"{head}: per seconde processor", number / processor),
        Figure(f"{head}: meeste geheugen bij het bouwen", megabytes(), "MB"),
        Figure(f"{head}: bestand", path.stat().st_size / 1_000_000, "MB"),
    ]


def embedded_questions(number: int) -> list[Figure]:
    """Questions and suggestions on the index that `embedded` made, in a process that did not make it, as a web server."""
    from search.engines.embedded import EmbeddedEngine

    engine = EmbeddedEngine(embedded_path(number))
    head = f"ingebouwd, {thousands(number)} documenten"
    most = {10_000: 10.0, 100_000: 40.0}.get(number)
    return [
        *figures(f"{head}: zoeken met passages, facetten en spelling", asked(engine, number), most),
        *figures(f"{head}: suggesties", suggested(engine, number)),
    ]


def elasticsearch(number: int) -> list[Figure]:
    """Elasticsearch with `number` documents. The index stays, so that a next run has it ready or goes on with it."""
    from search.engines import elasticsearch_server
    from search.engines.elasticsearch import ElasticsearchEngine

    client = elasticsearch_server().client
    engine = ElasticsearchEngine(client, f"{settings.SEARCH_INDEX}-bench-{number}")
    head = f"Elasticsearch, {thousands(number)} documenten"
    rows = []
    if not engine.generation() or client.count(index=engine.name)["count"] != number:
        seconds = fill(engine, number)
        rows = [
            Figure(f"{head}: index bouwen, documenten per seconde", number / seconds),
            Figure(f"{head}: meeste geheugen van het portaal daarbij", megabytes(), "MB"),
        ]
    return [
        *rows,
        *figures(f"{head}: zoeken met passages, facetten en spelling", asked(engine, number)),
        *figures(f"{head}: suggesties", suggested(engine, number)),
        *layer(engine, client, number),
    ]


def layer(engine: Any, client: Any, number: int) -> list[Figure]:  # noqa: ANN401
    """The engine beside the bare client with the body that the engine sends, in turns."""
    from bench.synthetic import questions
    from search.analysis import get_analysis
    from search.engines.base import EngineRequest
    from search.understanding import understand

    now = datetime.now(UTC)
    ours, bare = Times([], []), Times([], [])
    for place, one in enumerate(questions(WARM_UP + ROUNDS, number)):
        plan = understand(one.text, engine, get_analysis(), one.principals, now).plan
        request = EngineRequest(plan, one.principals, now, one.filters)
        with what_is_sent(client) as sent:
            engine.search(request)
        works = [
            (ours, partial(engine.search, request)),
            (bare, partial(client.search, **sent[0])),
        ]
        # Whoever comes second finds the server's caches warm.
        for times, work in works if place % 2 else reversed(works):
            times.add(work)
    return [
        Figure("laag over de kale client, p50", median(ours.clock) / median(bare.clock), "×", most=1.5),
        Figure("laag over de kale client, p95", p95(ours.clock) / p95(bare.clock), "×", most=2.0),
    ]


@contextmanager
def what_is_sent(client: Any) -> Any:  # noqa: ANN401
    """Collects what goes through the client's `search`."""
    sent: list[dict[str, Any]] = []
    search = client.search

    def noting(**words: Any) -> Any:  # noqa: ANN401
        sent.append(words)
        return search(**words)

    client.search = noting
    try:
        yield sent
    finally:
        del client.search


def bulk(number: int) -> list[Figure]:
    """A rebuild into Elasticsearch less the analysis, beside `helpers.bulk` of the same ready documents."""
    from elasticsearch import helpers

    from bench.synthetic import documents
    from search.analysis import get_analysis
    from search.engines import elasticsearch_server
    from search.engines.elasticsearch import ElasticsearchEngine
    from search.engines.elasticsearch.index import body, fields_of

    client, name = (
        elasticsearch_server().client.options(request_timeout=60),
        f"{settings.SEARCH_INDEX}-bench-bulk",
    )
    made = list(documents(min(number, READY)))
    engine = ElasticsearchEngine(client, name)

    def timed(work: Callable[[], object]) -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    def raw(fields: list[dict[str, Any]]) -> None:
        client.options(ignore_status=404).indices.delete(index=f"{name}-kaal")
        client.indices.create(index=f"{name}-kaal", **body())
        helpers.bulk(
            client, ({"_id": one["key"], "_index": f"{name}-kaal", "_source": one} for one in fields)
        )
        client.indices.refresh(index=f"{name}-kaal")

    ready: list[dict[str, Any]] = []
    rounds = []
    for _round in range(3):
        analysing = timed(
            lambda: ready.__setitem__(slice(None), [fields_of(one, get_analysis()) for one in made])
        )
        bare = timed(lambda: raw(ready))
        whole = timed(lambda: engine.rebuild(made, 1))
        rounds.append((analysing, bare, whole))
    client.options(ignore_status=404).indices.delete(index=f"{name}-kaal")
    for index in client.indices.get(index=f"{name}*"):
        client.indices.delete(index=index)
    analysing, bare, whole = map(median, zip(*rounds, strict=True))
    return [
        Figure("Elasticsearch: analyse van documenten per seconde", len(made) / analysing),
        Figure("Elasticsearch: kale helpers.bulk, documenten per seconde", len(made) / bare),
        Figure(
            "Elasticsearch: opbouw zonder analyse, documenten per seconde", len(made) / (whole - analysing)
        ),
        Figure("opbouw zonder analyse over kale bulk", bare / (whole - analysing), "×", least=0.5),
    ]


def analysis(number: int) -> list[Figure]:
    """Words per second, with what is remembered of words still empty and then full."""
    from bench.synthetic import documents
    from search.analysis import get_analysis

    texts = [one.tekst for one in documents(min(number, READY))]
    words = sum(len(text.split()) for text in texts)
    rows = []
    for label in ("eerste keer", "daarna"):
        started = time.process_time()
        for text in texts:
            get_analysis().analyse(text)
        rows.append(
            Figure(
                f"analyse, {label}: woorden per seconde processor", words / (time.process_time() - started)
            )
        )
    return rows


PARTS: dict[str, Callable[[int], list[Figure]]] = {
    "analyse": analysis,
    "ingebouwd": embedded,
    "vragen": embedded_questions,
    "bulk": bulk,
    "elasticsearch": elasticsearch,
}


if __name__ == "__main__":
    django.setup()
    found = [asdict(one) for one in PARTS[sys.argv[1]](int(sys.argv[2]))]
    print(json.dumps({"rows": found, "load": os.getloadavg()[0]}))
