"""Everything important works without JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.album import ALBUM
from tests.browser.conftest import Opener, new_context

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def plain(open_as: Opener) -> Page:
    """A visitor whose browser runs no scripts."""
    return open_as(javascript=False)


@pytest.fixture
def own_plain(chromium_browser: Browser, own_portal: str) -> Iterator[Callable[[str], Page]]:
    """Gives a browser without scripts on this test's own portal, logged in through the form."""
    contexts: list[BrowserContext] = []

    def build(email: str) -> Page:
        contexts.append(new_context(chromium_browser, own_portal, javascript=False))
        page = contexts[-1].new_page()
        page.goto("/inloggen")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(ALBUM.password)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("input[name=password]")).to_have_count(0)
        return page

    yield build
    for context in contexts:
        context.close()


def test_search_and_filter(plain: Page) -> None:
    """Search from the head of a page, then narrow down and take the filter off again."""
    plain.goto("/lessen")
    plain.locator("header input[name=q]").fill("riool")
    plain.locator("header input[name=q]").press("Enter")
    plain.wait_for_url("**/zoeken?q=riool")
    results = plain.locator(".kk-resultaat")
    expect(results.first).to_be_visible()
    before = plain.locator("#stand").inner_text()
    plain.locator("#filters a").first.click()
    expect(plain.locator("#stand")).not_to_have_text(before)
    plain.locator("main a", has_text="Wis").or_(plain.locator(".kk-chips a")).first.click()
    expect(plain.locator("#stand")).to_have_text(before)


def test_menu_opens(plain: Page) -> None:
    """The menu on a phone is a details element."""
    plain.set_viewport_size({"width": 320, "height": 800})
    plain.goto("/")
    plain.locator(".kk-menu > summary").click()
    plain.locator(".kk-menu nav").get_by_role("link", name="Begrippen").click()
    plain.wait_for_url("**/begrippen")


def test_register_on_a_past_day(plain: Page) -> None:
    """The date in the register is a plain form."""
    plain.goto("/kenniskringen/polderdelta/deelnemers")
    plain.locator("input[name=op]").fill("2020-01-01")
    plain.locator("main form", has=plain.locator("input[name=op]")).locator("button").first.click()
    plain.wait_for_url("**op=2020-01-01*")


def test_lesson_with_preview(own_plain: Callable[[str], Page]) -> None:
    """Preview is a button of the form; what was typed stays; then the lesson is kept as a concept."""
    page = own_plain(ALBUM.accounts["lid"])
    page.goto("/lessen/schrijven")
    page.locator("input[name=title]").fill("Zonder scripts schrijven")
    page.locator("textarea[name=advies]").fill("**Doe** dit eerst")
    if page.locator("select[name=kring]").input_value() == "":
        page.locator("select[name=kring]").select_option(index=1)
    page.get_by_role("button", name="Bekijk voorbeeld", exact=True).click()
    expect(page.locator("#voorbeeld-les strong", has_text="Doe")).to_be_visible()
    expect(page.locator("textarea[name=advies]")).to_have_value("**Doe** dit eerst")
    page.get_by_role("button", name="Bewaar concept", exact=True).click()
    page.goto("/lessen/mijn")
    expect(page.locator("main")).to_contain_text("Zonder scripts schrijven")


def test_sign_and_register_for_a_meeting(own_plain: Callable[[str], Page]) -> None:
    """A member signs for another kring and registers for a meeting."""
    page = own_plain(ALBUM.accounts["lid"])
    page.goto("/mijn")
    taken = page.locator("main").inner_html()
    free = next(
        name for name in ("zandrug", "kustboog", "polderdelta") if f"/kenniskringen/{name}" not in taken
    )
    page.goto(f"/convenant/{free}/tekenen")
    page.locator("input[name=gelezen]").check()
    page.locator("main").get_by_role("button", name="Onderteken het convenant").click()
    page.wait_for_url("**/getekend")

    page.goto("/bijeenkomsten")
    page.locator("main a[href^='/bijeenkomsten/']:not([href*='?'])").first.click()
    page.locator("main").get_by_role("button", name="Schrijf je in").click()
    expect(page.locator("main").get_by_role("button", name="Meld je af")).to_be_visible()
