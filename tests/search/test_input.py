"""Whatever is typed, both engines answer."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from elasticsearch import Elasticsearch
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import get_analysis
from search.documents import SearchDocument
from search.engines.base import Engine, EngineRequest
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.understanding import Understanding, understand

EVERYONE = frozenset({"openbaar"})
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DOCUMENTS = (
    SearchDocument(
        key="a",
        soort="les",
        titel="Riool",
        tekst="Een riool met co-creatie en bodemsanering",
        url="/a",
        acl=("openbaar",),
    ),
    SearchDocument(
        key="b",
        soort="begrip",
        titel="social return on investment",
        labels=("SROI",),
        vormen=("social return on investment", "SROI"),
        url="/b",
        acl=("openbaar",),
    ),
    SearchDocument(
        key="c",
        soort="begrip",
        titel="social return als contracteis",
        labels=("SROI",),
        vormen=("social return als contracteis", "SROI", "living lab"),
        url="/c",
        acl=("openbaar",),
    ),
)
STRANGE = (
    "woord " * 10_000,
    "de het een " * 400,
    '"' * 5_000,
    'riool "open',
    "AND OR NOT NEAR(a b) +riool -",
    "riool* OR (x^2) AND titel:[a TO b]",
    "/.*/ (a+)+$ [^]",
    "riool\x00asfalt",
    "🚧🚧🚧",
    "\u202eloorir\u202c",
    "ri\u200bool",
    "-",
    '-"',
    "' OR 1=1 --",
    "%_\\",
    "{" * 500,
    "a" * 5_000,
    "-asfalt " * 300,
    '"riool asfalt" ' * 300,
    "اختبار البحث",
    "15% art 2.25 1.000.000",
    "\ud800",
)


@pytest.fixture(
    scope="module", params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "embedded":
        made = EmbeddedEngine(tmp_path_factory.mktemp("input") / "index.sqlite3")
        made.rebuild(DOCUMENTS, 1)
        yield made
        return
    with Elasticsearch(request.getfixturevalue("elasticsearch_url"), request_timeout=30) as client:
        name = f"input-{uuid.uuid4().hex}"
        other = ElasticsearchEngine(client, name, at_once=True)
        other.rebuild(DOCUMENTS, 1)
        yield other
        client.indices.delete(index=list(client.indices.get(index=f"{name}*")), ignore_unavailable=True)


def read(engine: Engine, text: str, *, literal: bool = False) -> Understanding:
    return understand(text, engine, get_analysis(), EVERYONE, NOW, literal=literal)


def found(engine: Engine, text: str, *, literal: bool = False) -> set[str]:
    plan = read(engine, text, literal=literal).plan
    return {one.key for one in engine.search(EngineRequest(plan, EVERYONE, NOW)).documents}


@pytest.mark.parametrize("literal", [False, True])
@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_an_answer_to_anything(engine: Engine, text: str, *, literal: bool) -> None:
    assert found(engine, text, literal=literal) <= {"a", "b", "c"}


PIECES = [
    '"',
    "-",
    " ",
    "riool",
    "AND",
    "*",
    "(",
    "“",
    "\x00",
    "ë",
    "'",
    "\\",
    "%",
    "~2",
    "^",
    ":",
    "/",
    "🚧",
]


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_an_answer_to_what_nobody_thought_of(engine: Engine, text: str) -> None:
    assert found(engine, text) <= {"a", "b", "c"}


@pytest.mark.parametrize("text", ["sroi", "SROI", "S.R.O.I.", "SROI's", "wat is sroi", '"sroi"', "sroi?"])
def test_both_terms_of_an_abbreviation(engine: Engine, text: str) -> None:
    assert {hit.document.key for hit in read(engine, text).terms} == {"b", "c"}


@pytest.mark.parametrize("text", ["living lab", "livinglab", "living labs", "living-lab"])
def test_a_name_in_another_form(engine: Engine, text: str) -> None:
    assert [hit.document.key for hit in read(engine, text).terms] == ["c"]


def test_no_card_for_a_question_that_says_more(engine: Engine) -> None:
    assert read(engine, "sroi in Rotterdam").terms == ()


@pytest.mark.parametrize(
    ("text", "literal", "expected"),
    [
        ("riolen", False, {"a"}),
        ("riolen", True, set()),
        ("riool", True, {"a"}),
        ("riol", True, set()),
        ("sanering", True, set()),
        ("co-creatie", True, {"a"}),
        ("riool -creatie", False, set()),
        ('riool -"open bestek"', False, {"a"}),
    ],
)
def test_literally(engine: Engine, text: str, literal: bool, expected: set[str]) -> None:
    assert found(engine, text, literal=literal) == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Rioool?", "Riool?"),
        ("bodemsaneeringg", "bodemsanering"),
        ("sroi rioool", "sroi riool"),
        ("15% rioool", "15% riool"),
        ("livinglab", ""),
    ],
)
def test_what_was_meant(engine: Engine, text: str, meant: str) -> None:
    assert read(engine, text).corrected_text == meant
