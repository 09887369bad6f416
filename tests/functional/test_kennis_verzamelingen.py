"""Collections, history, mappings, notation and languages on the pages of the glossary."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from kennis.models import (
    Begrip,
    BegrippenIndex,
    Begrippenverzameling,
    Koppeling,
    Label,
    Wijziging,
)
from kring.indeling import Thema
from tests.factories.kennis import make_begrip
from tests.factories.wereld import Wereld
from tests.functional.test_kennis_begrippen import lines, named

ClientFor = Callable[[str], Client]
LIST = "/begrippen/verzamelingen"
CANARY = "kanariewoord"


def collection(ref: str, *terms: Begrip, **fields: object) -> Begrippenverzameling:
    """A collection with these terms."""
    made = Begrippenverzameling.objects.create(
        ref=ref, **({"title": ref.capitalize(), "omschrijving": f"Over {ref}."} | fields)
    )
    made.begrippen.set(terms)
    return made


def hide(page: Page) -> None:
    """Only for people who are logged in."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_collections_count_what_the_viewer_may_see(wereld: Wereld, client: Client) -> None:
    seen, hidden = named("esg", thema=Thema.KLIMAAT), named(CANARY, thema=Thema.KLIMAAT)
    hide(hidden)
    retired = named("oud", status=Begrip.Status.VERVALLEN)
    collection("gekozen", seen, hidden, retired, named("csrd"))
    collection("thema", seen, thema=Thema.KLIMAAT)
    collection("verborgen", hidden, retired)
    html = client.get(LIST).content.decode()
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Gekozen Over gekozen. 2 begrippen" in text
    assert "Thema Over thema. 1 begrip" in text
    assert "Verborgen" not in html
    assert [line.split()[0] for line in lines(client.get(f"{LIST}/gekozen").content.decode())] == [
        "csrd",
        "esg",
    ]
    for ref in ("gekozen", "thema", "verborgen"):
        assert CANARY not in client.get(f"{LIST}/{ref}").content.decode()
    assert "Nog geen begrippen in deze verzameling" in client.get(f"{LIST}/verborgen").content.decode()
    assert f'href="{LIST}/gekozen"' in client.get("/begrippen/csrd").content.decode()


def test_collection_lists_other_names_and_tells_its_address(wereld: Wereld, client: Client) -> None:
    collection("inkopen", named("maatschappelijk verantwoord inkopen", "MVI"))
    html = client.get(f"{LIST}/inkopen").content.decode()
    assert [line.split(",")[0] for line in lines(html)][1] == "MVI"
    assert '"@type": "DefinedTermSet"' in html
    assert f'href="{LIST}"' in client.get("/begrippen").content.decode()


def test_nobody_sees_collections_of_a_glossary_behind_a_lock(wereld: Wereld, client: Client) -> None:
    collection(CANARY, make_begrip())
    assert client.get(f"{LIST}/bestaat-niet").status_code == 404
    assert f"{LIST}/{CANARY}" in client.get("/sitemap.xml").content.decode()
    hide(BegrippenIndex.objects.get())
    assert client.get(f"{LIST}/{CANARY}").status_code == 404
    assert CANARY not in client.get(LIST).content.decode().lower()
    assert CANARY not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("path", [LIST, f"{LIST}/eerste", "/begrippen/esg"])
def test_questions_do_not_grow(wereld: Wereld, client: Client, path: str) -> None:
    def asked() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    esg = named("esg", thema=Thema.KLIMAAT)
    collection("eerste", esg, thema=Thema.KLIMAAT)
    Koppeling.objects.create(begrip=esg, soort="exact", uri="https://x.example/1", benaming="x", stelsel="y")
    Wijziging.objects.create(begrip=esg, notitie="Een")
    little = asked()
    for number in range(5):
        collection(f"meer-{number}", esg, named(f"ander {number}", f"naam {number}", thema=Thema.KLIMAAT))
        Koppeling.objects.create(
            begrip=esg, soort="close", uri=f"https://z.example/{number}", benaming="x", stelsel="y"
        )
        Wijziging.objects.create(begrip=esg, notitie=f"Nog {number}")
    assert asked() == little <= 22


def test_term_tells_its_mappings_notation_review_and_languages(wereld: Wereld, client: Client) -> None:
    begrip = named("keten", notatie="K-12", herzien_voor=date(2027, 3, 1))
    Label.objects.create(begrip=begrip, tekst="chain & more", taal=Label.Taal.EN)
    Label.objects.create(begrip=begrip, tekst="kolom")
    Koppeling.objects.create(
        begrip=begrip,
        soort="broad",
        uri="https://lijst.example/a?b=c&d",
        benaming="supply <b>",
        stelsel="Lijst",
    )
    html = client.get("/begrippen/keten").content.decode()
    assert '<span lang="en">chain &amp; more</span>, kolom' in html
    assert 'href="https://lijst.example/a?b=c&amp;d"' in html
    assert "Lijst: supply &lt;b&gt;" in html
    assert "is ruimer" in html
    assert "K-12" in html
    assert "1 maart 2027" in html
    assert ' lang="en">chain &amp; more</span>, zie' in client.get("/begrippen").content.decode()


def test_history_names_changes_but_nobody(wereld: Wereld, client: Client) -> None:
    begrip = named("keten")
    for number in range(12):
        Wijziging.objects.create(begrip=begrip, notitie=f"Wijziging {number}.", door=wereld.redactie)
    html = client.get("/begrippen/keten").content.decode()
    shown = re.findall(r"Wijziging (\d+)\.", html)
    assert shown == [str(number) for number in range(11, 1, -1)]
    assert wereld.redactie.naam not in html
