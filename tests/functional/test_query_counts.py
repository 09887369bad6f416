"""Every page of the list asks the database the same number of questions for little content and for much."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.album import ROLES, address_of, subjects_for
from tests.factories.wereld import Wereld
from tests.functional.content import fill

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
ClientFor = Callable[[str], Client]
Asked = dict[tuple[str, str], int]
# More than this is too much for any page of the site; each package pins what its own pages ask.
MOST = 45
# Wagtail's own dashboard.
NOT_OURS = ("/beheer",)


def addresses(clients: dict[str, Client]) -> list[tuple[str, str]]:
    """Each page of the list with a role that sees it."""
    found = []
    for role, client in clients.items():

        def html_at(path: str, client: Client = client) -> str:
            return client.get(path).content.decode()

        paths = (address_of(subject, html_at) for subject in subjects_for(role) if subject.status == 200)
        found += [(role, path) for path in paths if not path.startswith(NOT_OURS)]
    return found


def ask(clients: dict[str, Client], places: list[tuple[str, str]]) -> Asked:
    """How many questions a second visit asks: by then what is kept for each process is there."""
    asked = {}
    for role, path in places:
        assert clients[role].get(path).status_code == 200, f"{role} op {path}"
        with CaptureQueriesContext(connection) as captured:
            clients[role].get(path)
        asked[role, path] = len(captured)
    return asked


def grow(wereld: Wereld, times: int) -> None:
    """More content, in the search index too."""
    fill(wereld, times)
    call_command("search", "rebuild", verbosity=0)


def test_more_content_asks_nothing_more(
    wereld: Wereld, client_for: ClientFor, settings: LazySettings
) -> None:
    """Two of everything, then seven."""
    settings.DEMO = True
    clients = {role: client_for(role) for role in ROLES}
    grow(wereld, 2)
    places = addresses(clients)
    little = ask(clients, places)
    grow(wereld, 5)
    much = ask(clients, places)
    wrong = [
        f"{role} op {path}: {little[role, path]} -> {much[role, path]}"
        for role, path in places
        if little[role, path] != much[role, path] or much[role, path] > MOST
    ]
    assert not wrong, "\n".join(wrong)
