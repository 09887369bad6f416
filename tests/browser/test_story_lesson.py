"""A member posts a lesson, the coordinator returns it, the member improves it, it is approved and found."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.album import ALBUM
from tests.browser.patience import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
TITLE = "Meet de kwelstroom vóór het ontwerp"
KRING = "Kenniskring Polderdelta (demo)"
REASON = "Vertel erbij hoeveel peilbuizen je nodig had."


def press(page: Page, name: str) -> None:
    """Press the button with these words, inside the page."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def write(page: Page) -> None:
    """Fill in the five fields."""
    page.goto("/lessen/schrijven")
    page.locator("input[name=title]").fill(TITLE)
    for name, text in {
        "situatie": "We ontwierpen een **wadi** langs de dijk.",
        "gebeurtenis": "Het water kwam van onderen omhoog.",
        "oorzaak": "Niemand had de kwelstroom gemeten.",
        "advies": "- plaats peilbuizen\n- wacht een natte winter af",
    }.items():
        page.locator(f"textarea[name={name}]").fill(text)
    page.locator("select[name=thema]").select_option(index=1)
    page.locator("select[name=kring]").select_option(label=KRING)


def preview(page: Page) -> None:
    """The preview is the page, and nothing is saved."""
    press(page, "Bekijk voorbeeld")
    shown = page.locator("#voorbeeld-les")
    expect(shown.locator("strong", has_text="wadi")).to_be_visible()
    expect(shown.locator("li", has_text="peilbuizen")).to_be_visible()
    expect(page.locator("input[name=title]")).to_have_value(TITLE)


def open_waiting(page: Page) -> None:
    """The coordinator's page of the kring leads to the lesson."""
    page.goto("/kenniskringen/polderdelta/beheer")
    page.locator("main li", has_text=TITLE).get_by_role("link", name="Lees en beoordeel").click()


def test_posted_returned_improved_found(own_page: Callable[[str], Page]) -> None:
    """The whole flow, with mail to the author."""
    member, coordinator = own_page(ALBUM.accounts["lid"]), own_page(ALBUM.accounts["coordinator"])
    write(member)
    preview(member)
    press(member, "Dien in")
    expect(member.locator("main")).to_contain_text(TITLE)

    open_waiting(coordinator)
    coordinator.locator("textarea[name=reden]").fill(REASON)
    press(coordinator, "Stuur terug met deze uitleg")

    mine = member.locator("main li", has_text=TITLE).get_by_role("link", name="Pas aan")
    eventually(member, "/lessen/mijn", mine)
    mine.click()
    expect(member.locator("main")).to_contain_text(REASON)
    member.locator("textarea[name=advies]").fill("Plaats drie peilbuizen en wacht een natte winter af.")
    press(member, "Dien in")

    open_waiting(coordinator)
    expect(coordinator.locator("main")).to_contain_text("drie peilbuizen")
    press(coordinator, "Keur de les goed")
    expect(coordinator.get_by_role("heading", level=1)).to_contain_text(TITLE)

    visitor = own_page("")
    eventually(visitor, "/zoeken?q=kwelstroom", visitor.get_by_role("link", name=TITLE))
    to_author = visitor.locator("main li", has_text=ALBUM.accounts["lid"])
    eventually(visitor, "/postvak", to_author.nth(1))
