"""The node of development and tests is a real Elasticsearch; the portal asks no analysis of it but white space."""

import uuid
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Document, Keyword, Text

pytestmark = pytest.mark.elasticsearch


class Blad(Document):
    """A small searchable text."""

    titel = Text(analyzer="whitespace")
    soort = Keyword()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as connection:
        yield connection


@pytest.fixture
def index(client: Elasticsearch) -> Iterator[str]:
    name = f"proef-{uuid.uuid4().hex}"
    Blad.init(index=name, using=client)
    titles = ["markt consultatie gelijk", "social return meten", "verslag"]
    for number, title in enumerate(titles):
        blad = Blad(titel=title, soort="les" if number else "artikel", meta={"id": str(number)})
        blad.save(index=name, using=client, refresh=number == len(titles) - 1)
    yield name
    client.indices.delete(index=name)


def test_finds_a_token(client: Elasticsearch, index: str) -> None:
    found = Blad.search(index=index, using=client).query("match", titel="consultatie").execute()
    assert [hit.titel for hit in found] == ["markt consultatie gelijk"]


def test_counts_per_facet(client: Elasticsearch, index: str) -> None:
    search = Blad.search(index=index, using=client)[:0]
    search.aggs.bucket("soort", "terms", field="soort")
    buckets = search.execute().aggregations.soort.buckets
    assert {bucket.key: bucket.doc_count for bucket in buckets} == {"les": 2, "artikel": 1}


def test_an_index_moves_behind_its_alias_in_one_call(client: Elasticsearch, index: str) -> None:
    alias = f"{index}-vast"
    client.indices.update_aliases(actions=[{"add": {"index": index, "alias": alias}}])
    assert client.count(index=alias)["count"] == 3
