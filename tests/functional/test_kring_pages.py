"""The pages of kringen, registers and coordinators: what they show to whom, with how many queries."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from kring.actions import BeeindigDeelname, MeldAan
from kring.models import Aanmelding, Deelname, Organisatie
from kring.register import register_van
from tests.factories.kennis import make_les
from tests.factories.kring import (
    make_bijeenkomst,
    make_coordinator,
    make_deelname,
    make_kring,
    make_medewerker,
    make_organisatie,
    make_user,
)
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
CountQueries = Callable[[int], AbstractContextManager[None]]
REGISTER = "/kenniskringen/waterveen/deelnemers"
NONSENSE = [
    "pagina=x",
    "pagina=-1",
    "pagina=999999999999999999999",
    "pagina=2",
    "op=gisteren&pagina=0",
    "op=%E2%80%8B",
]


def grow(wereld: Wereld) -> None:
    """A busier world: more kringen, participants, meetings, lessons and requests."""
    for _ in range(4):
        make_bijeenkomst(make_kring())
    for number in range(12):
        make_deelname(make_organisatie(soort=list(Organisatie.Soort)[number % 4]), wereld.kring)
        make_bijeenkomst(wereld.kring)
    past = timezone.now() - timedelta(days=9)
    make_bijeenkomst(wereld.kring, begin=past, eind=past + timedelta(hours=1))
    for _ in range(3):
        make_les(wereld.kring)
        person, organisatie = make_user(), make_organisatie()
        make_medewerker(person, organisatie)
        MeldAan(actor=person, organisatie=organisatie, kring=wereld.kring, motivatie="Graag.").execute()
        make_coordinator(make_user(), wereld.kring)


PAGES = [
    ("bezoeker", "/kenniskringen", 10),
    ("bezoeker", "/kenniskringen/waterveen", 14),
    ("lid", "/kenniskringen/waterveen", 21),
    ("coordinator", "/kenniskringen/waterveen", 22),
    ("bezoeker", "/bijeenkomsten", 9),
    ("bezoeker", REGISTER, 5),
    ("bezoeker", f"{REGISTER}?op=2024-01-01", 4),
    ("coordinator", "/kenniskringen/waterveen/beheer", 14),
    ("lid", "/organisatie/{bedrijf}", 12),
]


@pytest.mark.parametrize(("role", "path", "number"), PAGES)
def test_queries_do_not_grow(
    wereld: Wereld,
    client_for: ClientFor,
    django_assert_num_queries: CountQueries,
    role: str,
    path: str,
    number: int,
) -> None:
    make_bijeenkomst(wereld.kring)
    make_les(wereld.kring)
    client, path = client_for(role), path.format(bedrijf=wereld.bedrijf.slug)
    client.get(path)
    with django_assert_num_queries(number):
        assert client.get(path).status_code == 200
    grow(wereld)
    client.get(path)
    with django_assert_num_queries(number):
        assert client.get(path).status_code == 200


def test_cards_of_the_kringen(wereld: Wereld, client_for: ClientFor) -> None:
    make_bijeenkomst(wereld.kring, zichtbaarheid="kring")
    make_kring(title="Kring Zonder Mensen", regio="Delta")
    cards = {card["titel"]: card for card in client_for("bezoeker").get("/kenniskringen").context["kaarten"]}
    assert cards["Kring Waterveen"]["meta"] == ["Rivierenland", "2 deelnemers"]
    assert cards["Kring Zonder Mensen"]["meta"] == ["Delta", "0 deelnemers"]
    member = {card["titel"]: card for card in client_for("lid").get("/kenniskringen").context["kaarten"]}
    assert member["Kring Waterveen"]["meta"][2].startswith("volgende bijeenkomst")
    assert "1 project<" in client_for("bezoeker").get("/kenniskringen").text


def test_an_organisation_counts_once(wereld: Wereld, client_for: ClientFor) -> None:
    deelname = Deelname.objects.open().get(organisatie=wereld.bedrijf)
    BeeindigDeelname(actor=wereld.lid, deelname=deelname).execute()
    make_deelname(wereld.bedrijf, wereld.kring, van=timezone.now())
    page = client_for("bezoeker").get("/kenniskringen/waterveen")
    assert page.context["aantal_deelnemers"] == 2


def test_kring_says_who_sees_what(wereld: Wereld, client_for: ClientFor) -> None:
    for role in ("bezoeker", "lid", "coordinator"):
        page = client_for(role).get("/kenniskringen/waterveen").text
        assert "Wie ziet wat?" in page
        assert "Alleen voor de kring" in page


def test_kring_shows_each_what_they_can_do(wereld: Wereld, client_for: ClientFor) -> None:
    member = client_for("lid").get("/kenniskringen/waterveen").text
    assert f"/organisatie/{wereld.bedrijf.slug}" in member
    assert "/kenniskringen/waterveen/beheer" not in member
    assert "/kenniskringen/waterveen/beheer" in client_for("coordinator").get("/kenniskringen/waterveen").text
    assert "/organisatie/nieuw" in client_for("redactie").get("/kenniskringen/waterveen").text
    assert "Lees hoe je meedoet" in client_for("bezoeker").get("/kenniskringen/waterveen").text


def test_many_of_one_kind_are_counted(wereld: Wereld, client_for: ClientFor) -> None:
    for _ in range(10):
        make_deelname(make_organisatie(), wereld.kring)
    kinds = client_for("bezoeker").get("/kenniskringen/waterveen").context["soorten"]
    assert [(kind["naam"], kind["totaal"], len(kind["namen"]), kind["meer"]) for kind in kinds] == [
        ("Gemeenten", 1, 1, 0),
        ("MKB-bedrijven", 11, 8, 3),
    ]


def test_a_draft_kring_has_no_pages(wereld: Wereld, client_for: ClientFor) -> None:
    wereld.kring.unpublish()
    for role in ("bezoeker", "lid", "coordinator"):
        client = client_for(role)
        for path in ("", "/deelnemers"):
            assert client.get(f"/kenniskringen/waterveen{path}").status_code == 404
    assert "Kring Waterveen" not in client_for("bezoeker").get("/kenniskringen").text


def test_register_of_a_day(wereld: Wereld, client_for: ClientFor) -> None:
    now = timezone.now()
    old = make_organisatie(naam="Straatmakerij Vos")
    make_deelname(old, wereld.kring, van=now - timedelta(days=900), tot=now - timedelta(days=600))
    client = client_for("bezoeker")
    during = timezone.localdate(now - timedelta(days=700))
    page = client.get(f"{REGISTER}?op={during.isoformat()}")
    assert [row.organisatie for row in page.context["register"].rijen] == ["Straatmakerij Vos"]
    assert "Terug naar vandaag" in page.text
    today = client.get(REGISTER)
    assert "Straatmakerij Vos" not in [row.organisatie for row in today.context["register"].rijen]
    assert "Deden eerder mee" in today.text
    of_all = client.get(f"/convenant?op={during.isoformat()}").context["register"].rijen
    assert [(row.organisatie, row.kring) for row in of_all] == [("Straatmakerij Vos", "Kring Waterveen")]


def test_the_register_of_all_counts_an_organisation_once(wereld: Wereld, client_for: ClientFor) -> None:
    for number in range(3):
        make_deelname(wereld.bedrijf, make_kring(title=f"Kring {number}"))
    page = client_for("bezoeker").get("/convenant")
    assert len(page.context["register"].rijen) == 5
    assert "2 organisaties doen vandaag mee" in page.text


def test_the_register_of_all_leaves_out_a_kring_that_one_may_not_see(
    wereld: Wereld, client_for: ClientFor
) -> None:
    unpublished, restricted = make_kring(title="Kring Kanarie"), make_kring(title="Kring Besloten")
    for number, kring in enumerate((unpublished, restricted)):
        make_deelname(make_organisatie(naam=f"Kanarie {number} bv"), kring)
    bezoeker = client_for("bezoeker")
    number = bezoeker.get("/convenant").context["register"].aantal
    shown = bezoeker.get("/convenant").text
    assert "Kanarie 0 bv" in shown
    assert "Kanarie 1 bv" in shown
    participants = numbers_of(bezoeker)
    unpublished.unpublish()
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    for role in ("bezoeker", "lid", "gemeente", "coordinator"):
        page = client_for(role).get("/convenant")
        assert page.context["register"].aantal == number - 2
        assert "Kanarie" not in page.text
        assert "Kring Besloten" not in page.text
    assert numbers_of(bezoeker) == participants - 2


def numbers_of(client: Client) -> int:
    """How many participants the front page counts."""
    found = re.search(r"(\d+)\D{0,200}deelnemers vandaag", client.get("/").text)
    assert found
    return int(found[1])


def test_register_at_the_edges_of_a_day(wereld: Wereld) -> None:
    start = timezone.make_aware(timezone.datetime(2024, 5, 1, 0, 0))
    company, kring = make_organisatie(), make_kring()
    make_deelname(company, kring, van=start + timedelta(hours=23), tot=start + timedelta(days=1, hours=1))
    day = start.date()
    days = [(day + timedelta(days=shift)).isoformat() for shift in (-1, 0, 1)]
    rows = [register_van(AnonymousUser(), kring, {"op": text}).rijen for text in days]
    assert [bool(found) for found in rows] == [False, True, False]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("op=gisteren", "“gisteren” is geen datum."),
        ("op=2019-02-31", "“2019-02-31” is geen datum."),
        ("op=9999-12-31", "Die dag moet nog komen."),
        ("op=<script>", "“&lt;script&gt;” is geen datum."),
    ],
)
def test_register_says_what_is_wrong(wereld: Wereld, client_for: ClientFor, query: str, message: str) -> None:
    page = client_for("bezoeker").get(f"{REGISTER}?{query}")
    assert page.status_code == 200
    assert message in page.text
    assert page.context["register"].aantal == 2


def test_register_long_ago_is_empty(wereld: Wereld, client_for: ClientFor) -> None:
    page = client_for("bezoeker").get(f"{REGISTER}?op=0001-01-01")
    assert "Op deze dag deed er niemand mee." in page.text


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("path", [REGISTER, "/kenniskringen", "/kenniskringen/waterveen/beheer"])
def test_nonsense_in_the_query(wereld: Wereld, client_for: ClientFor, path: str, query: str) -> None:
    assert client_for("coordinator").get(f"{path}?{query}").status_code == 200


def test_register_has_pages(wereld: Wereld, client_for: ClientFor) -> None:
    for _ in range(50):
        make_deelname(make_organisatie(), wereld.kring)
    day = timezone.localdate() - timedelta(days=1)
    page = client_for("bezoeker").get(f"{REGISTER}?op={day.isoformat()}")
    assert f"?op={day.isoformat()}&amp;pagina=2" in page.text
    second = client_for("bezoeker").get(f"{REGISTER}?op={day.isoformat()}&pagina=2")
    assert len(second.context["register"].rijen) == 2


def test_only_who_coordinates_manages(wereld: Wereld, client_for: ClientFor) -> None:
    person, organisatie = make_user(), make_organisatie()
    make_medewerker(person, organisatie)
    asked = MeldAan(actor=person, organisatie=organisatie, kring=wereld.kring).execute()
    elsewhere = make_user()
    make_coordinator(elsewhere, make_kring())
    stranger = Client()
    stranger.force_login(elsewhere)
    for path in ("/kenniskringen/waterveen/beheer", f"/aanmelding/{asked.pk}"):
        for client in (client_for("lid"), client_for("gemeente"), client_for("redactie"), stranger):
            assert client.get(path).status_code == 404
            assert client.post(path, {"toelaten": "toelaten"}).status_code == 404
        assert client_for("bezoeker").get(path).headers["Location"] == f"/inloggen?next={path}"
        for role in ("coordinator", "beheer"):
            assert client_for(role).get(path).status_code == 200
    assert Aanmelding.objects.pending().count() == 1


def test_coordination_ends_at_once(wereld: Wereld, client_for: ClientFor) -> None:
    client = client_for("coordinator")
    assert client.get("/kenniskringen/waterveen/beheer").status_code == 200
    wereld.kring.coordinatorschappen.update(tot=timezone.now())
    assert client.get("/kenniskringen/waterveen/beheer").status_code == 404


def test_deciding_keeps_what_was_typed(wereld: Wereld, client_for: ClientFor) -> None:
    person, organisatie = make_user(), make_organisatie()
    make_medewerker(person, organisatie)
    asked = MeldAan(actor=person, organisatie=organisatie, kring=wereld.kring).execute()
    client = client_for("coordinator")
    for data in ({}, {"reden": "Bijna goed"}, {"toelaten": "misschien", "reden": "Bijna goed"}):
        response = client.post(f"/aanmelding/{asked.pk}", data)
        assert "Nog niet goed" in response.text
        assert data.get("reden", "") in response.text
    refused = client.post(f"/aanmelding/{asked.pk}", {"toelaten": "afwijzen", "reden": " "})
    assert "Schrijf waarom je afwijst" in refused.text
    assert 'value="afwijzen" checked' in refused.text.replace("\n", " ") or "checked" in refused.text
    assert Aanmelding.objects.pending().count() == 1
    client.post(f"/aanmelding/{asked.pk}", {"toelaten": "afwijzen", "reden": "Geen bedrijf in de regio."})
    decided = client.get(f"/aanmelding/{asked.pk}").text
    assert "Afgewezen" in decided
    assert "Bewaar het besluit" not in decided
    again = client.post(f"/aanmelding/{asked.pk}", {"toelaten": "toelaten"})
    assert again.status_code == 200
    assert not Deelname.objects.filter(organisatie=organisatie).exists()


def test_pages_of_an_organisation(wereld: Wereld, client_for: ClientFor) -> None:
    path = f"/organisatie/{wereld.bedrijf.slug}"
    colleague = make_user()
    make_medewerker(colleague, wereld.bedrijf, rol="medewerker")
    client = Client()
    client.force_login(colleague)
    page = client.get(path).text
    assert "Stoppen doet jullie beheerder." in page
    assert "Beëindig deelname" not in page
    deelname = Deelname.objects.open().get(organisatie=wereld.bedrijf)
    assert client.get(f"/deelname/{deelname.pk}/beeindigen").status_code == 404
    assert "Beëindig deelname" in client_for("lid").get(path).text
    assert client_for("beheer").get(path).status_code == 200
    for role in ("gemeente", "coordinator", "redactie"):
        assert client_for(role).get(path).status_code == 404
    assert client_for("bezoeker").get(path).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/aanmelding/99999999999999999999999",
        "/aanmelding/0",
        "/aanmelding/een",
        "/deelname/99999999999999999999999/beeindigen",
        "/deelname/1x/beeindigen",
        "/organisatie/bestaat-niet",
        "/organisatie/%00",
        "/kenniskringen/bestaat-niet",
        "/kenniskringen/bestaat-niet/beheer",
        "/kenniskringen/bestaat-niet/deelnemers",
        "/bijeenkomsten/bestaat-niet/inschrijven",
    ],
)
def test_what_does_not_exist(wereld: Wereld, client_for: ClientFor, path: str) -> None:
    assert client_for("beheer").get(path).status_code in {400, 404}
