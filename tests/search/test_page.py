"""The search page and the suggestions, as a browser asks for them."""

from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings, settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kring.indeling import Thema, Zichtbaarheid
from search import decisions
from search.engines import forget_server
from search.rebuilding import rebuild
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.wereld import Wereld

# Whether editors decided something since.
QUERIES_VISITOR = 1


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
    rebuild()
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


def test_the_kind_that_is_asked_for_is_told(gevuld: Wereld, client: Client) -> None:
    for title in ("Kwelwater eerst", "Kwelwater later"):
        make_les(gevuld.kring, title=title)
    make_casus(title="Een casus met kwelwater")
    rebuild()
    page = get(client, "q=lessen+over+kwelwater")
    assert "Lessen staan bovenaan." in page
    [link] = BeautifulSoup(page, "html.parser").find_all("a", string="Toon alleen lessen")
    only = results_in(get(client, str(link["href"])[1:]))
    assert sorted(only) == ["Kwelwater eerst", "Kwelwater later"]
    for query in (
        "q=kwelwater",
        "q=lessen+over+kwelwater&sorteer=titel",
        "q=lessen+over+kwelwater&soort=les",
    ):
        assert "staan bovenaan" not in get(client, query)


def test_a_member_finds_what_is_of_the_kring(gevuld: Wereld, client: Client) -> None:
    client.force_login(gevuld.lid)
    assert "Geheime kademuur" in get(client, "q=zandbed")


def test_the_term_stands_on_top(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=BT")
    assert "kk-begripkaart" in page
    assert "Samen ontwerpen en bouwen." in page


def results_in(page: str) -> list[str]:
    """The names of the cards and results, as they stand on the page."""
    rows = BeautifulSoup(page, "html.parser").select(".kk-begripkaart__titel a, .kk-resultaat__link")
    return [row.get_text(strip=True) for row in rows]


def test_the_term_on_top_is_one_of_the_results(gevuld: Wereld, client: Client) -> None:
    """It counts, it is not shown twice, and a filter or another page has no card."""
    page = get(client, "q=BT")
    assert "1 resultaat" in page
    assert results_in(page) == ["bouwteam"]
    make_les(gevuld.kring, title="In een bouwteam", advies="Begin vroeg.")
    rebuild()
    shown = results_in(get(client, "q=bouwteam"))
    assert {"In een bouwteam", "bouwteam"} <= set(shown)
    assert len(shown) == len(set(shown))
    grouped = get(client, "q=bouwteam&weergave=soort")
    assert sorted(results_in(grouped)) == sorted(shown)
    assert results_in(get(client, "q=bouwteam&soort=les")) == ["In een bouwteam"]


def test_an_opened_result_is_counted_wherever_it_stands(gevuld: Wereld, client: Client) -> None:
    make_les(gevuld.kring, title="In een bouwteam", advies="Begin vroeg.")
    rebuild()
    for view in ("lijst", "soort"):
        page = BeautifulSoup(get(client, f"q=bouwteam&weergave={view}"), "html.parser")
        links = page.select(".kk-begripkaart__titel a, .kk-resultaat__link")
        places = [row.find_parent(attrs={"data-klik-plaats": True})["data-klik-plaats"] for row in links]
        assert places == [str(number + 1) for number in range(len(links))]
        assert len(links) > 1


@pytest.mark.parametrize("query", ["q=bouwteam", "q=bouwteam&weergave=soort", "q=riool&pagina=2", "q=qqxzyw"])
def test_no_level_of_heading_is_left_out(gevuld: Wereld, client: Client, query: str) -> None:
    """Each result is below the number of results, or below its kind, and never below another result."""
    make_les(gevuld.kring, title="In een bouwteam", advies="Begin vroeg.")
    rebuild()
    main = BeautifulSoup(get(client, query), "html.parser").select_one("main")
    assert main is not None
    levels = [int(heading.name[1]) for heading in main.find_all(["h1", "h2", "h3", "h4", "h5"])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    wanted = "h4" if "weergave=soort" in query else "h3"
    assert {row.parent.name for row in main.select(".kk-resultaat__link")} <= {wanted}
    assert {row.name for row in main.select(".kk-begripkaart__titel")} <= {"h3"}


def test_without_a_question_nothing_fits_best(gevuld: Wereld, client: Client) -> None:
    def orders(query: str) -> list[tuple[str, bool]]:
        row = BeautifulSoup(get(client, query), "html.parser").select_one(".kk-keuzes p")
        assert row is not None
        return [(one.get_text(), one.name == "strong") for one in row.select("a, strong")]

    assert orders("q=") == [("nieuwste", True), ("titel van A tot Z", False)]
    assert orders("q=&sorteer=titel") == [("nieuwste", False), ("titel van A tot Z", True)]
    assert orders("q=riool")[0] == ("best passend", True)


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
        assert len(page) < 200_000, "links repeat what was left out"


def test_signs_without_a_word_are_said_to_find_everything(gevuld: Wereld, client: Client) -> None:
    for text in ("🚧", '""', "-", "?!"):
        page = get(client, f"q={quote(text)}")
        assert "Hierin staat geen woord waarop we kunnen zoeken" in page
        assert "Niets gevonden" not in page
        heading = BeautifulSoup(page, "html.parser").select_one("#stand")
        assert heading is not None
        assert "voor" not in heading.get_text()
    for query in ("q=", "q=-riool", "q=riool", "q=qqxzyw"):
        assert "geen woord waarop" not in get(client, query)


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
    assert "Bedoel je een van deze?" in literal


def test_correction_never_tells_a_hidden_word(gevuld: Wereld, client: Client) -> None:
    assert "kademuur" not in get(client, "q=kademuurr").replace("kademuurr", "")
    client.force_login(gevuld.lid)
    assert "Geheime kademuur" in get(client, "q=kademuurr")


def test_nothing_found_helps(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=bouwteqqxzyw")
    assert "Niets gevonden" in page
    assert 'href="/kenniskringen"' in page
    assert "Stel het ons voor" in page
    assert 'href="/begrippen/voorstellen?term=bouwteqqxzyw"' in page
    assert "bouwteam (begrip)" in page
    filtered = get(client, "q=zandbed&jaar=1999")
    assert "Niets gevonden met deze filters" in filtered
    assert "Toon het 1 resultaat zonder filters" in filtered


def test_a_member_is_led_to_the_own_kring(gevuld: Wereld, client: Client) -> None:
    client.force_login(gevuld.lid)
    page = get(client, "q=bouwteqqxzyw")
    assert f'href="{gevuld.kring.get_url()}">{gevuld.kring.title}</a>' in page


def test_what_was_meant_is_offered_when_the_literal_word_is_nowhere(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=zandbet&letterlijk=1")
    assert "Bedoelde je" in page
    assert 'href="?q=zandbed"' in page


def test_grouped_by_kind_with_the_way_to_all_of_a_kind(gevuld: Wereld, client: Client) -> None:
    page = get(client, "q=riool&weergave=soort")
    assert page.count('class="kk-resultaat"') == 3
    assert "Alle 25 lessen" in page
    assert 'href="?q=riool&amp;soort=les"' in page
    assert "Bladzijde" not in page
    assert "Die weergave kennen we niet" in get(client, "q=riool&weergave=raster")


def test_facets_count_what_the_other_filters_leave(gevuld: Wereld, client: Client) -> None:
    """Each kind of filter on lessons, a case and a project, and what is left of the others."""
    les = make_les(gevuld.kring, title="Stenen", advies="Klinkers", thema=Thema.KLIMAAT, fase=7)
    les.first_published_at = datetime(2025, 5, 1, tzinfo=UTC)
    les.save(update_fields=["first_published_at"])
    make_casus(title="Stenen plein", wat="Klinkers", gemeente="Waterveen", niveau="goud", thema=Thema.KLIMAAT)
    rebuild()
    whole = filters_of(get(client, "q=klinkers"))
    assert {name for name, _value in whole} >= {
        "soort",
        "thema",
        "kring",
        "gemeente",
        "fase",
        "niveau",
        "jaar",
    }
    assert whole["thema", "klimaat"] == 2
    assert whole["jaar", "2025"] == 1
    left = filters_of(get(client, "q=klinkers&soort=les"))
    assert left["soort", "casus"] == 1
    assert left["thema", "klimaat"] == 1
    assert ("niveau", "goud") not in left
    for name, value in (("gemeente", "Waterveen"), ("niveau", "goud"), ("fase", "7"), ("kring", "waterveen")):
        assert "1 resultaat" in get(client, f"q=klinkers&{name}={value}")


def filters_of(page: str) -> dict[tuple[str, str], int]:
    """Each value that can be chosen, with its count."""
    rows = BeautifulSoup(page, "html.parser").select("a[data-filter]")
    found = {}
    for row in rows:
        name, _colon, value = str(row["data-filter"]).partition(":")
        number = row.select_one(".kk-facet__aantal")
        assert number is not None
        found[name, value] = int(number.get_text(" ").split()[0])
    return found


def test_a_process_that_just_started_knows_the_kringen(gevuld: Wereld, client: Client) -> None:
    decisions.forget()
    page = get(client, f"q=riool&kring={gevuld.kring.slug}")
    assert "kennen we niet" not in page
    assert f"Kenniskring:</span> {gevuld.kring.title}" in page


def test_one_is_one_result(gevuld: Wereld, client: Client) -> None:
    row = BeautifulSoup(get(client, "q=zandbed"), "html.parser").select_one("a[data-filter='soort:les']")
    assert row is not None
    assert " ".join(row.get_text(" ").split()) == "Lessen 1 resultaat"


def test_a_long_list_of_years_is_folded(gevuld: Wereld, client: Client) -> None:
    for year in range(2010, 2021):
        les = make_les(gevuld.kring, title=f"Oud {year}", advies="Grindkoffer")
        les.first_published_at = datetime(year, 5, 1, tzinfo=UTC)
        les.save(update_fields=["first_published_at"])
    rebuild()
    page = BeautifulSoup(get(client, "q=grindkoffer"), "html.parser")
    years = [str(row["data-filter"]) for row in page.select("[data-facet=jaar] a[data-filter]")]
    assert years == [f"jaar:{year}" for year in range(2020, 2009, -1)]
    assert len(page.select("[data-facet=jaar-meer] a[data-filter]")) == 3


def test_a_filter_has_the_name_that_its_kring_has_now(gevuld: Wereld, client: Client) -> None:
    def name() -> str:
        page = BeautifulSoup(get(client, "q=riool"), "html.parser")
        row = page.select_one(f'[data-facet=kring] a[data-filter="kring:{gevuld.kring.slug}"]')
        assert row is not None
        return row.get_text(" ", strip=True)

    assert name().startswith(gevuld.kring.title)
    gevuld.kring.title = "Kring van de nieuwe naam"
    gevuld.kring.save()
    assert name().startswith("Kring van de nieuwe naam")


def test_suggestions_are_what_one_may_see(gevuld: Wereld, client: Client) -> None:
    [row] = client.get("/zoeken/suggesties?q=bouw").json()
    assert (row["soort"], row["groep"], row["titel"]) == ("begrip", "Begrippen", "bouwteam")
    assert client.get(row["url"]).status_code == 200
    assert client.get("/zoeken/suggesties?q=b").json() == []
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


def test_when_search_is_away_the_page_says_so(
    db: None, client: Client, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    forget_server()
    assert "Zoeken lukt nu even niet" in get(client, "q=riool", status=503)
    assert client.get("/zoeken/suggesties?q=riool").json() == []
    forget_server()


def test_a_browser_can_add_the_portal_as_a_search_engine(gevuld: Wereld, client: Client) -> None:
    """The structure that the OpenSearch 1.1 specification asks for, and addresses that answer."""
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{space}ShortName", "")) <= 16
    assert 0 < len(root.findtext(f"{space}Description", "")) <= 1024
    urls = {url.get("type"): url.get("template", "") for url in root.findall(f"{space}Url")}
    page = urls["text/html"].replace("{searchTerms}", "riool").removeprefix(settings.BASE_URL)
    assert "Riool 1" in client.get(page).content.decode()
    offered = urls["application/x-suggestions+json"].replace("{searchTerms}", "bouw")
    suggestions = client.get(offered.removeprefix(settings.BASE_URL))
    assert suggestions["Content-Type"] == "application/x-suggestions+json"
    text, titles, kinds, addresses = suggestions.json()
    assert (text, titles, kinds) == ("bouw", ["bouwteam"], ["begrip"])
    assert addresses[0].startswith(f"{settings.BASE_URL}/begrippen/")
    assert 'href="/opensearch.xml"' in get(client, "q=riool")
