"""Permanent addresses, their documents, the dumps and the catalogue: what a program gets for what it asks."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, RDF, SKOS
from wagtail.models import PageViewRestriction

from basis import outbox
from kennis.models import Begrip, BegrippenIndex, Begrippenverzameling, Relatie
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import begrip_uri, kader_uri, verzameling_uri, woordenschat
from kennis.uitwisseling.uitgave import NIGHTLY
from kring.indeling import Thema
from tests.factories.kennis import make_begrip
from tests.factories.wereld import Wereld

pytestmark = pytest.mark.django_db

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CANARY = "kanariewoord"


def get(path: str, **headers: str) -> Any:  # noqa: ANN401 - Django's own test response
    return Client(headers=headers).get(path)


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        (BROWSER, "/begrippen/esg-blad"),
        ("", "/begrippen/esg-blad"),
        ("*/*", "/begrippen/esg-blad"),
        ("text/turtle", "/doc/begrip/esg.ttl"),
        ("application/ld+json", "/doc/begrip/esg.jsonld"),
        ("application/*", "/doc/begrip/esg.jsonld"),
        ("text/html;q=0.5, text/turtle;q=0.9", "/doc/begrip/esg.ttl"),
        ("text/turtle;q=0.2, application/ld+json;q=0.3", "/doc/begrip/esg.jsonld"),
        ("text/html;q=0, */*", "/doc/begrip/esg.ttl"),
        ("text/turtle;q=onzin", "/doc/begrip/esg.ttl"),
    ],
)
def test_a_term_gives_the_form_that_is_asked_for(wereld: Wereld, accept: str, target: str) -> None:
    make_begrip(ref="esg", slug="esg-blad")
    answer = get("/id/begrip/esg", accept=accept)
    assert (answer.status_code, answer["Location"]) == (303, target)
    assert "Accept" in answer["Vary"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "accept", ["application/pdf", "text/html;q=0", "geen-type", ",;,", "text/turtle;q=0.0"]
)
def test_another_form_is_refused_with_words(wereld: Wereld, accept: str) -> None:
    ref = make_begrip().ref
    answer = get(f"/id/begrip/{ref}", accept=accept)
    assert answer.status_code == 406
    assert answer["Content-Type"] == "application/problem+json"
    assert "text/turtle" in json.loads(answer.content)["detail"]
    assert "Accept" in answer["Vary"]


def test_the_scheme_leads_to_every_public_term(wereld: Wereld) -> None:
    shown, hidden = make_begrip(title="zichtbaar"), make_begrip(title=CANARY, live=False)
    scheme = BegrippenIndex.objects.get()
    way = get(f"/id/begrippenkader/{scheme.slug}", accept="text/turtle")
    assert (way.status_code, way["Location"]) == (303, f"/doc/begrippenkader/{scheme.slug}.ttl")
    assert get(f"/id/begrippenkader/{scheme.slug}", accept=BROWSER)["Location"] == f"/{scheme.slug}"
    graph = Graph().parse(data=get(way["Location"]).content, format="turtle")
    terms = set(graph.subjects(SKOS.inScheme, kader_uri(scheme)))
    assert begrip_uri(shown) in terms
    assert begrip_uri(hidden) not in terms
    assert len(terms) == Begrip.objects.visible_to(AnonymousUser()).count()
    assert get("/id/begrippenkader/anders").status_code == 404


def test_a_collection_leads_to_its_public_terms(wereld: Wereld) -> None:
    shown, hidden = make_begrip(title="zichtbaar"), make_begrip(title=CANARY, live=False)
    by_theme = make_begrip(title="van het thema", thema=Thema.JEUGD)
    collection = Begrippenverzameling.objects.create(
        ref="samen", title="Samen", omschrijving="Wat samen hoort.", thema=Thema.JEUGD
    )
    collection.begrippen.add(shown, hidden)
    way = get("/id/begrippenverzameling/samen", accept="text/turtle")
    assert (way.status_code, way["Location"]) == (303, "/doc/begrippenverzameling/samen.ttl")
    page = get("/id/begrippenverzameling/samen", accept=BROWSER)["Location"]
    assert get(page).status_code == 200
    graph = Graph().parse(data=get(way["Location"]).content, format="turtle")
    assert set(graph.objects(verzameling_uri(collection), SKOS.member)) == {
        begrip_uri(shown),
        begrip_uri(by_theme),
    }
    assert CANARY not in get(way["Location"]).content.decode()
    assert get("/id/begrippenverzameling/samen", accept="image/png").status_code == 406
    for path in (
        "/id/begrippenverzameling/anders",
        "/doc/begrippenverzameling/anders.ttl",
        "/doc/begrippenverzameling/samen.csv",
    ):
        assert get(path).status_code == 404
    PageViewRestriction.objects.create(
        page=BegrippenIndex.objects.get(), restriction_type=PageViewRestriction.LOGIN
    )
    assert get("/id/begrippenverzameling/samen").status_code == 404
    assert get("/doc/begrippenverzameling/samen.ttl").status_code == 404


def test_a_document_tells_of_a_term_and_its_neighbours_only(wereld: Wereld) -> None:
    one, other, stranger = (make_begrip(title=title) for title in ("een", "twee", "drie"))
    Relatie.objects.create(van=other, naar=one, soort=RelatieSoort.ONDERSTEUNT)
    answer = get(f"/doc/begrip/{one.ref}.ttl")
    assert answer["Content-Type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=answer.content, format="turtle")
    assert (begrip_uri(other), woordenschat().ondersteunt, begrip_uri(one)) in graph
    assert str(graph.value(begrip_uri(other), SKOS.prefLabel)) == "twee"
    assert not set(graph.objects(begrip_uri(other), SKOS.definition))
    assert (begrip_uri(stranger), None, None) not in graph
    same = get(f"/doc/begrip/{one.ref}.jsonld")
    assert same["Content-Type"] == "application/ld+json"
    assert str(begrip_uri(one)) in json.dumps(json.loads(same.content))


def test_every_address_in_a_document_answers(wereld: Wereld, settings: LazySettings) -> None:
    one = make_begrip(status=Begrip.Status.GELDIG)
    Relatie.objects.create(van=make_begrip(), naar=one, soort=RelatieSoort.ONDERSTEUNT)
    graph = Graph().parse(data=get(f"/doc/begrip/{one.ref}.ttl").content, format="turtle")
    own = {
        str(node).partition("#")[0].removeprefix(settings.BASE_URL)
        for node in graph.all_nodes() | set(graph.predicates())
        if isinstance(node, URIRef) and str(node).startswith(settings.BASE_URL)
    }
    assert len(own) >= 4
    for path in own:
        assert get(path, accept="text/turtle, text/html;q=0.1").status_code in {200, 303}, path


@pytest.mark.parametrize(
    "path",
    [
        "/id/begrip/bestaat-niet", "/doc/begrip/bestaat-niet.ttl", "/doc/begrip/esg.pdf", "/doc/begrip/esg.csv",
        "/doc/begrip/concept.ttl", "/id/begrip/concept", "/open-data/begrippen.pdf", "/doc/begrip/esg.",
        "/doc/begrippenkader/anders.ttl", "/doc/begrippenkader/begrippen.html",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(wereld: Wereld, path: str) -> None:
    make_begrip(ref="esg")
    make_begrip(ref="concept", live=False)
    assert get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/doc/begrip/esg.ttl", "/open-data/begrippen.ttl", "/open-data/catalogus.ttl"]
)
def test_who_has_it_already_gets_304(wereld: Wereld, path: str) -> None:
    make_begrip(ref="esg")
    first = get(path)
    assert first.status_code == 200
    assert get(path, if_none_match=first["ETag"]).status_code == 304
    if "Last-Modified" in first:
        assert get(path, if_modified_since=first["Last-Modified"]).status_code == 304
    Begrip.objects.get(ref="esg").save()
    BegrippenIndex.objects.update(samenvatting="Anders dan het was.")
    make_begrip(ref="nieuw")
    assert get(path, if_none_match='"anders"').status_code == 200
    assert Client().post(path).status_code == 405


@pytest.mark.parametrize("extension", ["ttl", "jsonld", "csv"])
def test_dump_is_made_on_demand_and_shows_a_change_at_once(wereld: Wereld, extension: str) -> None:
    begrip = make_begrip(title="oud woord")
    assert "oud woord" in get(f"/open-data/begrippen.{extension}").content.decode()
    begrip.title = "nieuw woord"
    begrip.save()
    changed = get(f"/open-data/begrippen.{extension}").content.decode()
    assert "nieuw woord" in changed
    assert "oud woord" not in changed
    begrip.unpublish()
    assert "nieuw woord" not in get(f"/open-data/begrippen.{extension}").content.decode()


def test_the_night_makes_the_files_and_removes_the_old_ones(wereld: Wereld, settings: LazySettings) -> None:
    folder = Path(settings.MEDIA_ROOT) / "open-data"
    get("/open-data/begrippen.ttl")
    old = set(folder.iterdir())
    make_begrip(title="later woord")
    with transaction.atomic():
        outbox.enqueue(NIGHTLY, {})
    outbox.drain()
    kept = set(folder.iterdir())
    assert not old & kept
    assert {path.suffix for path in kept} == {".ttl", ".jsonld", ".csv", ".xlsx"}
    texts = [path.read_text(encoding="utf-8") for path in kept if path.suffix != ".xlsx"]
    assert all("later woord" in text for text in texts)


def test_catalogue_names_files_that_can_be_fetched(wereld: Wereld, settings: LazySettings) -> None:
    graph = Graph().parse(data=get("/open-data/catalogus.ttl").content, format="turtle")
    files = {
        str(address).removeprefix(settings.BASE_URL) for address in graph.objects(None, DCAT.downloadURL)
    }
    assert len(files) == 4
    for path in files:
        assert get(path).status_code == 200
    description = graph.value(None, DCAT.endpointDescription)
    for service in graph.subjects(RDF.type, DCAT.DataService):
        description = graph.value(service, DCAT.endpointDescription)
        assert get(str(description).removeprefix(settings.BASE_URL)).status_code == 200


def test_our_own_words_are_explained(wereld: Wereld) -> None:
    graph = Graph().parse(data=get("/def/begrippen", accept="*/*").content, format="turtle")
    assert {str(label) for label in graph.objects(woordenschat().ondersteunt)} >= {"ondersteunt"}
    assert get("/def/begrippen", accept="application/ld+json")["Content-Type"] == "application/ld+json"
    assert get("/def/begrippen", accept="image/png").status_code == 406


def test_the_page_of_a_term_names_its_documents(wereld: Wereld) -> None:
    begrip = make_begrip()
    html = get(f"/begrippen/{begrip.slug}").content.decode()
    for media_type, extension in (("text/turtle", "ttl"), ("application/ld+json", "jsonld")):
        address = f"/doc/begrip/{begrip.ref}.{extension}"
        assert f'<link rel="alternate" type="{media_type}" href="{address}">' in html
        assert get(address).status_code == 200
