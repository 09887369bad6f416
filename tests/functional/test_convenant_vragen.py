"""How many questions each page asks the database: a fixed number, whatever there is to show."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convenant.actions import BrengIn, GeefVrij, Onderteken, PasLesToe
from convenant.models import Convenantproject
from kring.indeling import Fase
from tests.factories.convenant import make_convenant, make_project, make_versie
from tests.factories.kennis import make_les
from tests.factories.kring import (
    make_bijeenkomst,
    make_coordinator,
    make_deelname,
    make_gemeente,
    make_kring,
    make_medewerker,
    make_organisatie,
    make_user,
)
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]

# What each page asks, with the session and the person of who is logged in.
PAGES: list[tuple[str, str, int]] = [
    ("/convenant", "bezoeker", 11),
    ("/convenant", "lid", 15),
    ("/convenant?op=2024-05-01", "bezoeker", 10),
    ("/convenant/{convenant}", "bezoeker", 14),
    ("/convenant/{convenant}", "lid", 22),
    ("/convenant/{convenant}/vergelijk", "bezoeker", 5),
    ("/convenant/{convenant}/tekenen", "lid", 11),
    ("/convenant/{convenant}/getekend", "lid", 11),
    ("/projecten", "bezoeker", 11),
    ("/projecten", "gemeente", 16),
    ("/projecten?fase=4&thema=klimaat", "bezoeker", 11),
    ("/projecten/{project}", "bezoeker", 24),
    ("/projecten/{project}", "lid", 29),
    ("/projecten/{project}", "gemeente", 31),
    ("/projecten/nieuw", "gemeente", 8),
    ("/projecten/{project}/bewerken", "gemeente", 7),
    ("/projecten/{project}/fase", "gemeente", 7),
    ("/projecten/{project}/les", "gemeente", 10),
    ("/projecten/{project}/dossier/nieuw", "gemeente", 7),
    ("/projecten/{project}/dossier/vrijgeven", "gemeente", 8),
]


def grow(wereld: Wereld, project: Convenantproject, number: int) -> None:
    """Much more of everything that these pages show."""
    for n in range(number):
        kring = make_kring()
        make_convenant(kring)
        make_versie(
            wereld.convenant, wereld.convenant.versies.count() + 1, date(2021, 1, 1) + timedelta(days=n)
        )
        company, gemeente = make_organisatie(), make_gemeente()
        make_deelname(company, wereld.kring)
        make_deelname(gemeente, wereld.kring)
        make_medewerker(wereld.lid, company)
        make_medewerker(wereld.projectleider, gemeente)
        make_coordinator(make_user(), wereld.kring)
        make_project(wereld.kring, gemeente, wereld.projectleider, Fase.CONSULTATIE)
        make_bijeenkomst(wereld.kring)
        make_les(wereld.kring, herkomst=project.page_ptr)
        PasLesToe(
            actor=wereld.projectleider, project=project, les=make_les(wereld.kring), oordeel="toegepast"
        ).execute()
        sign(wereld)
        share(wereld, project)
        release(wereld, project)
        share(wereld, project)


def sign(wereld: Wereld) -> None:
    company = make_organisatie()
    make_medewerker(wereld.lid, company)
    versie = wereld.convenant.versie_in_force()
    assert versie is not None
    Onderteken(actor=wereld.lid, versie=versie, organisatie=company).execute()


def share(wereld: Wereld, project: Convenantproject) -> None:
    BrengIn(
        actor=wereld.projectleider,
        project=project,
        soort="vraag",
        titel=f"Vraag {project.bijdragen.count()}",
        tekst="Tekst.",
        organisatie=wereld.bedrijf,
        op=timezone.now() - timedelta(days=5),
    ).execute()


def release(wereld: Wereld, project: Convenantproject) -> None:
    moment = timezone.now() - timedelta(seconds=1)
    GeefVrij(actor=wereld.projectleider, project=project, moment=moment, op=moment).execute()


def asked(client: Client, path: str) -> int:
    """The number of queries of a second visit: by then the site's own caches are warm."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(captured)


@pytest.mark.database
def test_a_fixed_number_of_queries(wereld: Wereld, client_for: ClientFor) -> None:
    """The same few questions for little and for much, on every page."""
    project = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.CONSULTATIE)
    names = {"convenant": wereld.convenant.slug, "project": project.slug}
    grow(wereld, project, 1)

    def count() -> dict[tuple[str, str], int]:
        return {(path, role): asked(client_for(role), path.format(**names)) for path, role, _number in PAGES}

    few = count()
    grow(wereld, project, 3)
    many = count()
    assert many == few
    assert few == {(path, role): number for path, role, number in PAGES}
