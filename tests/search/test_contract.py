"""What every engine does, tested on the real thing."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from search.analysis import ANALYSIS_VERSION, get_analysis
from search.documents import FACETS, SearchDocument
from search.engines.base import Engine, EngineRequest, Found
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.understanding import understand

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVERYONE = frozenset({"openbaar"})
MEMBER = EVERYONE | {"kring:1", "persoon:7"}


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "embedded":
        yield EmbeddedEngine(tmp_path / "index.sqlite3")
        return
    with Elasticsearch(request.getfixturevalue("elasticsearch_url"), request_timeout=30) as client:
        name = f"contract-{uuid.uuid4().hex}"
        made = ElasticsearchEngine(client, name, at_once=True)
        made.rebuild([], 0)
        yield made
        client.indices.delete(index=list(client.indices.get(index=f"{name}*")), ignore_unavailable=True)


def document(
    key: str, titel: str = "", tekst: str = "", acl: tuple[str, ...] = ("openbaar",), **more: object
) -> SearchDocument:
    return SearchDocument(key=key, soort="les", titel=titel, tekst=tekst, url=f"/{key}", acl=acl, **more)  # type: ignore[arg-type]


def fill(engine: Engine, *documents: SearchDocument) -> None:
    for number, one in enumerate(documents, 1):
        assert engine.put(one, number)


def find(engine: Engine, text: str, principals: frozenset[str] = EVERYONE, **more: object) -> Found:
    plan = understand(text, engine, get_analysis(), principals, NOW).plan
    return engine.search(EngineRequest(plan, principals, NOW, **more))  # type: ignore[arg-type]


def keys(found: Found) -> list[str]:
    return [one.key for one in found.documents]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("consultatie", "Een marktconsultatie vooraf"),
        ("markt consultatie", "Een marktconsultatie vooraf"),
        ("marktconsultatie", "De markt vroeg om consultatie"),
        ("nul meting", "Doe een nulmeting"),
        ("gemeenten", "De gemeente beslist"),
        ("risicos", "Verdeel de risico's"),
        ("COORDINATIE", "Goede coördinatie"),
        ("co2", "Minder CO₂ uitstoot"),
        ("cocreatie", "Door co-creatie"),
        ("co-creatie", "Door cocreatie"),
        ("bewonersparticipatie", "Inwonerparticipatie in de wijk"),
        ("bussinesscase", "Een businesscase maken"),
        ("hitestress", "Hittestress op het plein"),
    ],
)
def test_finds(engine: Engine, question: str, text: str) -> None:
    fill(engine, document("a", tekst=text), document("b", tekst="Iets heel anders over bomen"))
    assert keys(find(engine, question)) == ["a"]


def test_a_title_counts_more_than_a_text(engine: Engine) -> None:
    fill(
        engine,
        document("text", "Overleg", "Over asfalt en de weg"),
        document("title", "Asfalt", "Over materiaal en de weg"),
        *(document(f"other{number}", "Bomen", "Over groen langs de weg") for number in range(4)),
    )
    assert keys(find(engine, "asfalt")) == ["title", "text"]


def test_a_phrase_is_literal(engine: Engine) -> None:
    fill(
        engine,
        document("a", tekst="Gelijk aan de streep beginnen"),
        document("b", tekst="Aan de streep is niet gelijk"),
    )
    assert keys(find(engine, '"gelijk aan de streep"')) == ["a"]


def test_a_phrase_does_not_run_on_from_title_to_text(engine: Engine) -> None:
    fill(engine, document("a", "Open", "convenant"))
    assert keys(find(engine, '"open convenant"')) == []


def test_a_minus_leaves_out(engine: Engine) -> None:
    fill(engine, document("a", tekst="riool en asfalt"), document("b", tekst="riool en groen"))
    assert keys(find(engine, "riool -asfalt")) == ["b"]


def test_names_of_a_term_mean_the_same(engine: Engine) -> None:
    term = SearchDocument(
        key="mvi",
        soort="begrip",
        titel="maatschappelijk verantwoord inkopen",
        url="/mvi",
        acl=("openbaar",),
        vormen=("maatschappelijk verantwoord inkopen", "MVI"),
    )
    fill(engine, term, document("a", tekst="Wij doen aan MVI"), document("b", tekst="Bomen"))
    assert set(keys(find(engine, "maatschappelijk verantwoord inkopen"))) == {"mvi", "a"}
    assert [hit.document.key for hit in engine.terms([("mvi",)], EVERYONE, NOW)] == ["mvi"]


def test_a_change_replaces_and_a_late_one_is_refused(engine: Engine) -> None:
    assert engine.put(document("a", tekst="asfalt"), 5)
    assert engine.put(document("a", tekst="beton"), 6)
    assert not engine.put(document("a", tekst="klinkers"), 5)
    assert engine.put(document("a", tekst="beton"), 6)
    assert [keys(find(engine, word)) for word in ("asfalt", "beton", "klinkers")] == [[], ["a"], []]


def test_what_was_removed_stays_away(engine: Engine) -> None:
    engine.put(document("a", tekst="asfalt"), 5)
    assert engine.delete("a", 7)
    assert not engine.put(document("a", tekst="asfalt"), 6)
    assert not engine.delete("a", 6)
    assert engine.delete("unheard-of", 1)
    assert keys(find(engine, "asfalt")) == []
    assert list(engine.versions()) == []
    assert engine.unknown(["asfalt"], EVERYONE) == {"asfalt"}


def test_filters_and_counts(engine: Engine) -> None:
    rows = [("a", "klimaat", "2025"), ("b", "klimaat", "2026"), ("c", "jeugd", "2026"), ("d", "", "")]
    fill(engine, *(document(key, tekst="riool", thema=thema, jaar=jaar) for key, thema, jaar in rows))
    found = find(engine, "riool", filters={"thema": frozenset({"klimaat"}), "jaar": frozenset({"2026"})})
    assert keys(found) == ["b"]
    assert found.total == 1
    assert found.facets["thema"] == {"klimaat": 1, "jeugd": 1}
    assert found.facets["jaar"] == {"2025": 1, "2026": 1}


def test_without_a_question_all_that_is_visible(engine: Engine) -> None:
    fill(
        engine,
        document("a", datum=date(2025, 1, 1)),
        document("b", datum=date(2026, 1, 1)),
        document("c", acl=("kring:1",)),
    )
    assert keys(find(engine, "", sort="nieuwste")) == ["b", "a"]


def test_sorts_and_pages(engine: Engine) -> None:
    fill(
        engine,
        *(
            document(f"k{number}", f"Titel {9 - number}", "riool", datum=date(2020 + number, 1, 1))
            for number in range(6)
        ),
    )
    assert keys(find(engine, "riool", sort="titel", limit=2)) == ["k5", "k4"]
    assert keys(find(engine, "riool", sort="nieuwste", offset=4, limit=2)) == ["k1", "k0"]
    assert find(engine, "riool", offset=100).total == 6


def test_nothing_before_its_moment(engine: Engine) -> None:
    fill(engine, document("a", "Asfalt", "geheimwoord", zichtbaar_vanaf=NOW + timedelta(days=3650)))
    found = find(engine, "geheimwoord")
    assert (found.total, found.facets["soort"]) == (0, {})
    assert engine.suggest(("asf",), EVERYONE, NOW, 8) == []
    assert engine.similar("geheimwoort", EVERYONE) == []
    later = EngineRequest(
        understand("asfalt", engine, get_analysis(), EVERYONE, NOW).plan, EVERYONE, NOW + timedelta(days=4000)
    )
    assert keys(engine.search(later)) == ["a"]


def test_suggests_by_beginning(engine: Engine) -> None:
    fill(
        engine,
        document("a", "Asfalt in de wijk"),
        document("b", "Warm asfalt", vormen=("heet wegdek",)),
        document("c", "Asfalt voor de kring", acl=("kring:1",)),
    )
    assert [one.key for one in engine.suggest(("asf",), EVERYONE, NOW, 8)] == ["a", "b"]
    assert [one.key for one in engine.suggest(("heet", "we"), EVERYONE, NOW, 8)] == ["b"]
    assert {one.key for one in engine.suggest(("asf",), MEMBER, NOW, 8)} == {"a", "b", "c"}
    assert engine.suggest((), MEMBER, NOW, 8) == []


def test_spelling_knows_only_what_one_may_see(engine: Engine) -> None:
    fill(engine, document("a", tekst="geheimproject", acl=("kring:1",)), document("b", tekst="asfalt"))
    assert engine.unknown(["geheimproject", "asfalt"], EVERYONE) == {"geheimproject"}
    assert engine.unknown(["geheimproject", "asfalt"], MEMBER) == set()
    assert engine.similar("geheimprojekt", EVERYONE) == []
    assert [one.word for one in engine.similar("geheimprojekt", MEMBER)] == ["geheimproject"]


def test_a_rebuild_takes_over(engine: Engine) -> None:
    engine.put(document("old", tekst="asfalt"), 1)
    assert engine.rebuild((document(f"n{number}", tekst="beton") for number in range(1200)), 9) == 1200
    assert find(engine, "asfalt").total == 0
    assert find(engine, "beton").total == 1200
    assert engine.analysis_version() == ANALYSIS_VERSION
    assert not engine.put(document("n1", tekst="laat"), 8)


def test_a_rebuild_that_fails_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    engine.put(document("old", tekst="asfalt"), 1)

    def broken() -> object:
        yield document("new", tekst="beton")
        raise ValueError("halverwege")

    with pytest.raises(ValueError, match="halverwege"):
        engine.rebuild(broken(), 9)  # type: ignore[arg-type]
    assert keys(find(engine, "asfalt")) == ["old"]
    assert [path for path in tmp_path.iterdir() if path.suffix == ".building"] == []


WORDS = (
    "asfalt",
    "beton",
    "riool",
    "marktconsultatie",
    "geheimproject",
    "kademuur",
    "bouwteam",
    "hittestress",
)
TOKENS = ("openbaar", "kring:1", "kring:2", "kring:3", "persoon:1", "persoon:2")


@pytest.mark.parametrize("seed", range(6))
def test_nobody_finds_what_is_not_theirs(engine: Engine, seed: int) -> None:
    """Against an oracle that filters by hand: results, totals, counts, suggestions, spelling and terms."""
    chance = random.Random(seed)  # noqa: S311 - the same documents in each run
    documents = [
        SearchDocument(
            key=f"d{number}",
            soort=chance.choice(("les", "begrip", "project")),
            titel=chance.choice(WORDS),
            tekst=" ".join(chance.sample(WORDS, 3)) + f" uniek{'abcdefghij'[number % 10]}woord",
            url=f"/d{number}",
            acl=tuple(chance.sample(TOKENS, chance.randint(1, 2))),
            vormen=(f"vorm {number}",),
            thema=chance.choice(("klimaat", "jeugd")),
        )
        for number in range(60)
    ]
    engine.rebuild(documents, 1)
    for document_ in chance.sample(documents, 10):
        engine.delete(document_.key, 2)
        documents.remove(document_)
    for _ in range(12):
        principals = frozenset(chance.sample(TOKENS, chance.randint(1, 3)))
        seen = [one for one in documents if principals & set(one.acl)]
        for word in chance.sample(WORDS, 3):
            found = find(engine, word, principals, limit=100)
            expected = {one.key for one in seen if word in one.titel or word in one.tekst}
            # Spelling may replace a word that nobody here may see, never bring a document that is hidden.
            assert set(keys(found)) == expected or (
                not expected and set(keys(found)) <= {one.key for one in seen}
            )
            assert found.total == len(keys(found))
            for facet in FACETS:
                assert sum(found.facets[facet].values()) <= found.total
            suggested = {one.key for one in engine.suggest((word[:4],), principals, NOW, 100)}
            assert suggested <= {one.key for one in seen}
            hidden = not any(word in one.tekst or word in one.titel for one in seen)
            assert (word in engine.unknown([word], principals)) == hidden
            assert not hidden or all(one.word != word for one in engine.similar(word[:-1] + "x", principals))
        rows = [("vorm", str(number)) for number in range(60)]
        assert {hit.document.key for hit in engine.terms(rows, principals, NOW)} == {one.key for one in seen}


def test_of_equals_the_recent_one_comes_first_and_age_takes_nothing_off(engine: Engine) -> None:
    years = {"oud": "2011", "vorig": "2025", "nu": "2026"}
    fill(
        engine,
        *(document(key, tekst="Over riolering", jaar=year) for key, year in years.items()),
        document("zonder", tekst="Over riolering"),
        document("beter", titel="Riolering", tekst="Over riolering", jaar="2011"),
    )
    found = find(engine, "riolering")
    scores = dict(zip(keys(found), found.scores, strict=True))
    assert keys(found)[:3] == ["beter", "nu", "vorig"]
    assert scores["nu"] / scores["zonder"] == pytest.approx(1.06, rel=0.001)
    assert scores["oud"] == pytest.approx(scores["zonder"])


def test_the_kind_that_a_question_names_comes_first(engine: Engine) -> None:
    project = replace(
        document("project", tekst="Lessen: het riool moet eerst, het riool is oud"), soort="project"
    )
    fill(engine, project, document("les", tekst="Over de straat en het riool"))
    assert keys(find(engine, "riool"))[0] == "project"
    assert keys(find(engine, "lessen over riool")) == ["les", "project"]
    assert keys(find(engine, "lessen")) == ["project"], "alleen gevraagd is het een gewoon woord"


def test_the_best_of_every_kind(engine: Engine) -> None:
    for number in range(4):
        fill(
            engine,
            SearchDocument(
                key=f"les{number}",
                soort="les",
                titel="Riool" if number == 2 else f"Straat {number}",
                tekst="Een riool in de straat",
                url="/",
                acl=("openbaar",),
                thema="klimaat",
            ),
        )
    fill(
        engine,
        SearchDocument(
            key="begrip",
            soort="begrip",
            titel="bestrating",
            tekst="Over het riool gesproken, in een heel lange tekst over iets anders",
            url="/",
            acl=("openbaar",),
        ),
        SearchDocument(
            key="geheim", soort="casus", titel="Riool", tekst="Riool na riool", url="/", acl=("kring:1",)
        ),
    )
    found = find(engine, "riool", per_kind=2)
    assert [one.soort for one in found.documents] == ["les", "les", "begrip"]
    assert found.documents[0].key == "les2"
    assert found.total == 5
    assert found.facets["soort"] == {"les": 4, "begrip": 1}
    chosen = find(engine, "riool", per_kind=2, filters={"thema": frozenset({"klimaat"})})
    assert [one.soort for one in chosen.documents] == ["les", "les"]
    assert find(engine, "riool", MEMBER, per_kind=1).documents[0].soort == "casus"
    assert [one.titel for one in find(engine, "riool", sort="titel", per_kind=1).documents] == [
        "bestrating",
        "Riool",
    ]


def test_how_often_a_stem_occurs(engine: Engine) -> None:
    fill(
        engine,
        document("a", "Asfalt", "Asfalt en beton"),
        document("b", tekst="Nog meer asfalt"),
        document("c", tekst="Geheim granuliet", acl=("kring:1",)),
    )
    stems = {word: get_analysis().stem(word) for word in ("asfalt", "beton", "granuliet", "hout")}
    assert engine.frequencies(stems.values(), EVERYONE) == {stems["asfalt"]: 2, stems["beton"]: 1}
    assert engine.frequencies(stems.values(), MEMBER)[stems["granuliet"]] == 1
    assert engine.frequencies([], EVERYONE) == {}
