"""Who may open what: every named address for every role, from the URL resolver and the permission matrix."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.permission_matrix import EVERYONE, MATRIX, OWN_NAMES, named_patterns
from tests.factories.wereld import Wereld
from tests.functional.samples import SAMPLES

pytestmark = pytest.mark.django_db
ClientFor = Callable[[str], Client]

ROUTES = dict(named_patterns())
ADDRESSES = sorted(name for name in ROUTES if not name.startswith(OWN_NAMES))
LOGIN = "/inloggen"
# Account pages of allauth that everyone may open; the others are for who is logged in.
OPEN_ACCOUNT_PAGES = {
    "account_login", "account_signup", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "account_email_verification_sent",
}  # fmt: skip
ACCOUNT_PAGES = sorted(
    name
    for name, route in ROUTES.items()
    if name.startswith(("account_", "mfa_", "usersessions_")) and "<" not in route
)


def path_of(name: str, wereld: Wereld, role: str) -> str:
    """The address that this role visits; fails with what to do when nobody said what to fill in."""
    build = SAMPLES.get(name)
    try:
        return reverse(name, kwargs=build(wereld, role) if build else None)
    except NoReverseMatch:
        pytest.fail(
            f"'{name}' ({ROUTES[name]}) vraagt een voorbeeld: zet een regel in tests/functional/samples.py"
        )


def leads_to_login(response: HttpResponseBase) -> bool:
    """Whether the answer is the way to the login page."""
    return response.status_code == 302 and response.headers["Location"].startswith(LOGIN)


def is_let_in(response: HttpResponseBase) -> bool:
    """Whether the answer is a page, a refusal of the method only, or a way on within the site."""
    if response.status_code in {302, 303}:
        return response.headers["Location"].startswith("/") and not leads_to_login(response)
    return response.status_code in {200, 301, 405}


def is_shut_out(response: HttpResponseBase, role: str) -> bool:
    """404 for whoever is logged in; a visitor may be sent to the login page instead."""
    return response.status_code == 404 or (role == "bezoeker" and leads_to_login(response))


def told(name: str, role: str, response: HttpResponseBase) -> str:
    """One line about a wrong answer."""
    return f"{role} op {name}: {response.status_code} {response.headers.get('Location', '')}".rstrip()


@pytest.mark.parametrize("name", ADDRESSES)
def test_opens_for_its_roles_and_for_nobody_else(
    name: str, wereld: Wereld, client_for: ClientFor, settings: LazySettings
) -> None:
    """The matrix is what happens, and whoever may not open a form cannot send it either."""
    settings.DEMO = True
    assert name in MATRIX, f"'{name}' heeft geen rij in portal/permission_matrix.py"
    wrong = []
    for role in sorted(EVERYONE):
        client, path = client_for(role), path_of(name, wereld, role)
        if role in MATRIX[name]:
            response = client.get(path)
            wrong += [] if is_let_in(response) else [told(name, role, response)]
            continue
        response, sent = client.get(path), client.post(path, {})
        wrong += [] if is_shut_out(response, role) else [told(name, role, response)]
        wrong += (
            [] if sent.status_code == 405 or is_shut_out(sent, role) else [told(f"POST {name}", role, sent)]
        )
    assert not wrong, "\n".join(wrong)


def test_account_pages_ask_for_a_login(wereld: Wereld, client_for: ClientFor) -> None:
    """A visitor gets only the pages that lead to an account; a member gets an answer everywhere."""
    visitor, member = client_for("bezoeker"), client_for("lid")
    for name in ACCOUNT_PAGES:
        path = reverse(name)
        as_visitor, as_member = visitor.get(path), member.get(path)
        expected = {200, 302} if name in OPEN_ACCOUNT_PAGES else {302}
        assert as_visitor.status_code in expected, told(name, "bezoeker", as_visitor)
        assert as_member.status_code in {200, 302, 404}, told(name, "lid", as_member)


def test_the_admin_is_for_editors(wereld: Wereld, client_for: ClientFor) -> None:
    """Nobody else sees anything of it."""
    for role in ("bezoeker", "lid", "gemeente", "coordinator"):
        client = client_for(role)
        for path in ("/beheer/", "/beheer/pages/", "/beheer/reports/locked/", "/beheer/users/"):
            response = client.get(path)
            assert response.status_code in {302, 404}, told(path, role, response)
            assert not response.headers.get("Location", "").startswith("/beheer"), told(path, role, response)


def test_editors_do_not_manage_accounts(wereld: Wereld, client_for: ClientFor) -> None:
    """Accounts are the administrator's."""
    assert client_for("redactie").get("/beheer/").status_code == 200
    assert client_for("redactie").get("/beheer/users/").status_code in {302, 404}
    assert client_for("beheer").get("/beheer/users/").status_code == 200


def test_every_row_is_an_address() -> None:
    """The matrix names nothing that is gone (two addresses exist only in some settings)."""
    assert set(MATRIX) - set(ROUTES) <= {"media", "stijlgids"}
