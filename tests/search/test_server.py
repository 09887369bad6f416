"""The node of development and tests is a real Elasticsearch with the Dutch analysis that a stock server has."""

import uuid
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Document, Keyword, Text, analyzer, token_filter

pytestmark = pytest.mark.elasticsearch

DUTCH = analyzer(
    "nl_index",
    tokenizer="standard",
    filter=[
        "lowercase",
        "asciifolding",
        token_filter(
            "nl_delen", "dictionary_decompounder", word_list=["markt", "consultatie"], min_subword_size=4
        ),
        token_filter("nl_stam", "stemmer", language="dutch_kp"),
        "remove_duplicates",
    ],
)
DUTCH_QUESTION = analyzer(
    "nl_vraag",
    tokenizer="standard",
    filter=[
        "lowercase",
        "asciifolding",
        token_filter("nl_gelijk", "synonym_graph", synonyms=["sroi, social return on investment"]),
        token_filter("nl_stam", "stemmer", language="dutch_kp"),
    ],
)


class Blad(Document):
    """A small searchable text."""

    titel = Text(analyzer=DUTCH, search_analyzer=DUTCH_QUESTION)
    soort = Keyword()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as connection:
        yield connection


@pytest.fixture
def index(client: Elasticsearch) -> Iterator[str]:
    name = f"proef-{uuid.uuid4().hex}"
    Blad.init(index=name, using=client)
    titles = ["Marktconsultaties gelijk aan de streep", "Social return on investment meten", "Eén verslag"]
    for number, title in enumerate(titles):
        blad = Blad(titel=title, soort="les" if number else "artikel", meta={"id": str(number)})
        blad.save(index=name, using=client, refresh=number == len(titles) - 1)
    yield name
    client.indices.delete(index=name)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("consultatie", "Marktconsultaties gelijk aan de streep"),
        ("marktconsultatie", "Marktconsultaties gelijk aan de streep"),
        ("sroi", "Social return on investment meten"),
        ("een verslagen", "Eén verslag"),
    ],
)
def test_finds_by_compound_stem_synonym_and_plain_letter(
    client: Elasticsearch, index: str, question: str, title: str
) -> None:
    found = Blad.search(index=index, using=client).query("match", titel=question).execute()
    assert found[0].titel == title


def test_counts_per_facet(client: Elasticsearch, index: str) -> None:
    search = Blad.search(index=index, using=client)[:0]
    search.aggs.bucket("soort", "terms", field="soort")
    buckets = search.execute().aggregations.soort.buckets
    assert {bucket.key: bucket.doc_count for bucket in buckets} == {"les": 2, "artikel": 1}


def test_an_index_moves_behind_its_alias_in_one_call(client: Elasticsearch, index: str) -> None:
    alias = f"{index}-vast"
    client.indices.update_aliases(actions=[{"add": {"index": index, "alias": alias}}])
    assert client.count(index=alias)["count"] == 3
