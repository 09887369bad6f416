"""The card of a marked word: at hover, focus and tap; dismissable, hoverable and persistent (WCAG 1.4.13)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import SCHEMES, violations
from tests.browser.conftest import PATIENCE, Opener

pytestmark = pytest.mark.browser
WORD = "main a.kk-begriplink"
CARD = "begrip-kaart"
CASES = "/praktijk"
CASE_LINKS = "section[aria-labelledby='casussen'] article a"


def open_text_with_words(page: Page) -> Page:
    """The first case of the demo that names a term."""
    page.goto(CASES)
    paths = page.locator(CASE_LINKS).evaluate_all("links => links.map(link => link.pathname)")
    for path in dict.fromkeys(paths):
        page.goto(path)
        if page.locator(WORD).count():
            return page
    pytest.fail("geen casus van de demo noemt een begrip")


@pytest.fixture
def text(page: Page) -> Page:
    """A page with marked words."""
    return open_text_with_words(page)


@pytest.fixture
def phone(chromium_browser: Browser, portal_url: str) -> Iterator[Page]:
    """The same on a telephone, where one taps."""
    context = chromium_browser.new_context(
        base_url=portal_url,
        locale="nl-NL",
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 740},
    )
    context.set_default_timeout(PATIENCE)
    yield open_text_with_words(context.new_page())
    context.close()


def test_hover_shows_it_and_it_can_be_hovered(text: Page) -> None:
    word, card = text.locator(WORD).first, text.locator(CARD)
    expect(card).to_be_hidden()
    word.hover()
    expect(card).to_be_visible()
    expect(card.locator(".kk-kaartje__titel").first).not_to_be_empty()
    expect(word).to_have_attribute("aria-describedby", "begrip-kaart")
    # On the card it stays, past the time after which it goes away when one leaves.
    card.hover()
    text.evaluate("() => new Promise(done => setTimeout(done, 600))")
    expect(card).to_be_visible()
    text.mouse.move(1, 1)
    expect(card).to_be_hidden()


def test_escape_takes_it_away_without_moving(text: Page) -> None:
    word, card = text.locator(WORD).first, text.locator(CARD)
    word.hover()
    expect(card).to_be_visible()
    text.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word).not_to_have_attribute("aria-describedby", "begrip-kaart")


def test_focus_shows_it_and_enter_goes_to_the_term(text: Page) -> None:
    word, card = text.locator(WORD).first, text.locator(CARD)
    address = word.get_attribute("href")
    # Focus by keyboard: Shift+Tab and Tab around it.
    word.focus()
    text.keyboard.press("Shift+Tab")
    text.keyboard.press("Tab")
    expect(word).to_be_focused()
    expect(card).to_be_visible()
    text.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word).to_be_focused()
    text.keyboard.press("Shift+Tab")
    text.keyboard.press("Tab")
    expect(card).to_be_visible()
    # The card adds no stops: the next Tab leaves it, and the card with it or on to another word.
    text.keyboard.press("Tab")
    assert not text.evaluate("document.activeElement.closest('begrip-kaart')")
    text.keyboard.press("Shift+Tab")
    text.keyboard.press("Enter")
    text.wait_for_url(f"**{address}")


def test_first_tap_shows_it_and_the_second_goes_there(phone: Page) -> None:
    word, card = phone.locator(WORD).first, phone.locator(CARD)
    address, here = word.get_attribute("href"), phone.url
    word.tap()
    expect(card).to_be_visible()
    assert phone.url == here
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    link = card.get_by_role("link").first.bounding_box()
    assert link is not None
    assert link["height"] >= 44
    phone.locator("h1").tap()
    expect(card).to_be_hidden()
    word.tap()
    expect(card).to_be_visible()
    word.tap()
    phone.wait_for_url(f"**{address}")


def test_a_tap_goes_on_when_there_is_no_card(phone: Page) -> None:
    address = phone.locator(WORD).first.get_attribute("href")
    phone.route(re.compile(r"/kaart$"), lambda route: route.abort())
    phone.locator(WORD).first.tap()
    phone.wait_for_url(f"**{address}")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_with_the_card_open(text: Page, width: int) -> None:
    text.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for scheme in SCHEMES:
        text.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        text.mouse.move(1, 1)
        text.locator(WORD).first.hover()
        expect(text.locator(CARD)).to_be_visible()
        wrong += violations(text)
    assert not wrong, "\n".join(wrong)


def test_without_javascript_it_is_a_link_and_can_be_switched_off(open_as: Opener) -> None:
    plain = open_text_with_words(open_as(javascript=False))
    here = plain.url
    plain.get_by_role("group", name="Begrippen in teksten markeren").get_by_role(
        "button", name="Niet"
    ).click()
    plain.wait_for_url(here)
    expect(plain.locator(WORD)).to_have_count(0)
    plain.goto("/")
    plain.goto(here)
    expect(plain.locator(WORD)).to_have_count(0)
    plain.get_by_role("group", name="Begrippen in teksten markeren").get_by_role("button", name="Wel").click()
    address = plain.locator(WORD).first.get_attribute("href")
    plain.locator(WORD).first.click()
    plain.wait_for_url(f"**{address}")
