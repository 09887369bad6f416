"""What other programs read of public pages: head, JSON-LD, robots and sitemap; and nothing of what is not public."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from kennis.models import Artikel, Artikelreeks, BegrippenIndex, Label, PraktijkIndex
from kring.indeling import Zichtbaarheid
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import make_bijeenkomst
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
CANARY = "kanariewoord"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
YEARS_AGO = datetime(2020, 5, 1, 12, tzinfo=UTC)


def head(client: Client, path: str) -> dict[str, str]:
    """Description, canonical address and Open Graph of a page."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    part = answer.content.decode().partition("</head>")[0]
    found = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', part))
    return found | dict(re.findall(r'<link rel="(canonical)" href="([^"]*)">', part))


def told(client: Client, path: str) -> dict:
    """The JSON-LD of a page; there is one block."""
    html = client.get(path).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert len(blocks) == 1, path
    return json.loads(blocks[0])


def hide(page: Page) -> None:
    """Only for people who are logged in."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize(
    "path",
    [
        "/begrippen/overzicht", "/begrippen/hierarchie", "/begrippen/vergelijk", "/begrippen/naam/sroi", "/licenties",
        "/api/v1/docs", "/begrippen?letter=E", "/begrippen/esg", "/lessen/een", "/praktijk/een",
    ],
)  # fmt: skip
def test_head_of_a_public_page(wereld: Wereld, client: Client, path: str) -> None:
    for name in ("esg", "mvo"):
        Label.objects.create(
            begrip=make_begrip(title=name, slug=name, ref=name, definitie='Kader met "drie" & meer.'),
            tekst="SROI",
        )
    make_les(wereld.kring, slug="een", advies="Graaf **eerst** een sleuf.")
    make_casus(slug="een")
    found = head(client, path)
    assert found["canonical"] == found["og:url"] == f"{settings.BASE_URL}{path}"
    assert found["description"] == found["og:description"] != ""
    assert found["og:title"] != ""
    assert "robots" not in found
    if path == "/begrippen/esg":
        assert found["description"] == "Kader met &quot;drie&quot; &amp; meer."
        assert found["og:type"] == "website"
    if path == "/lessen/een":
        assert found["description"] == "Graaf eerst een sleuf."
        assert found["og:type"] == "article"


def test_choices_of_a_visitor_do_not_change_the_one_address(wereld: Wereld, client: Client) -> None:
    make_begrip(title="esg", slug="esg", ref="esg")
    base = settings.BASE_URL
    assert head(client, "/begrippen?thema=klimaat")["canonical"] == f"{base}/begrippen"
    assert head(client, "/begrippen/esg?stappen=2")["canonical"] == f"{base}/begrippen/esg"
    assert "canonical" not in client.get("/bestaat-niet").content.decode()


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("bezoeker", "/zoeken?q=riool"), ("bezoeker", "/inloggen"), ("bezoeker", "/registreren"),
        ("bezoeker", "/wachtwoord-vergeten"), ("lid", "/"), ("lid", "/mijn"), ("lid", "/lessen"), ("lid", "/account"),
    ],
)  # fmt: skip
def test_what_is_not_public_asks_to_be_left_out(
    wereld: Wereld, client_for: ClientFor, role: str, path: str
) -> None:
    assert head(client_for(role), path)["robots"] == "noindex"


def test_robots_names_what_leads_to_a_login(wereld: Wereld, client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    for path in (
        "/beheer/",
        "/zoeken",
        "/inloggen",
        "/mijn$",
        "/lessen/*/bewerken$",
        "/begrippen/voorstellen$",
    ):
        assert f"Disallow: {path}" in lines
    shut = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    patterns = [re.escape(one).replace(r"\*", ".*").replace(r"\$", "$") for one in shut]
    assert all(re.fullmatch(r"/[a-z0-9/*-]+\$?", one) for one in shut)
    for path in (
        "/",
        "/begrippen",
        "/sitemap.xml",
        "/id/begrip/esg",
        "/projecten/nieuwe-kade",
        "/lessen/mijnbouw",
    ):
        assert not [one for one in patterns if re.match(one, path)], path
    for path in ("/inloggen?next=/mijn", "/account/e-mail", "/projecten/nieuw", "/zoeken?q=riool"):
        assert [one for one in patterns if re.match(one, path)], path


def test_json_ld_of_each_kind(wereld: Wereld, client: Client) -> None:
    base = settings.BASE_URL
    esg, hidden = (
        make_begrip(title="esg", slug="esg", ref="esg"),
        make_begrip(title=CANARY, slug="geheim", ref="geheim"),
    )
    hide(hidden)
    now = timezone.now()
    fields = {"first_published_at": YEARS_AGO, "last_published_at": now}
    les = make_les(wereld.kring, slug="een", auteur=wereld.lid, organisatie=wereld.bedrijf, **fields)
    casus = make_casus(slug="een", breedtegraad="52.1", lengtegraad="5.2", title="</script><b>", **fields)
    for page in (les, casus):
        page.begrippen = [esg, hidden]
        page.save()
    reeks = PraktijkIndex.objects.get().add_child(instance=Artikelreeks(title="Reeks", slug="reeks"))
    reeks.add_child(
        instance=Artikel(title="Deel", slug="deel", bron="Boek", peildatum=timezone.localdate(now))
    )
    meeting = make_bijeenkomst(wereld.kring)

    lesson = told(client, "/lessen/een")
    assert lesson["@type"] == "LearningResource"
    assert lesson["url"] == f"{base}/lessen/een"
    assert lesson["datePublished"] == YEARS_AGO.isoformat()
    assert lesson["author"]["name"] == wereld.lid.naam
    assert [one["@id"] for one in lesson["about"]] == [f"{base}/id/begrip/esg"]
    case = told(client, "/praktijk/een")
    assert case["headline"] == "</script><b>"
    assert case["contentLocation"]["geo"] == {"@type": "GeoCoordinates", "latitude": 52.1, "longitude": 5.2}
    assert told(client, "/praktijk/reeks/deel")["isPartOf"]["name"] == "Reeks"
    event = told(client, f"/bijeenkomsten/{meeting.slug}")
    assert event["@type"] == "Event"
    assert datetime.fromisoformat(event["startDate"]) == meeting.begin
    assert event["organizer"]["name"] == wereld.kring.title
    assert told(client, f"/kenniskringen/{wereld.kring.slug}")["@type"] == "Organization"
    assert told(client, "/")["publisher"]["@type"] == "Organization"
    for path in ("/lessen/een", "/praktijk/een"):
        assert CANARY not in client.get(path).content.decode()


def test_lesson_in_the_name_of_the_kring_keeps_its_author_to_itself(wereld: Wereld, client: Client) -> None:
    make_les(wereld.kring, slug="een", auteur=wereld.lid, organisatie=wereld.bedrijf, namens_kring=True)
    assert told(client, "/lessen/een")["author"] == {"@type": "Organization", "name": wereld.kring.title}


def changes(client: Client) -> dict[str, str]:
    """The addresses of the sitemap with their dates of change."""
    root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own view wrote it
    return {
        row.findtext(f"{SITEMAP}loc", "").removeprefix(settings.BASE_URL): row.findtext(
            f"{SITEMAP}lastmod", ""
        )
        for row in root
    }


def test_sitemap_dates_what_changed(wereld: Wereld, client: Client) -> None:
    recent = (timezone.now() - timedelta(days=400)).replace(microsecond=0)
    BegrippenIndex.objects.update(last_published_at=YEARS_AGO)
    make_begrip(title="esg", slug="esg", ref="esg", last_published_at=YEARS_AGO)
    make_begrip(title="mvo", slug="mvo", ref="mvo", last_published_at=recent)
    found = changes(client)
    assert found["/begrippen/esg"] == timezone.localdate(YEARS_AGO).isoformat()
    for path in ("/begrippen/mvo", "/begrippen", "/begrippen/overzicht", "/begrippen/hierarchie"):
        assert found[path] == timezone.localdate(recent).isoformat(), path
    assert {path for path in found if "letter" in path} == {"/begrippen?letter=E", "/begrippen?letter=M"}
    assert "/begrippen/vergelijk" not in found


def test_sitemap_has_nothing_that_is_not_public(wereld: Wereld, client: Client) -> None:
    make_les(wereld.kring, slug=CANARY, zichtbaarheid=Zichtbaarheid.KRING)
    make_les(wereld.kring, slug=f"{CANARY}-concept", live=False)
    make_bijeenkomst(wereld.kring, slug=f"{CANARY}-kring", zichtbaarheid=Zichtbaarheid.KRING)
    hide(make_begrip(title=f"q{CANARY}", slug=CANARY, ref=CANARY, last_published_at=timezone.now()))
    hide(make_casus(slug=CANARY))
    wereld.project.slug = CANARY
    wereld.project.save()
    hide(wereld.project)
    assert CANARY not in client.get("/sitemap.xml").content.decode()
    assert "/begrippen?letter=Q" not in changes(client)
    hide(BegrippenIndex.objects.get())
    make_begrip(slug="onder-slot")
    assert not [path for path in changes(client) if path.startswith("/begrippen")]
