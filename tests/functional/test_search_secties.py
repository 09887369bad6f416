"""Sections of long pages in results: the ids are really on the page, and the best ones are shown."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from basis import outbox
from kennis.models import Artikel, Artikelreeks, PraktijkIndex
from portal.models import StandaardPagina
from search import api, sources
from search.documents import SearchDocument
from tests.factories.kennis import make_casus
from tests.factories.wereld import Wereld

EVERYONE = frozenset({"openbaar"})
TEXT = """Vooraf iets over de wijk.

## Gelijk aan de streep

Iedereen weet evenveel over de damwand.

### De vragenronde

Vragen over het kwelscherm gaan naar iedereen.

## Risico's & kosten

Een kwelscherm kost geld, en een kwelscherm lekt.
"""
# The page would have this id twice; a link leads to the first.
AGAIN = "## Gelijk aan de streep\n\nNog iets over de duiker."


@pytest.fixture
def artikel(wereld: Wereld) -> Artikel:
    reeks = PraktijkIndex.objects.get().add_child(instance=Artikelreeks(title="Reeks", slug="reeks"))
    return reeks.add_child(
        instance=Artikel(
            title="Kennis delen",
            slug="kennis-delen",
            inhoud=[
                ("tekst", TEXT),
                ("let_op", {"titel": "Let op", "tekst": "Een rioolkist"}),
                ("tekst", AGAIN),
            ],
            peildatum="2026-11-21",
        )
    )


def document_of(page: Page) -> SearchDocument:
    found = sources.document_of(page._meta.label, page.pk)
    assert found is not None
    return found


def ids_on(url: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', Client().get(url).content.decode())


def sections_of(question: str) -> list[tuple[str, str]]:
    outbox.drain()
    hits = api.search(api.SearchRequest(question, EVERYONE, literal=True)).hits
    return [(link.titel, link.url.partition("#")[2]) for hit in hits for link in hit.secties]


def test_the_text_of_a_section_is_what_stands_under_its_heading(artikel: Artikel) -> None:
    document = document_of(artikel)
    texts = {section.titel: document.tekst[section.begin : section.eind] for section in document.secties}
    assert list(texts) == ["Gelijk aan de streep", "De vragenronde", "Risico's & kosten"]
    assert texts["De vragenronde"] == "De vragenronde Vragen over het kwelscherm gaan naar iedereen."
    last = texts["Risico's & kosten"]
    assert "Een rioolkist" in last, "wat geen eigen anker heeft, hoort bij het deel ervoor"
    assert last.endswith("Nog iets over de duiker.")
    assert "damwand" not in texts["De vragenronde"]


def test_every_anchor_is_on_the_page(wereld: Wereld, artikel: Artikel) -> None:
    page = wereld.home.add_child(
        instance=StandaardPagina(title="Over", slug="over-ons", inhoud=[("tekst", TEXT)])
    )
    casus = make_casus(wat="Een damwand.", opbrengst="Minder water.", kosten="Veel.")
    for one in (artikel, page, casus, wereld.convenant):
        document = document_of(one)
        assert len(document.secties) > 1, one
        found = ids_on(document.url)
        assert [
            found.count(section.anker) for section in document.secties if found.count(section.anker) < 1
        ] == []


def test_the_section_with_the_words_comes_first(artikel: Artikel) -> None:
    assert sections_of("kwelscherm") == [
        ("Risico's & kosten", "risicos-kosten"),
        ("De vragenronde", "de-vragenronde"),
    ]
    assert sections_of("damwand") == [("Gelijk aan de streep", "gelijk-aan-de-streep")]
    assert sections_of("vragenronde kwelscherm") == [("De vragenronde", "de-vragenronde")]


def test_at_most_three_sections(wereld: Wereld) -> None:
    text = "".join(f"## Deel {number}\n\nEen kwelscherm.\n\n" for number in range(8))
    wereld.home.add_child(instance=StandaardPagina(title="Lang", slug="lang", inhoud=[("tekst", text)]))
    assert len(sections_of("kwelscherm")) == 3


def test_one_section_is_the_page_itself(wereld: Wereld) -> None:
    text = "## Het enige deel\n\nEen kwelscherm."
    wereld.home.add_child(instance=StandaardPagina(title="Kort", slug="kort", inhoud=[("tekst", text)]))
    assert sections_of("kwelscherm") == []


def test_an_article_of_the_convenant_by_its_own_anchor(wereld: Wereld) -> None:
    version = wereld.convenant.versie_in_force()
    assert version is not None
    block = version.artikelen[0].value
    title = block["titel"]
    found = sections_of(f'"{title}"')
    assert (f"Artikel {block['nummer']}: {title}", block["anker"]) in found
    html = Client().get(f"/zoeken?q={title}").content.decode()
    assert f'#{block["anker"]}"' in html
    assert "In dit stuk" in html
