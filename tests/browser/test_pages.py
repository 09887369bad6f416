"""Every page of the list for every role: accessible, quiet, within its own origin and within 320 pixels."""

import re

import pytest
from playwright.sync_api import Page

from tests.album import ROLES, Subject, address_of, subjects_for
from tests.browser.axe import everything_wrong
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
# One process sees a page for all roles, so that it looks once at what they see alike.
VISITS = [
    pytest.param(role, page, id=f"{role}-{page.name}", marks=pytest.mark.xdist_group(page.name))
    for role in ROLES
    for page in subjects_for(role)
]
# What differs between two times that the same page is made.
_PASSING = re.compile(r'(name="csrfmiddlewaretoken" value|data-token|nonce)="[^"]*"')


@pytest.fixture(scope="session")
def looked_at() -> set[str]:
    """The content that axe has seen in this process; what other roles see exactly so, it need not see again."""
    return set()


def visit(page: Page, subject: Subject) -> None:
    """Open the page of a subject."""

    def html_at(path: str) -> str:
        return page.request.get(path).text()

    path = address_of(subject, html_at)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == subject.status, f"{path}: {answer.status}"


@pytest.mark.parametrize(("role", "subject"), VISITS)
def test_page(role: str, subject: Subject, open_as: Opener, looked_at: set[str]) -> None:
    """What the browser says about it is nothing."""
    page = open_as(role)
    visit(page, subject)
    content = _PASSING.sub("", page.locator("main").first.inner_html())
    # The frame differs between roles, so each role's home page is looked at whatever is in it.
    if subject.name != "home" and content in looked_at:
        return
    assert not (wrong := everything_wrong(page)), "\n".join(wrong)
    looked_at.add(content)
