"""A real portal with the demo content, and Chromium to visit it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dev import chromium, portal

GIVEN = "TEST_PORTAL_URL"


@pytest.fixture(scope="session")
def portal_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a portal that runs as `make start` runs it; `TEST_PORTAL_URL` names one that is up already."""
    given = os.environ.get(GIVEN)
    if given:
        assert portal.answers(given), f"{GIVEN}={given} geeft geen antwoord"
        yield given
        return
    with portal.running(tmp_path_factory.mktemp("portaal")) as url:
        yield url


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium_browser: Browser, portal_url: str) -> Iterator[Page]:
    """A page of a fresh visitor; relative addresses are the portal's."""
    context = chromium_browser.new_context(
        base_url=portal_url, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
