"""The frame: errors, policies, health, sitemap, and the pages that bring packages together."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings, settings
from django.test import Client

from basis import outbox
from convenant.actions import LegUitkomstVast, PasLesToe
from kennis.actions import schrijf_en_dien_in
from kennis.models import Les
from kring.actions import MeldAan
from kring.indeling import Fase
from tests.factories.convenant import make_project
from tests.factories.kennis import make_begrip, make_les
from tests.factories.kring import make_medewerker, make_organisatie, make_user
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/bestaat-niet", "/lessen/bestaat-niet", "/begrippen/%F0%9F%92%A9", "/a/b/c/d"]
)
def test_unknown_address_is_a_helpful_404(wereld: Wereld, path: str) -> None:
    """404 with a search box, in Dutch."""
    response = Client().get(path)
    assert response.status_code == 404
    assert 'action="/zoeken"' in response.content.decode()


@pytest.mark.parametrize("path", ["/?q=%00", "/lessen?thema=a%00b", "/%00"])
def test_nul_is_refused_with_a_message(wereld: Wereld, path: str) -> None:
    """No request makes the database stumble."""
    response = Client().get(path)
    assert response.status_code == 400
    assert "Dit kunnen wij niet lezen" in response.content.decode()


def test_what_we_cannot_read_is_told_in_dutch(wereld: Wereld) -> None:
    """A host that is not ours, and a form with more fields than any of ours."""
    fields = {f"veld{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    for response in (
        Client().get("/", headers={"host": "elders.example"}),
        Client().post("/wachtwoord-vergeten", fields),
    ):
        assert response.status_code == 400
        assert "Dit kunnen wij niet lezen" in response.content.decode()
        assert 'action="/zoeken"' in response.content.decode()


def test_site_has_a_strict_policy_and_admin_its_own(wereld: Wereld, client_for: ClientFor) -> None:
    """No inline anything on the site; the admin is the exception."""
    policy = Client().get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "unsafe-inline" in client_for("redactie").get("/beheer/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/login/", "/beheer/pages/"])
def test_admin_door_leads_to_our_login(wereld: Wereld, path: str) -> None:
    """There is one way in."""
    response = Client().get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/inloggen")


def test_health(wereld: Wereld) -> None:
    """Alive, and ready with its database."""
    assert Client().get("/gezondheid/live").json() == {"status": "ok"}
    assert Client().get("/gezondheid/klaar").json() == {"status": "ok", "opgegeven": 0, "zoeken": "ok"}


def test_sitemap_and_robots_show_only_what_everyone_sees(wereld: Wereld) -> None:
    """A kring's own lesson is not in the sitemap."""
    make_les(wereld.kring, slug="open-les")
    make_les(wereld.kring, slug="geheime-les", zichtbaarheid="kring")
    body = Client().get("/sitemap.xml").content.decode()
    assert "/lessen/open-les" in body
    assert "geheime-les" not in body
    assert "Disallow: /beheer/" in Client().get("/robots.txt").content.decode()


def test_postvak_exists_in_the_demo_only(wereld: Wereld, settings: LazySettings) -> None:
    """Elsewhere the address does not exist."""
    assert Client().get("/postvak").status_code == 404
    settings.DEMO = True
    assert Client().get("/postvak").status_code == 200


def test_home_counts_what_is_there(wereld: Wereld) -> None:
    """Two organisations, one term; a kring's own lesson is counted for its member only."""
    make_begrip()
    make_les(wereld.kring, zichtbaarheid="kring", title="Voor de kring")
    body = Client().get("/").content.decode()
    assert "Voor de kring" not in body
    member = Client()
    member.force_login(wereld.lid)
    assert "Voor de kring" in member.get("/").content.decode()


def test_home_has_a_fixed_number_of_queries(
    wereld: Wereld, client_for: ClientFor, django_assert_max_num_queries: Callable
) -> None:
    """More content costs no more queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    visitor = Client()
    visitor.get("/")
    with CaptureQueriesContext(
        connection,
    ) as before:
        visitor.get("/")
    for _number in range(5):
        make_les(wereld.kring)
        make_begrip()
    with CaptureQueriesContext(connection) as after:
        visitor.get("/")
    # A home page without lessons skips two prefetches of them.
    assert len(after) <= len(before) + 2
    assert len(after) <= 24


def test_own_page_tells_a_coordinator_what_waits(wereld: Wereld, client_for: ClientFor) -> None:
    """Nothing waits at first; the page says so."""
    body = client_for("coordinator").get("/mijn").content.decode()
    assert "Er wacht niets op je" in body


def test_own_page_tells_where_a_request_stands(wereld: Wereld) -> None:
    """From an account without anything, by way of an organisation, to a signature that waits."""
    person, client = make_user(), Client()
    client.force_login(person)
    assert "Registreer je organisatie" in client.get("/mijn").text
    company = make_organisatie(naam="Straatwerk Vos")
    make_medewerker(person, company)
    page = client.get("/mijn").text
    assert "Registreer je organisatie" not in page
    assert f'href="/organisatie/{company.slug}"' in page
    assert "Kies een kring" in page
    MeldAan(actor=person, organisatie=company, kring=wereld.kring).execute()
    page = client.get("/mijn").text
    assert "De coördinator beslist nog" in page
    assert "Je doet nog niet mee" not in page
    kring = client.get("/kenniskringen/waterveen").text
    assert "Straatwerk Vos tekende op" in kring
    assert "Onderteken het convenant" not in kring


def test_ones_own_lesson_waits_for_somebody_else(wereld: Wereld, client_for: ClientFor) -> None:
    fields = dict.fromkeys(("situatie", "gebeurtenis", "oorzaak", "advies"), "Tekst.")
    les = Les(title="Van de coördinator", kring=wereld.kring, thema="klimaat", **fields)
    schrijf_en_dien_in(wereld.coordinator, les)
    assert "wacht op je in" not in client_for("coordinator").get("/mijn").text


def test_a_project_leader_is_told_which_lessons_wait(wereld: Wereld, client_for: ClientFor) -> None:
    """In the evaluation one says what came of the lessons; before that nothing is due."""
    projects = [
        make_project(wereld.kring, wereld.gemeente, wereld.projectleider, phase)
        for phase in (Fase.UITVOERING, Fase.EVALUATIE)
    ]
    rows = [
        PasLesToe(
            actor=wereld.projectleider, project=project, les=make_les(wereld.kring), oordeel="toegepast"
        ).execute()
        for project in projects
    ]
    leader = client_for("gemeente")
    page = leader.get("/mijn").text
    assert page.count("vast welke lessen hielpen") == 1
    assert f'href="{projects[1].url}#lessen"' in page
    LegUitkomstVast(actor=wereld.projectleider, toepassing=rows[1], uitkomst="hielp").execute()
    assert "vast welke lessen hielpen" not in leader.get("/mijn").text


@pytest.mark.parametrize("path", ["/licenties", "/robots.txt", "/sitemap.xml", "/"])
def test_public_addresses_answer(wereld: Wereld, path: str) -> None:
    """Each answers 200 to everyone."""
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize(
    ("query", "target", "cookie"),
    [
        ("thema=donker&terug=/lessen", "/lessen", "donker"),
        ("thema=apparaat", "/", ""),
        ("thema=donker&terug=https://elders.example/", "/", "donker"),
        ("thema=donker&terug=//elders.example", "/", "donker"),
        ("thema=%3Cscript%3E", "/", ""),
    ],
)
def test_theme_is_kept_and_the_way_back_stays_here(query: str, target: str, cookie: str) -> None:
    """The choice works without JavaScript and sends nobody elsewhere."""
    response = Client().get(f"/weergave?{query}")
    assert response.headers["Location"] == target
    assert response.cookies["thema"].value == cookie


def test_style_guide_exists_while_developing_only(settings: LazySettings) -> None:
    """Every component renders with its sample."""
    assert Client().get("/stijlgids").status_code == 404
    settings.DEBUG = True
    assert Client().get("/stijlgids").status_code == 200


def test_unknown_address_offers_what_it_resembles(wereld: Wereld) -> None:
    """A name that was typed half leads on; a kring's own lesson is not offered."""
    make_les(wereld.kring, title="Proefsleuven graven loont", slug="proefsleuven-graven-loont")
    make_les(wereld.kring, title="Proefsleuven geheim", slug="proefsleuven-geheim", zichtbaarheid="kring")
    outbox.drain()
    body = Client().get("/lessen/proefsleuven").content.decode()
    assert "Proefsleuven graven loont" in body
    assert "Proefsleuven geheim" not in body
