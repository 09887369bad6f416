"""A kring that is not on the site: nothing of it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from basis.actions import NotAllowed
from convenant.actions import BrengIn, GeefVrij, Onderteken
from convenant.models import Bijdrage, Convenant, Convenantproject, Vrijgave
from kennis.models import Les
from kring.actions import MeldAan
from kring.models import Bijeenkomst, Kring
from tests.factories.kennis import make_les
from tests.factories.kring import make_bijeenkomst, make_medewerker, make_organisatie, make_user
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
ROLES = ["bezoeker", "lid", "gemeente", "coordinator", "redactie", "beheer"]
LISTS = [
    *("/", "/convenant", "/projecten", "/lessen", "/kenniskringen", "/bijeenkomsten", "/sitemap.xml"),
    *("/projecten.atom", "/vrijgaven.atom", "/lessen.atom", "/api/v1/lessen", "/api/v1/convenantprojecten"),
    *("/api/v1/convenanten", "/api/v1/bijeenkomsten", "/api/v1/deelnames"),
]


def unpublish(kring: Kring) -> None:
    kring.unpublish()


def restrict(kring: Kring) -> None:
    PageViewRestriction.objects.create(page=kring, restriction_type=PageViewRestriction.LOGIN)


HIDE = [unpublish, restrict]


def of_the_kring(wereld: Wereld) -> list[str]:
    """The address of one of everything that a kring has, with something released in the project."""
    les = make_les(wereld.kring, title="Les van Waterveen", slug="les-van-waterveen", namens_kring=True)
    meeting = make_bijeenkomst(wereld.kring, title="Overleg in Waterveen")
    past = timezone.now() - timedelta(days=1)
    BrengIn(
        actor=wereld.projectleider, project=wereld.project, soort="vraag", titel="Vraag uit Waterveen",
        tekst="Hoe diep?", op=past,
    ).execute()  # fmt: skip
    GeefVrij(actor=wereld.projectleider, project=wereld.project, moment=past, op=past).execute()
    pages = (wereld.convenant, wereld.project, les, meeting)
    return [page.url for page in pages] + [
        f"{wereld.convenant.url}/vergelijk",
        f"{wereld.convenant.url}/tekenen",
    ]


@pytest.mark.parametrize("hide", HIDE)
@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_a_hidden_kring_is_there(
    wereld: Wereld, client_for: ClientFor, hide: Callable[[Kring], None], role: str
) -> None:
    addresses, client = of_the_kring(wereld), client_for(role)
    wereld.kring.title = "Kring Waterveen"
    for address in addresses[:4]:
        assert client.get(address).status_code == 200, address
    assert "Waterveen" in client.get("/lessen").text
    hide(wereld.kring)
    for address in addresses:
        assert client.get(address).status_code in (
            {302} if role == "bezoeker" and address.endswith("/tekenen") else {404}
        ), address
    for path in LISTS:
        body = client.get(path).text
        assert not any(
            word in body for word in ("Kring Waterveen", "van Waterveen", "in Waterveen", "uit Waterveen")
        ), path
        assert wereld.project.title not in body, path


@pytest.mark.parametrize("hide", HIDE)
def test_the_query_and_the_access_list_agree(wereld: Wereld, hide: Callable[[Kring], None]) -> None:
    of_the_kring(wereld)
    make_les(None)
    for hidden in (False, True):
        if hidden:
            hide(wereld.kring)
        for model in (Convenant, Convenantproject, Les, Bijeenkomst):
            by_query = set(model.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))
            assert by_query == {page.pk for page in model.objects.all() if page.acl()}, model
            assert bool(by_query) is (not hidden or model is Les)
        assert Bijdrage.objects.visible_to(AnonymousUser()).exists() is not hidden
        assert Vrijgave.objects.released().exists() is not hidden


@pytest.mark.parametrize("hide", HIDE)
def test_nobody_joins_a_hidden_kring(
    wereld: Wereld, client_for: ClientFor, hide: Callable[[Kring], None]
) -> None:
    person, company = make_user(), make_organisatie()
    make_medewerker(person, company)
    asked = MeldAan(actor=person, organisatie=company, kring=wereld.kring).execute()
    other = make_organisatie()
    make_medewerker(person, other)
    hide(wereld.kring)
    versie = Convenant.objects.get().versie_in_force()
    assert versie is not None
    with pytest.raises(NotAllowed):
        Onderteken(actor=person, versie=versie, organisatie=other).execute()
    for role in ("coordinator", "beheer"):
        client = client_for(role)
        assert client.get(reverse("kring:aanmelding", args=[asked.pk])).status_code == 404
        assert "wacht op je" not in client.get("/mijn").text


def test_ones_own_organisation_keeps_its_history_without_a_dead_link(
    wereld: Wereld, client_for: ClientFor
) -> None:
    client, path = client_for("lid"), f"/organisatie/{wereld.bedrijf.slug}"
    assert 'href="/kenniskringen/waterveen"' in client.get(path).text
    wereld.kring.unpublish()
    page = client.get(path).text
    assert "Kring Waterveen" in page
    assert 'href="/kenniskringen/waterveen"' not in page


def test_a_release_of_a_restricted_project_is_told_nowhere(wereld: Wereld, client_for: ClientFor) -> None:
    of_the_kring(wereld)
    assert wereld.project.title in client_for("bezoeker").get("/").text
    PageViewRestriction.objects.create(page=wereld.project, restriction_type=PageViewRestriction.LOGIN)
    for role in ROLES:
        assert wereld.project.title not in client_for(role).get("/").text
    assert not Bijdrage.objects.visible_to(AnonymousUser()).exists()
