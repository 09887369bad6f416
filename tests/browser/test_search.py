"""The search page and its suggestions by keyboard and by touch, as a reader meets them."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import HEIGHT, violations
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
FIELDS = {"/": "main input[name=q]", "/lessen": "header input[name=q]", "/zoeken": "main input[name=q]"}


@pytest.mark.parametrize("path", FIELDS)
def test_combobox_wherever_there_is_a_field(path: str, page: Page) -> None:
    """`/` focuses; the list is announced, grouped and closed again; axe agrees in light and dark."""
    page.goto(path)
    page.keyboard.press("/")
    field = page.locator(FIELDS[path])
    expect(field).to_be_focused()
    page.keyboard.type("klimaat")
    box = page.get_by_role("listbox")
    expect(box).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("zoek-suggesties [role=status]", has_text="suggesties")).to_have_count(1)
    options = box.get_by_role("option")
    assert 0 < options.count() <= 8
    headings = box.locator("[role=group]")
    names = [headings.nth(number).get_attribute("aria-labelledby") for number in range(headings.count())]
    assert names
    assert all(page.locator(f"[id='{name}']").inner_text() for name in names)
    wrong = violations(page)
    page.emulate_media(color_scheme="dark")
    wrong += violations(page, "color-contrast")
    assert not wrong, "\n".join(wrong)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    assert field.get_attribute("aria-activedescendant")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(field).to_have_value("klimaat")


def test_no_question_for_one_letter_and_late_answers_are_dropped(page: Page) -> None:
    """The answer to the first letters is held back until that to the last is shown."""
    asked: list[str] = []
    held: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route.request.url.rpartition("q=")[2])
        if asked[-1] == "kl":
            held.append(route)
        else:
            route.continue_()

    page.route("**/zoeken/suggesties?*", hold)
    page.goto("/lessen")
    field = page.locator("header input[name=q]")
    field.press("k")
    with page.expect_request("**/zoeken/suggesties?q=kl"):
        field.press("l")
    field.press_sequentially("imaat")
    expect(page.get_by_role("option").first).to_be_visible()
    shown = page.get_by_role("listbox").inner_text()
    for route in held:
        route.abort()
    assert "k" not in asked
    assert page.get_by_role("listbox").inner_text() == shown


def test_a_tap_opens_a_suggestion(page: Page) -> None:
    """On a phone, with a finger instead of a keyboard."""
    page.set_viewport_size({"width": 360, "height": HEIGHT})
    page.goto("/")
    page.locator("main input[name=q]").fill("klimaat")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    target = option.get_attribute("data-url") or ""
    option.click()
    page.wait_for_url(f"**{target}")


def test_filters_in_place_with_focus_number_and_address(page: Page) -> None:
    """Enter on a filter keeps the focus there, tells the new number and changes the address; Back undoes it."""
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    page.goto("/zoeken?q=water")
    before = page.locator("#stand").inner_text()
    link = page.locator("#filters a[data-filter^='soort:']").first
    chosen = link.get_attribute("data-filter") or ""
    page.evaluate("window.zelfde = true")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"soort="))
    expect(page.locator(".kk-chip")).to_have_count(1)
    expect(page.locator(f"[data-filter='{chosen}']")).to_be_focused()
    expect(page.locator("zoek-uitslag + [role=status]")).to_contain_text("resulta")
    assert page.evaluate("window.zelfde"), "de hele bladzijde is opnieuw geladen"
    expect(page.locator("#stand")).not_to_have_text(before)
    page.go_back()
    expect(page.locator("#stand")).to_have_text(before)
    expect(page.locator(".kk-chip")).to_have_count(0)
    page.get_by_role("link", name="per soort").press("Enter")
    expect(page.locator("#stand")).to_be_focused()
    expect(page.locator("[id^='soort-']").first).to_be_visible()


def test_what_was_meant_stands_in_the_field(page: Page) -> None:
    """The link asks another question in place: the field follows, and so does Back; what was opened counts for it."""
    page.goto("/zoeken?q=klimaatadaptatje&letterlijk=1")
    field, results = page.locator("main input[name=q]"), page.locator("zoek-uitslag")
    page.locator("main").get_by_role("link", name="klimaatadaptatie", exact=True).click()
    expect(field).to_have_value("klimaatadaptatie")
    expect(results).to_have_attribute("data-klik-vraag", "klimaatadaptatie")
    page.go_back()
    expect(field).to_have_value("klimaatadaptatje")


def test_one_suggestion_is_told_as_one(page: Page) -> None:
    page.goto("/lessen")
    page.locator("header input[name=q]").press_sequentially("Prestatieladder Socialer Ondernemen")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    expect(page.locator("header zoek-suggesties [role=status]")).to_have_text(
        "1 suggestie. Kies met de pijltjes."
    )


def test_facets_are_folded_on_a_phone(page: Page) -> None:
    """One button above the results; nothing scrolls sideways, also with chips."""
    page.set_viewport_size({"width": 360, "height": HEIGHT})
    page.goto("/zoeken?q=water&soort=les&soort=begrip&thema=klimaat")
    first = page.locator("#filters a").first
    expect(first).to_be_hidden()
    page.locator("#filters > summary").click()
    expect(first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_member_saves_a_question(open_as: Opener) -> None:
    """The button under the results, and the list to let go of it again."""
    page = open_as("lid")
    page.goto("/zoeken?q=hittestress+op+het+plein")
    page.get_by_role("button", name="Bewaar deze zoekvraag").click()
    expect(page.locator("main")).to_contain_text("Je zoekvraag is bewaard")
    page.get_by_role("link", name="Bekijk je bewaarde zoekvragen").click()
    page.get_by_role("button", name="Verwijder hittestress op het plein").click()
    expect(page.locator("main")).to_contain_text("is verwijderd")
