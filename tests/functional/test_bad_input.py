"""Hostile query strings and half-filled forms: a page or a clear refusal, never a failure, and nothing half saved."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape

from convenant.actions import BrengIn, GaNaarFase
from kring.indeling import Fase
from portal.permission_matrix import MATRIX
from tests.album import ROLES, Subject, address_of, subjects_for
from tests.factories.kring import make_medewerker, make_organisatie
from tests.factories.wereld import Wereld
from tests.functional.content import fill
from tests.functional.test_permission_matrix import ADDRESSES, path_of

pytestmark = pytest.mark.django_db
ClientFor = Callable[[str], Client]

QUERIES = [
    "pagina=0", "pagina=-1", "pagina=99999999999", "pagina=abc", "pagina=1.5", "pagina=", "pagina=1&pagina=2",
    "op=gisteren", "op=2019-02-31", "op=0000-00-00", "op=9999-12-31", "op=2019-05-01&op=x", "op=2019-05-01T00:00",
    "thema=zzz", "thema=klimaat&thema=klimaat", "fase=zzz", "fase=99", "fase=-1", "kring=zzz", "soort=zzz", "sorteer=zzz",
    "letter=zz", "versie=0", "versie=abc", "van=99&naar=-1", "contractvorm=zzz", "begrip=zzz", "niveau=zzz", "jaar=abc",
    "q=" + "a" * 5000, "q=" + quote("🚧" * 40), "q=%00", "q=" + quote("مرحبا بالعالم \u202e terug"), "q=%ff%fe", "q=%",
    "q=" + quote("\"' OR 1=1 --"), "q=" + quote("NEAR(( AND OR NOT *"), "q=" + quote("<script>alert(1)</script>"),
    "q=&q=&thema=&fase=", "onbekend=1", "=", "&&&", "q[]=1", "les=zzz", "next=" + quote("https://elders.example/"),
]  # fmt: skip
# The same in a few requests, for addresses that have little to do with them.
TOGETHER = [
    "pagina=0&op=gisteren&thema=zzz&fase=zzz&kring=zzz&soort=zzz&sorteer=zzz&versie=0&van=99&naar=-1&letter=zz",
    "pagina=99999999999&op=2019-02-31&fase=99&versie=abc&les=zzz&begrip=zzz&niveau=zzz&q=" + "a" * 5000,
    "pagina=abc&pagina=2&op=9999-12-31&q=" + quote('مرحبا \u202e 🚧 NEAR(( " OR <script>alert(1)</script>'),
    "q=%00&op=%00",
]


@pytest.fixture
def filled(wereld: Wereld, settings: LazySettings) -> Wereld:
    """A world with content of every kind, and a search index of it."""
    settings.DEMO = True
    fill(wereld, 2)
    call_command("search", "rebuild", verbosity=0)
    return wereld


def complaints(client: Client, path: str, queries: list[str]) -> list[str]:
    """The query strings on which this address fails or shows what it should have cleaned."""
    wrong, glue = [], "&" if "?" in path else "?"
    for query in queries:
        response = client.get(f"{path}{glue}{query}")
        if response.status_code not in {200, 302, 303, 400, 404, 405} or b"Traceback" in response.content:
            wrong.append(f"{path}{glue}{query[:60]}: {response.status_code}")
        if b"<script>alert" in response.content:
            wrong.append(f"{path}{glue}{query[:60]}: niet ontsmet")
    return wrong


def path_for(subject: Subject, client: Client) -> str:
    """The address of a page in this world."""
    return address_of(subject, lambda path: client.get(path).content.decode())


def test_hostile_query_strings_on_the_main_pages(filled: Wereld, client_for: ClientFor) -> None:
    """Every page that everyone has, with every query string."""
    client = client_for("bezoeker")
    paths = [path_for(subject, client) for subject in subjects_for("bezoeker") if not subject.roles]
    assert not (wrong := [line for path in paths for line in complaints(client, path, QUERIES)]), "\n".join(
        wrong
    )


def test_hostile_query_strings_everywhere_else(filled: Wereld, client_for: ClientFor) -> None:
    """Every page of the list for every role, and every named address for a role that may open it."""
    wrong = []
    for role in ROLES:
        client = client_for(role)
        places = {path_for(subject, client) for subject in subjects_for(role)}
        places |= {path_of(name, filled, role) for name in ADDRESSES if role in MATRIX[name]}
        wrong += [line for path in sorted(places) for line in complaints(client, path, TOGETHER)]
    assert not wrong, "\n".join(wrong)


TYPED = "Dit typte ik <zelf> & moet blijven"
Post = tuple[str, str, dict[str, str]]
# Who, where, and what is sent: something that is right and must be kept, and something that is not.
HALF_FORMS: list[Post] = [
    ("bezoeker", "account_signup", {"first_name": TYPED, "email": "geen adres"}),
    ("bezoeker", "account_login", {"login": "typte@test.example", "password": "fout"}),
    ("bezoeker", "account_reset_password", {"email": "geen adres"}),
    ("lid", "kring:organisatie_nieuw", {"naam": TYPED, "kvk": "12"}),
    (
        "lid",
        "kring:organisatie_nieuw",
        {"naam": TYPED, "kvk": "12345678", "soort": "gemeente", "plaats": "x"},
    ),
    ("lid", "kring:deelname_beeindigen", {"reden": TYPED + "x" * 400}),
    ("lid", "kennis:les_schrijven", {"actie": "indienen", "title": TYPED, "situatie": TYPED}),
    ("lid", "kennis:les_schrijven", {"actie": "concept", "title": "", "advies": TYPED}),
    (
        "lid",
        "kennis:les_schrijven",
        {"actie": "indienen", "title": TYPED, "thema": "zzz", "kring": "999", "fase": "x"},
    ),
    ("lid", "kennis:les_bewerken", {"actie": "indienen", "title": TYPED}),
    ("lid", "convenant:tekenen", {"motivatie": TYPED}),
    ("coordinator", "kring:aanmelding", {"toelaten": "afwijzen", "reden": ""}),
    ("coordinator", "kring:aanmelding", {"toelaten": "zzz", "reden": TYPED}),
    ("coordinator", "kennis:les_beoordelen", {"besluit": "terug", "reden": ""}),
    ("gemeente", "convenant:project_nieuw", {"title": TYPED, "raming": "veel"}),
    ("gemeente", "convenant:project_bewerken", {"title": "", "doel": TYPED}),
    ("gemeente", "convenant:project_fase", {"fase": "1", "reden": TYPED}),
    ("gemeente", "convenant:project_fase", {"fase": "9", "reden": ""}),
    ("gemeente", "convenant:dossier_nieuw", {"titel": TYPED, "soort": "zzz"}),
    ("gemeente", "convenant:dossier_vrijgeven", {"moment": "gisteren", "tijd": "25:61"}),
    ("gemeente", "convenant:les_uitkomst", {"uitkomst": "zzz"}),
]


def ready_to_send(wereld: Wereld) -> None:
    """A second company of the member, which takes no part yet, and something to release in the project."""
    make_medewerker(wereld.lid, make_organisatie())
    for fase in range(2, Fase.CONSULTATIE + 1):
        GaNaarFase(actor=wereld.projectleider, project=wereld.project, fase=Fase(fase)).execute()
    BrengIn(
        actor=wereld.projectleider, project=wereld.project, soort="vraag", titel="Vraag", tekst="Tekst.",
    ).execute()  # fmt: skip


def rows() -> dict[str, int]:
    """How many rows each table holds; a session or a login attempt is no content."""
    passing = {"sessions", "usersessions", "contenttypes"}
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label not in passing
    }


@pytest.mark.parametrize(
    ("role", "name", "data"),
    HALF_FORMS,
    ids=[f"{number}-{form[1]}" for number, form in enumerate(HALF_FORMS)],
)
def test_half_a_form_keeps_what_was_typed_and_saves_nothing(
    role: str, name: str, data: dict[str, str], wereld: Wereld, client_for: ClientFor
) -> None:
    """The form comes back with what was in it and with what is wrong."""
    ready_to_send(wereld)
    client, path = client_for(role), path_of(name, wereld, role)
    before = rows()
    response = client.post(path, data)
    assert response.status_code == 200, response.headers.get("Location")
    body = response.content.decode()
    for value in data.values():
        if TYPED in value:
            assert escape(value) in body
    assert 'aria-invalid="true"' in body or 'id="foutlijst"' in body
    assert rows() == before


@pytest.mark.parametrize("role", ["bezoeker", "lid"])
def test_post_to_a_page_that_is_no_form(role: str, wereld: Wereld, client_for: ClientFor) -> None:
    """A POST to a page changes nothing and does not fail."""
    before = rows()
    for path in ("/", "/lessen", "/begrippen", "/zoeken?q=x", "/convenant", "/licenties", "/sitemap.xml"):
        assert client_for(role).post(path, {"q": "x"}).status_code in {200, 302, 404, 405}
    assert rows() == before
