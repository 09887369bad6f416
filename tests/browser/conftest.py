"""A real portal with the demo content, and Chromium to visit it."""

import fcntl
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from dev import chromium, portal
from dev.lock import only_one
from tests.album import ALBUM, VISITOR
from tests.browser.watch import Watch, watch
from tests.snapshot import copy_of_demo

GIVEN = "TEST_PORTAL_URL"
PATIENCE = 20_000


def by_name(url: str) -> str:
    """The same address with the host that the portal's own links use."""
    return url.replace("//127.0.0.1:", "//localhost:")


@contextmanager
def shared_portal(folder: Path) -> Iterator[str]:
    """One portal for all processes of this run: the first starts it, and ends it when nobody uses it any more.

    Whoever uses it holds a shared lock on `users`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    card, door = folder / "adres", folder / "door"
    mine: subprocess.Popen[bytes] | None = None
    with (folder / "users").open("w") as users:
        with only_one(door):
            if not card.exists():
                mine, url = portal.start(copy_of_demo(folder / "var"))
                card.write_text(by_name(url))
            fcntl.flock(users, fcntl.LOCK_SH)
        yield card.read_text()
        fcntl.flock(users, fcntl.LOCK_UN)
        if mine is None:
            return
        with only_one(door):
            fcntl.flock(users, fcntl.LOCK_EX)
            card.unlink()
            portal.stop(mine)


@pytest.fixture(scope="session")
def portal_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The URL of a portal that runs as `make start` runs it; `TEST_PORTAL_URL` names one that is up already."""
    given = os.environ.get(GIVEN)
    if given:
        assert portal.answers(given), f"{GIVEN}={given} geeft geen antwoord"
        yield by_name(given)
        return
    base = tmp_path_factory.getbasetemp()
    # Under xdist each worker has a folder of its own in the folder of the run.
    with shared_portal((base if worker_id == "master" else base.parent) / "portaal") as url:
        yield url


@pytest.fixture
def own_portal(tmp_path: Path) -> Iterator[str]:
    """The URL of a portal of this test alone, to write in."""
    with portal.running(copy_of_demo(tmp_path / "var")) as url:
        yield by_name(url)


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        yield browser
        browser.close()


def new_context(
    browser: Browser, url: str, state: StorageState | None = None, *, javascript: bool = True
) -> BrowserContext:
    """A fresh browser profile, with relative addresses on the portal, for someone who is logged in with `state`."""
    context = browser.new_context(
        base_url=url,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
        storage_state=state,
        java_script_enabled=javascript,
    )
    context.set_default_timeout(PATIENCE)
    return context


def log_in(context: BrowserContext, email: str) -> None:
    """Log in a demo account through the form's address, without opening a page."""
    form = BeautifulSoup(context.request.get("/inloggen").text(), "html.parser")
    token = form.select_one("main input[name=csrfmiddlewaretoken]")
    assert token is not None
    fields: dict[str, str | float | bool] = {
        "csrfmiddlewaretoken": str(token["value"]),
        "login": email,
        "password": ALBUM.password,
    }
    answer = context.request.post("/inloggen", form=fields)
    assert answer.url.endswith("/mijn"), f"inloggen als {email} lukte niet: {answer.status} {answer.url}"


@pytest.fixture(scope="session")
def login_of(chromium_browser: Browser, portal_url: str) -> Callable[[str], StorageState | None]:
    """Gives the cookies of the demo account of a role on the shared portal; logs in once for each role."""
    states: dict[str, StorageState] = {}

    def state(role: str) -> StorageState | None:
        if role == VISITOR:
            return None
        if role not in states:
            context = new_context(chromium_browser, portal_url)
            log_in(context, ALBUM.accounts[role])
            states[role] = context.storage_state()
            context.close()
        return states[role]

    return state


Opener = Callable[..., Page]


@pytest.fixture
def open_as(
    chromium_browser: Browser, portal_url: str, login_of: Callable[[str], StorageState | None]
) -> Iterator[Opener]:
    """Gives a page of the shared portal as somebody of a role; `javascript=False` turns that off.

    What the browser complains about in it fails the test.
    """
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def build(role: str = VISITOR, *, javascript: bool = True) -> Page:
        contexts.append(new_context(chromium_browser, portal_url, login_of(role), javascript=javascript))
        page = contexts[-1].new_page()
        watches.append(watch(page, portal_url))
        return page

    yield build
    for context in contexts:
        context.close()
    complaints = [line for one in watches for line in one.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_as: Opener) -> Page:
    """A page of a fresh visitor; relative addresses are the portal's."""
    return open_as()


@pytest.fixture
def own_page(chromium_browser: Browser, own_portal: str) -> Iterator[Callable[[str], Page]]:
    """Gives a page of this test's own portal for someone with this e-mail address (empty: a visitor)."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def build(email: str = "") -> Page:
        context = new_context(chromium_browser, own_portal)
        contexts.append(context)
        if email:
            log_in(context, email)
        page = context.new_page()
        watches.append(watch(page, own_portal))
        return page

    yield build
    for context in contexts:
        context.close()
    complaints = [line for one in watches for line in one.complaints]
    assert not complaints, "\n".join(complaints)
