"""The search page and the suggestions, as a browser asks for them."""

from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kring.indeling import Thema, Zichtbaarheid
from search import indexing, sources
from search.engines import forget_server
from tests.factories.kennis import make_begrip, make_les
from tests.factories.wereld import Wereld, make_wereld

# Session, person and what the person belongs to, for whoever is logged in; the names of kringen.
QUERIES_VISITOR = 1


@pytest.fixture
def wereld(db: None) -> Wereld:
    return make_wereld()


@pytest.fixture
def gevuld(wereld: Wereld) -> Wereld:
    make_les(
        wereld.kring, title="Zandbed eerst", advies="Leg een <b>zandbed</b> en let op.", thema=Thema.KLIMAAT
    )
    make_les(wereld.kring, title="Geheime kademuur", advies="Zandbed", zichtbaarheid=Zichtbaarheid.KRING)
    begrip = make_begrip(title="bouwteam", definitie="Samen ontwerpen en bouwen.")
    begrip.labels.create(tekst="BT")
    begrip.save()
    for number in range(25):
        make_les(wereld.kring, title=f"Riool {number}", advies="Vervang het riool.", thema=Thema.VEILIGHEID)
    indexing.rebuild()
    return wereld


def get(client: Client, query: str, status: int = 200) -> str:
    answer = client.get(f"/zoeken?{query}")
    assert answer.status_code == status
    return answer.content.decode()


def test_shows_what_fits_with_the_words_marked(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=zandbed")
    assert "Zandbed eerst" in page
    assert '<mark class="nl-mark">zandbed</mark>' in page
    assert "<b>zandbed" not in page
    assert "Geheime kademuur" not in page


def test_a_member_finds_what_is_of_the_kring(gevuld: Wereld, client: Client) -> None:
    client.force_login(gevuld.lid)
    assert "Geheime kademuur" in get(client, "q=zandbed")


def test_the_term_stands_on_top(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=BT")
    assert "kk-begripkaart" in page
    assert "Samen ontwerpen en bouwen." in page


def test_filters_are_links_that_come_off_as_chips(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=riool&thema=veiligheid&soort=les")
    assert "25 resultaten" in page
    assert 'href="?q=riool&amp;soort=les"' in page
    assert 'href="?q=riool&amp;thema=veiligheid"' in page
    assert "0 resultaten" in get(client, "q=zandbed&thema=veiligheid")


def test_pages(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=riool&pagina=3")
    assert "Bladzijde 3 van 3" in page
    assert page.count('class="kk-resultaat"') == 5
    assert "Zoveel bladzijden zijn er niet" in get(client, "q=riool&pagina=99")


WRONG = {
    "q=riool&pagina=drie": "Die bladzijde is er niet",
    "q=riool&pagina=-1": "Die bladzijde is er niet",
    "q=riool&pagina=99999999999999999999": "Die bladzijde is er niet",
    "q=riool&pagina=²": "Die bladzijde is er niet",
    "q=riool&thema=onzin": "Het filter “onzin” kennen we niet",
    "q=riool&fase=14": "Het filter “14” kennen we niet",
    "q=riool&kring=nergens": "Het filter “nergens” kennen we niet",
    "q=riool&sorteer=kleur": "Zo kunnen we niet sorteren",
    "q=" + "riool+" * 3000: "Je vraag was te lang",
}


def test_what_is_wrong_is_said(gevuld: Wereld, client: Client) -> None:
    for query, message in WRONG.items():
        page = get(client, query)
        assert message in page
        assert "Riool 1" in page


STRANGE: tuple[str, ...] = (
    "",
    " ",
    '"',
    "-",
    "*",
    "AND",
    "a" * 5000,
    "%00",
    "' OR 1=1",
    "🚧",
    "ב",
    "NEAR(riool",
    "riool^3",
    "{x}:",
    "\\",
)
STRANGE += ("<script>alert(1)</script>", "de het een", "-riool", '"riool', "/.*/", "\u202eriool")


def test_nothing_that_is_typed_breaks_it(gevuld: Wereld, client: Client) -> None:
    for text in STRANGE:
        assert "<script>alert" not in get(client, f"q={quote(text)}")
        assert client.get(f"/zoeken/suggesties?q={quote(text)}").status_code == 200


def test_broken_bytes_do_not_break_it(gevuld: Wereld, client: Client) -> None:
    assert client.get("/zoeken?q=ri%00ool").status_code in {200, 400}
    assert client.get("/zoeken?q=%ff%fe&thema=%ff&pagina=%ff").status_code in {200, 400}
    assert client.get("/zoeken/suggesties?q=%ff").status_code in {200, 400}


def test_a_mistake_is_corrected_and_can_be_meant(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=zandbet")
    assert "Zandbed eerst" in page
    assert "Zoek letterlijk naar" in page
    literal = get(client, "q=zandbet&letterlijk=1")
    assert "Niets gevonden" in literal
    assert "Dit lijkt erop" in literal


def test_correction_never_tells_a_hidden_word(gevuld: Wereld, client: Client) -> None:
    assert "kademuur" not in get(client, "q=kademuurr").replace("kademuurr", "")
    client.force_login(gevuld.lid)
    assert "Geheime kademuur" in get(client, "q=kademuurr")


def test_nothing_found_helps(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=bouwtekeningenarchief")
    assert "Niets gevonden" in page
    assert 'href="/kenniskringen"' in page
    assert "Niets gevonden met deze filters" in get(client, "q=zandbed&jaar=1999")


def test_suggestions_are_what_one_may_see(gevuld: Wereld, client: Client) -> None:
    assert client.get("/zoeken/suggesties?q=bouw").json() == [
        {
            "soort": "begrip",
            "titel": "bouwteam",
            "url": "/begrippen/" + client.get("/zoeken/suggesties?q=bouw").json()[0]["url"].rsplit("/", 1)[1],
        }
    ]
    assert client.get("/zoeken/suggesties?q=gehei").json() == []
    assert len(client.get("/zoeken/suggesties?q=rio").json()) == 8
    client.force_login(gevuld.lid)
    assert [row["titel"] for row in client.get("/zoeken/suggesties?q=gehei").json()] == ["Geheime kademuur"]


def test_the_number_of_queries_is_constant(
    gevuld: Wereld, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get(client, "q=warm")
    with django_assert_num_queries(QUERIES_VISITOR):
        get(client, "q=riool")
    with django_assert_num_queries(QUERIES_VISITOR):
        get(client, "q=zandbed")


def test_only_reading(client: Client, db: None) -> None:
    assert client.post("/zoeken").status_code == 405


def test_every_page_type_is_accounted_for(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [problem for problem in run_checks() if problem.id == "search.E001"] == []
    monkeypatch.setattr(sources, "is_accounted_for", lambda model: model.__name__ != "Les")
    assert [problem.id for problem in run_checks() if problem.id == "search.E001"] == ["search.E001"]


def test_when_search_is_away_the_page_says_so(
    db: None, client: Client, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    forget_server()
    assert "Zoeken lukt nu even niet" in get(client, "q=riool", status=503)
    assert client.get("/zoeken/suggesties?q=riool").json() == []
    forget_server()
