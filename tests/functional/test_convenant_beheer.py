"""The list of projects in the admin."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from convenant.models import ConvenantVersie
from kring.indeling import Fase
from tests.factories.convenant import make_project
from tests.factories.kring import make_gemeente, make_kring
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
LIST = "/beheer/projecten/"


def test_the_list_tells_phase_kring_and_municipality(wereld: Wereld, client_for: ClientFor) -> None:
    make_project(
        wereld.kring,
        make_gemeente(naam="Gemeente Ver"),
        wereld.projectleider,
        Fase.UITVOERING,
        title="Ver weg",
    )
    page = client_for("redactie").get(LIST).text
    for words in (
        "Ver weg",
        "10. Uitvoering",
        "Gemeente Ver",
        wereld.kring.title,
        wereld.project.title,
        "1. Project zoeken",
    ):
        assert words in page, words
    assert LIST in client_for("redactie").get("/beheer/").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("fase=10", True),
        ("fase=1", False),
        ("thema=jeugd", True),
        ("thema=klimaat", False),
        ("fase=xx", True),
        ("q=Ver", True),
    ],
)
def test_the_list_filters(wereld: Wereld, client_for: ClientFor, query: str, shown: bool) -> None:
    make_project(
        wereld.kring, wereld.gemeente, wereld.projectleider, Fase.UITVOERING, title="Ver weg", thema="jeugd"
    )
    response = client_for("redactie").get(f"{LIST}results/?{query}")
    assert response.status_code == 200
    assert ("Ver weg" in response.text) is shown


def test_the_list_asks_a_fixed_number_of_queries(wereld: Wereld, client_for: ClientFor) -> None:
    def count() -> int:
        client_for("redactie").get(LIST)
        with CaptureQueriesContext(connection) as captured:
            client_for("redactie").get(LIST)
        return len(captured)

    make_project(wereld.kring, wereld.gemeente, wereld.projectleider)
    few = count()
    for _number in range(4):
        make_project(make_kring(), make_gemeente(), wereld.projectleider, Fase.CONSULTATIE)
    assert count() == few


def test_a_new_version_comes_from_the_admin(wereld: Wereld, client_for: ClientFor) -> None:
    assert client_for("beheer").get("/beheer/convenantversie/new/").status_code == 200
    assert ConvenantVersie.objects.count() == 1
