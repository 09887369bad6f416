"""More like this: what resembles a page, for who looks at it."""

from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from basis.visibility import principals
from kring.indeling import Zichtbaarheid
from search.engines import forget_server
from search.like import like
from search.rebuilding import rebuild
from tests.factories.kennis import make_casus, make_les
from tests.factories.wereld import Wereld

KINDS = frozenset({"les", "casus", "project"})
STORY = "De wortels van de platanen groeien in het riool. Een wortelscherm houdt de wortels tegen."
ELSEWHERE = (
    "De planning liep uit.",
    "De raming klopte niet.",
    "Het overleg duurde lang.",
    "De brug ging open.",
)


def titles(page: object, wereld: Wereld, role: str) -> list[str]:
    viewer = wereld.user_for(role)
    seen = principals(viewer) if viewer else frozenset({"openbaar"})
    return [hit.titel for hit in like(page, KINDS, seen)]  # type: ignore[arg-type]


def test_what_tells_about_the_same(wereld: Wereld) -> None:
    own = make_les(wereld.kring, title="Wortels in het riool", advies=STORY)
    make_les(wereld.kring, title="Wortelscherm bij platanen", advies="Zet een wortelscherm bij elke plataan.")
    make_casus(title="Platanen aan de kade", wat="Wortels van platanen braken de kade.")
    make_les(wereld.kring, title="Geheime wortels", advies=STORY, zichtbaarheid=Zichtbaarheid.KRING)
    for number, text in enumerate(ELSEWHERE):
        make_les(wereld.kring, title=f"Iets anders {number}", advies=text)
    rebuild()
    for_visitor = titles(own, wereld, "bezoeker")
    assert set(for_visitor[:2]) == {"Wortelscherm bij platanen", "Platanen aan de kade"}
    assert "Wortels in het riool" not in for_visitor
    assert "Geheime wortels" not in for_visitor
    assert "Geheime wortels" in titles(own, wereld, "lid")


def test_stands_on_lessons_cases_and_projects(
    wereld: Wereld, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    les = make_les(wereld.kring, title="Wortels in het riool", advies=STORY)
    casus = make_casus(title="Platanen aan de kade", wat=STORY)
    project = wereld.project
    project.omschrijving = STORY
    project.save()
    rebuild()
    for page, other in ((les, casus), (casus, les), (project, les)):
        shown = client.get(page.get_url()).content.decode()
        assert "Meer zoals dit" in shown
        assert other.title in shown.partition("Meer zoals dit")[2]
    with django_assert_max_num_queries(4):
        like(les, KINDS, frozenset({"openbaar"}))


def test_a_page_does_without_when_search_is_away(
    wereld: Wereld, client: Client, settings: LazySettings
) -> None:
    les = make_les(wereld.kring, title="Wortels in het riool", advies=STORY)
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    forget_server()
    answer = client.get(les.get_url())
    forget_server()
    assert answer.status_code == 200
    assert "Wortels in het riool" in answer.content.decode()
