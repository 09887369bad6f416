"""The map of a term by keyboard, in both forms, and what axe says of the pages about how terms hang together."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import everything_wrong

pytestmark = pytest.mark.browser
TERM = "/begrippen/esg"
WIDE, NARROW = "svg.kk-bkaart__breed", "svg.kk-bkaart__smal"


@pytest.mark.parametrize(("width", "shown", "hidden"), [(360, NARROW, WIDE), (1280, WIDE, NARROW)])
def test_every_box_is_a_stop_of_the_keyboard_once(page: Page, width: int, shown: str, hidden: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(TERM)
    expect(page.locator(shown)).to_be_visible()
    expect(page.locator(hidden)).to_be_hidden()
    links = page.locator(f"{shown} a")
    assert links.count() > 2
    page.locator(".kk-relaties a").last.focus()
    for number in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(number)).to_be_focused()
        stroke = links.nth(number).locator("rect").evaluate("box => getComputedStyle(box).strokeWidth")
        assert stroke == "4px"
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('svg')")
    page.keyboard.press("Shift+Tab")
    address = links.last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_text_stays_within_its_box(page: Page) -> None:
    for width, drawing in ((360, NARROW), (1280, WIDE)):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("/begrippen/csrd?stappen=2", "/begrippen/overzicht"):
            page.goto(path)
            outside = page.locator(drawing).evaluate(
                """svg => [...svg.querySelectorAll("text")].filter(text => {
                  const box = text.previousElementSibling.getBoundingClientRect();
                  const own = text.getBoundingClientRect();
                  return own.right > box.right || own.bottom > box.bottom || own.top < box.top;
                }).map(text => text.textContent)"""
            )
            assert outside == [], f"{path} op {width} px"


def test_the_list_is_filtered_by_name_and_counts_in_words(page: Page) -> None:
    page.goto("/begrippen")
    field, shown = page.get_by_label("Filter de lijst"), page.locator(".kk-begrippen__item:visible")
    field.fill("mvi")
    expect(shown).to_have_count(1)
    expect(page.locator(".kk-begrippen__stand")).to_have_text("1 woord")
    # The word between a name and the term to look at is no name.
    field.fill("zie")
    expect(shown).to_have_count(0)
    expect(page.locator(".kk-begrippen__stand")).to_contain_text("Geen begrip met die letters")


@pytest.mark.parametrize(
    "path", [TERM, "/begrippen/csrd?stappen=2", "/begrippen/vergelijk?a=csrd&b=esg", "/begrippen/overzicht"]
)
def test_nothing_is_inaccessible(page: Page, path: str) -> None:
    page.goto(path)
    wrong = everything_wrong(page)
    assert not wrong, "\n".join(wrong)
