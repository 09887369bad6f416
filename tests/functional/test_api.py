"""The public API: what it gives, refuses and never shows."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from convenant.models import Convenant, Convenantproject
from kennis.models import Begrip, Begrippenverzameling, Casus, Koppeling, Label, Les, Relatie
from kennis.models.relatie import RelatieSoort
from kring.indeling import Zichtbaarheid
from kring.models import Bijeenkomst, Deelname
from portal.api.middleware import VERSION
from portal.api.problems import CONTENT_TYPE
from tests.factories.begrippenlijst import make_glossary
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import make_bijeenkomst, make_deelname, make_kring, make_organisatie
from tests.factories.wereld import Wereld
from tests.functional.content import fill

pytestmark = pytest.mark.django_db

LISTS = (
    "begrippen",
    "begrippenkaders",
    "begrippenverzamelingen",
    "lessen",
    "praktijkcases",
    "convenanten",
    "deelnames",
    "convenantprojecten",
    "bijeenkomsten",
)
CANARY = "kanariewoord"


def get(path: str, **headers: str) -> Any:  # noqa: ANN401 - Django's own test response
    return Client(headers=headers).get(f"/api/v1/{path}")


def every_page(path: str) -> Iterator[dict[str, Any]]:
    number = 1
    while True:
        page = get(f"{path}?pagina={number}&paginaGrootte=10").json()
        yield from page["resultaten"]
        if page["_links"]["volgende"] is None:
            return
        number += 1


def private_content(wereld: Wereld) -> None:
    """Of every kind something that a visitor may not see, each with the canary in its name."""
    make_les(wereld.kring, title=f"{CANARY} les", zichtbaarheid=Zichtbaarheid.KRING)
    make_les(wereld.kring, title=f"{CANARY} concept", live=False)
    make_bijeenkomst(wereld.kring, title=f"{CANARY} overleg", zichtbaarheid=Zichtbaarheid.KRING)
    make_casus(title=f"{CANARY} casus", live=False)
    hidden = make_begrip(title=f"{CANARY} begrip", live=False)
    shown = make_begrip(title="zichtbaar begrip")
    Relatie.objects.create(van=shown, naar=hidden, soort=RelatieSoort.VERWANT, toelichting=CANARY)
    members_only = make_begrip(title=f"{CANARY} ledenbegrip", ref=f"{CANARY}-leden")
    PageViewRestriction.objects.create(page=members_only, restriction_type=PageViewRestriction.LOGIN)
    for ends in ({"van": shown, "naar": members_only}, {"van": members_only, "naar": shown}):
        Relatie.objects.create(**ends, soort=RelatieSoort.ONDERSTEUNT, toelichting=CANARY)
    make_begrip(title="oud begrip", status=Begrip.Status.VERVALLEN, opvolger=members_only)
    for page in (make_les(wereld.kring, title="open les"), make_casus(title="open casus")):
        page.begrippen.add(members_only)
        page.save()
    collection = Begrippenverzameling.objects.create(
        title="Samen", ref="samen", omschrijving="Wat samen hoort."
    )
    collection.begrippen.add(shown, hidden)
    restricted = make_casus(title=f"{CANARY} besloten")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    kring = make_kring(title=f"{CANARY} kring", slug=CANARY, live=False)
    make_deelname(make_organisatie(naam=f"{CANARY} bv"), kring)


def test_shows_nothing_that_a_visitor_may_not_see(wereld: Wereld) -> None:
    private_content(wereld)
    for name in LISTS:
        rows = list(every_page(name))
        assert CANARY not in json.dumps(rows), name
        for row in rows:
            path = row["_links"]["self"]["href"].partition("/api/v1/")[2]
            answer = get(path)
            assert answer.status_code == 200, path
            assert CANARY not in answer.content.decode(), path
    for page in (*Les.objects.filter(title__contains=CANARY), *Casus.objects.filter(title__contains=CANARY)):
        kind = "lessen" if isinstance(page, Les) else "praktijkcases"
        assert get(f"{kind}/{page.pk}").status_code == 404
    hidden = Begrip.objects.get(title=f"{CANARY} begrip")
    assert get(f"begrippen/{hidden.ref}").status_code == 404
    assert get(f"begrippen/{hidden.ref}/relaties").status_code == 404


def test_shows_everything_that_a_visitor_may_see(wereld: Wereld) -> None:
    fill(wereld, 4)
    private_content(wereld)
    everyone = AnonymousUser()
    for name, model in (
        ("lessen", Les),
        ("praktijkcases", Casus),
        ("convenanten", Convenant),
        ("convenantprojecten", Convenantproject),
        ("bijeenkomsten", Bijeenkomst),
    ):
        wanted = set(model.objects.visible_to(everyone).values_list("pk", flat=True))
        assert wanted
        assert {row["id"] for row in every_page(name)} == wanted, name
    refs = set(Begrip.objects.visible_to(everyone).values_list("ref", flat=True))
    assert {row["ref"] for row in every_page("begrippen")} == refs
    assert {row["id"] for row in every_page("deelnames")} == set(
        Deelname.objects.filter(kring__live=True).values_list("pk", flat=True)
    )


def test_a_term_with_all_that_is_known_of_it(wereld: Wereld) -> None:
    make_glossary()
    own = get("begrippen/maatschappelijk-verantwoord-inkopen").json()
    assert own["benamingen"] == [
        {"tekst": "MVI", "taal": "nl"},
        {"tekst": "verantwoord inkopen", "taal": "nl"},
    ]
    assert (own["notatie"], own["herzienVoor"]) == ("MVI 1", "2027-03-04")
    assert {row["soort"] for row in own["koppelingen"]} == set(Koppeling.Soort.values)
    assert [row["notitie"] for row in own["wijzigingen"]] == [
        "Verhoudingen toegevoegd.", "Opgenomen in de begrippenlijst.",
    ]  # fmt: skip
    assert own["wijzigingen"][0]["op"].endswith("Z")


def test_a_collection_names_its_terms_and_asks_no_more_for_more(wereld: Wereld) -> None:
    make_glossary()
    hidden = make_begrip(title=f"{CANARY} begrip", live=False)
    Begrippenverzameling.objects.get().begrippen.add(hidden)
    own = get("begrippenverzamelingen/groen-doen").json()
    assert own["uri"].endswith("/id/begrippenverzameling/groen-doen")
    assert [row["ref"] for row in own["begrippen"]] == [
        "bij-tegenover", "bij-verwant", "maatschappelijk-verantwoord-inkopen",
    ]  # fmt: skip
    assert get("begrippenverzamelingen/anders").status_code == 404
    with CaptureQueriesContext(connection) as few:
        get("begrippenverzamelingen")
    for number in range(5):
        Begrippenverzameling.objects.create(
            title=f"nummer {number}", ref=f"nummer-{number}", omschrijving="Iets."
        )
    with CaptureQueriesContext(connection) as many:
        assert get("begrippenverzamelingen").json()["aantal"] == 6
    assert len(many) == len(few)


def test_a_term_with_its_relations_both_ways(wereld: Wereld) -> None:
    esg, csrd = make_begrip(title="duurzaamheidskader"), make_begrip(title="richtlijn")
    Relatie.objects.create(
        van=esg, naar=csrd, soort=RelatieSoort.UITGEWERKT_IN, toelichting="De richtlijn werkt het uit."
    )
    own = get(f"begrippen/{esg.ref}").json()
    assert own["uri"].endswith(f"/id/begrip/{esg.ref}")
    assert [(one["soort"], one["naar"]["ref"], one["omgekeerd"]) for one in own["relaties"]] == [
        ("wordt uitgewerkt in", csrd.ref, False)
    ]
    other = get(f"begrippen/{csrd.ref}/relaties").json()["resultaten"]
    assert [(one["soort"], one["naar"]["ref"], one["omgekeerd"]) for one in other] == [
        ("is een uitwerking van", esg.ref, True)
    ]


def test_a_relation_that_both_ends_wrote_is_told_once(wereld: Wereld) -> None:
    one, other = make_begrip(title="een"), make_begrip(title="ander")
    for van, naar in ((one, other), (other, one)):
        Relatie.objects.create(van=van, naar=naar, soort=RelatieSoort.VERWANT)
    assert [row["omgekeerd"] for row in get(f"begrippen/{one.ref}").json()["relaties"]] == [False]


def test_what_changes_by_others_has_no_moment_of_its_own(wereld: Wereld) -> None:
    """A new relation of another term changes the answer about this one: only the ETag can tell."""
    term = make_begrip(title="een", last_published_at=timezone.now())
    first = get(f"begrippen/{term.ref}")
    Relatie.objects.create(van=make_begrip(title="ander"), naar=term, soort=RelatieSoort.ONDERSTEUNT)
    later = "Sat, 01 Jan 2050 00:00:00 GMT"
    for headers in ({"if_none_match": first["ETag"]}, {"if_modified_since": later}):
        again = get(f"begrippen/{term.ref}", **headers)
        assert again.status_code == 200
        assert len(again.json()["relaties"]) == 1


def test_finds_terms_by_label_letter_and_change(wereld: Wereld) -> None:
    term = make_begrip(title="maatschappelijk verantwoord inkopen")
    Label.objects.create(begrip=term, tekst="MVI")
    Label.objects.create(begrip=term, tekst="geheime schrijfwijze", soort=Label.Soort.VERBORGEN)
    make_begrip(title="3D-model")
    make_begrip(title="Élan")

    def names(query: str) -> list[str]:
        return [row["naam"] for row in get(f"begrippen?{query}").json()["resultaten"]]

    assert names("label=mvi") == [term.title]
    assert names("label=geheime schrijfwijze") == []
    assert names("letter=M") == [term.title]
    assert names("letter=0-9") == ["3D-model"]
    assert names("letter=E") == ["Élan"]
    later = (datetime.now(UTC) + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    Begrip.objects.filter(pk=term.pk).update(last_published_at=timezone.now() + timedelta(hours=1))
    assert names(f"gewijzigdSinds={later}") == [term.title]


def test_finds_terms_by_a_question(wereld: Wereld) -> None:
    best = make_begrip(title="marktconsultatie", definitie="Vooraf vragen wat kan.")
    make_begrip(title="aanbesteding", definitie="Na de marktconsultatie volgt de uitvraag.")
    make_begrip(title="geheime consultatie", live=False)
    make_les(wereld.kring, title="Marktconsultatie vroeg beginnen")
    call_command("search", "rebuild", verbosity=0)
    found = get("begrippen?zoek=consultaties").json()
    assert [row["naam"] for row in found["resultaten"]] == [best.title, "aanbesteding"]
    assert found["aantal"] == 2
    second = get("begrippen?zoek=consultaties&paginaGrootte=1&pagina=2").json()
    assert [row["naam"] for row in second["resultaten"]] == ["aanbesteding"]
    assert get("begrippen?zoek=consultaties&letter=M").json()["aantal"] == 1


def test_who_took_part_on_a_day(wereld: Wereld) -> None:
    now = timezone.now()
    gone = make_organisatie(naam="Vertrokken BV")
    make_deelname(gone, wereld.kring, van=now - timedelta(days=900), tot=now - timedelta(days=500))

    def names(query: str) -> set[str]:
        return {row["organisatie"] for row in get(f"deelnames?{query}").json()["resultaten"]}

    assert gone.naam in names("")
    assert gone.naam in names(f"op={timezone.localdate(now - timedelta(days=600))}")
    assert gone.naam not in names(f"op={timezone.localdate(now)}")


@pytest.mark.parametrize(
    ("query", "name", "detail"),
    [
        ("pagina=0", "pagina", "Geef een getal van 1 of hoger."),
        ("pagina=1.5", "pagina", "Geef een heel getal."),
        ("paginaGrootte=101", "paginaGrootte", "Geef een getal van 100 of lager."),
        ("pagina=1&pagina=2", "pagina", "Geef deze parameter maar één keer."),
        ("kleur=rood", "kleur", "Deze parameter kent de API niet."),
        ("thema=maan", "thema", "Kies uit: "),
        ("fase=14", "fase", "Geef een getal van 13 of lager."),
        ("gewijzigdSinds=gisteren", "gewijzigdSinds", "Geef een tijdstip zoals 2026-11-21T09:00:00Z."),
    ],
)
def test_says_what_is_wrong_with_a_question(wereld: Wereld, query: str, name: str, detail: str) -> None:
    answer = get(f"lessen?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == CONTENT_TYPE
    told = answer.json()
    assert told["status"] == 400
    assert told["title"] == "Deze vraag klopt niet"
    assert [(one["in"], one["name"]) for one in told["errors"]] == [("query", name)]
    assert told["errors"][0]["detail"].startswith(detail)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "begrippen/", 404),
        ("get", "bestaat-niet", 404),
        ("get", "lessen/abc", 404),
        ("get", "lessen/99999999999999999999999", 404),
        ("get", "begrippen/%00", 400),
        ("get", "begrippen?label=%00", 400),
        ("post", "begrippen", 405),
        ("delete", "lessen/1", 405),
    ],
)
def test_every_error_is_a_problem(wereld: Wereld, method: str, path: str, status: int) -> None:
    answer = getattr(Client(), method)(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer["Content-Type"] == CONTENT_TYPE
    assert {"status", "title", "detail"} <= answer.json().keys()
    assert answer["API-Version"] == VERSION
    assert not answer.cookies


def test_every_answer_has_its_headers_and_no_cookie(wereld: Wereld) -> None:
    for path in (*LISTS, "openapi.json", "docs"):
        answer = get(path, origin="https://elders.example")
        assert answer["API-Version"] == VERSION
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert int(answer["RateLimit-Remaining"]) < int(answer["RateLimit-Limit"])
        assert not answer.cookies
        assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_a_signed_in_person_gets_what_everyone_gets(wereld: Wereld, client_for: Any) -> None:  # noqa: ANN401
    private_content(wereld)
    for name in LISTS:
        assert client_for("beheer").get(f"/api/v1/{name}").json() == get(name).json()


def test_what_did_not_change_is_not_sent_again(wereld: Wereld) -> None:
    path = f"lessen/{make_les(wereld.kring, last_published_at=timezone.now()).pk}"
    first = get(path)
    again = get(path, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["API-Version"] == VERSION
    assert get(path, if_modified_since=first["Last-Modified"]).status_code == 304
    head = Client().head(f"/api/v1/{path}")
    assert (head.status_code, head["ETag"]) == (200, first["ETag"])


def test_browsers_elsewhere_may_ask(wereld: Wereld) -> None:
    answer = Client().options("/api/v1/begrippen")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_the_page_about_it_tells_each_field_of_an_answer(wereld: Wereld) -> None:
    schemas = get("openapi.json").json()["components"]["schemas"]
    # What we tell each other of a class in English is no text for readers.
    assert [name for name, schema in schemas.items() if "description" in schema] == ["Probleem"]
    html = get("docs").content.decode()
    for field in (*schemas["BegripGegevens"]["properties"], "relaties.naar.uri", "versies.artikelen.tekst"):
        assert f"<code>{field}</code>" in html
    assert "De dag waarop de feiten zijn nagekeken." in html


def test_who_asks_too_much_has_to_wait(wereld: Wereld, settings: LazySettings) -> None:
    settings.API_QUESTIONS_PER_MINUTE = 3
    answers = [get("begrippenkaders") for _ in range(8)]
    refused = answers[-1]
    assert refused.status_code == 429
    assert refused["Content-Type"] == CONTENT_TYPE
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused["RateLimit-Remaining"] == "0"
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/begrippenkaders")
    assert elsewhere.status_code == 200


def test_pages_link_to_each_other(wereld: Wereld) -> None:
    for number in range(5):
        make_les(wereld.kring, title=f"Les {number}")
    answer = get("lessen?pagina=2&paginaGrootte=2&thema=")
    links = answer.json()["_links"]
    assert links["vorige"]["href"].endswith("/api/v1/lessen?paginaGrootte=2&thema=")
    assert links["volgende"]["href"].endswith("pagina=3")
    assert 'rel="next"' in answer["Link"]
    beyond = get("lessen?pagina=99").json()
    assert (beyond["resultaten"], beyond["aantal"]) == ([], 5)


def test_more_content_asks_nothing_more(wereld: Wereld) -> None:
    asked: dict[str, list[int]] = {name: [] for name in LISTS}
    for times in (2, 7):
        fill(wereld, times)
        for name, numbers in asked.items():
            get(name)
            with CaptureQueriesContext(connection) as captured:
                get(name)
            numbers.append(len(captured))
    assert all(few == many <= 12 for few, many in asked.values()), asked


def test_the_description_is_for_people_too(wereld: Wereld) -> None:
    page = get("docs").content.decode()
    for name in LISTS:
        assert f"/api/v1/{name}" in page
