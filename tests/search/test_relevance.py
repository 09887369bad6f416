"""How good search is on the demo content, on both engines, with a judged set that was made by reading."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import pytest
from django.db import transaction
from django.utils.text import slugify
from elasticsearch import Elasticsearch
from pytest_django import DjangoDbBlocker

from portal.demo.laden import laad
from search import evaluation, sources
from search.analysis import get_analysis
from search.documents import SearchDocument
from search.engines.base import Engine, EngineRequest
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.evaluation import Judged
from search.understanding import understand

EVERYONE = frozenset({"openbaar"})
JUDGED = evaluation.read_judgements(Path(__file__).parent / "oordelen_demo.json")
Rankings = dict[str, list[str]]


def stable_key(document: SearchDocument) -> str:
    """Kind and last part of the address; what hangs on a page has its title too."""
    path, _, anchor = document.url.partition("#")
    name = f"{document.soort}/{path.rstrip('/').rsplit('/', 1)[-1]}"
    return f"{name}/{slugify(document.titel)}" if anchor else name


@pytest.fixture(scope="module")
def documents(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[SearchDocument]]:
    """All that the demo lets search find."""
    with django_db_blocker.unblock(), transaction.atomic():
        list(laad())
        yield [replace(document, key=stable_key(document)) for document in sources.all_documents()]
        transaction.set_rollback(True)


def ask_all(engine: Engine, documents: list[SearchDocument]) -> Rankings:
    """The first ten of every question, as the search page finds them."""
    engine.rebuild(documents, 1)
    found = {}
    for judged in JUDGED:
        now = datetime.now(UTC)
        plan = understand(judged.text, engine, get_analysis(), EVERYONE, now).plan
        hits = engine.search(EngineRequest(plan, EVERYONE, now, limit=evaluation.DEPTH)).documents
        found[judged.id] = [hit.key for hit in hits]
    return found


@pytest.fixture(scope="module")
def embedded(documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Rankings:
    return ask_all(EmbeddedEngine(tmp_path_factory.mktemp("relevance") / "index.sqlite3"), documents)


@pytest.fixture(scope="module")
def elasticsearch(documents: list[SearchDocument], elasticsearch_url: str) -> Iterator[Rankings]:
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        name = f"relevance-{uuid.uuid4().hex}"
        yield ask_all(ElasticsearchEngine(client, name, at_once=True), documents)
        client.indices.delete(index=list(client.indices.get(index=f"{name}*")), ignore_unavailable=True)


def summary(rankings: Rankings) -> evaluation.Summary:
    def found(judged: Judged) -> evaluation.Measured:
        return evaluation.measure(judged, lambda _text: rankings[judged.id])

    return evaluation.summarise([found(judged) for judged in JUDGED])[0]


def is_good(rankings: Rankings) -> None:
    measured = summary(rankings)
    assert measured.ndcg >= 0.80
    assert measured.mrr >= 0.86
    assert measured.without_hit <= 3


def test_the_set_is_large_and_about_what_is_there(documents: list[SearchDocument]) -> None:
    assert len(JUDGED) >= 60
    there = {document.key for document in documents if EVERYONE & set(document.acl)}
    assert {key for judged in JUDGED for key in judged.grades} <= there


def test_the_embedded_engine_finds_it(embedded: Rankings) -> None:
    is_good(embedded)


@pytest.mark.elasticsearch
def test_elasticsearch_finds_it(elasticsearch: Rankings) -> None:
    is_good(elasticsearch)


@pytest.mark.elasticsearch
def test_the_engines_agree(embedded: Rankings, elasticsearch: Rankings) -> None:
    assert abs(summary(embedded).ndcg - summary(elasticsearch).ndcg) <= 0.05
    shared = (
        len(set(embedded[judged.id]) & set(elasticsearch[judged.id]))
        / max(len(embedded[judged.id]), len(elasticsearch[judged.id]), 1)
        for judged in JUDGED
    )
    assert mean(shared) >= 0.80
