"""What happens when people use a page: still accessible with something open, and all of it by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import HEIGHT, everything_wrong, violations
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
PHONE, DESKTOP = 320, 1280


def at_width(page: Page, width: int) -> Page:
    """The same page on a screen of this width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    return page


def open_menu_on_phone(page: Page) -> None:
    """The menu behind the button."""
    at_width(page, PHONE).goto("/")
    page.locator(".kk-menu > summary").click()
    expect(page.locator(".kk-menu nav")).to_be_visible()


def open_account_menu(page: Page) -> None:
    """The menu under one's name."""
    at_width(page, DESKTOP).goto("/mijn")
    page.locator(".kk-kop__account summary").click()
    expect(page.locator(".kk-kop__account").get_by_role("button", name="Uitloggen")).to_be_visible()


def open_suggestions(page: Page) -> None:
    """The list under the search field of the front page."""
    at_width(page, DESKTOP).goto("/")
    page.locator("main input[name=q]").press_sequentially("klimaat")
    expect(page.get_by_role("option").first).to_be_visible()


def open_facets(page: Page) -> None:
    """Every group of filters of the search page."""
    at_width(page, PHONE).goto("/zoeken?q=project")
    # Outside in: a group inside a closed one is not there to click yet.
    closed = page.locator("#filters details:not([open]) > summary").filter(visible=True)
    while closed.count():
        closed.first.click()


def send_empty_sign_up(page: Page) -> None:
    """A form full of errors."""
    page.goto("/registreren")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#foutlijst")).to_be_visible()


def send_empty_lesson(page: Page) -> None:
    """A form full of errors, with Markdown fields."""
    page.goto("/lessen/schrijven")
    page.get_by_role("button", name="Dien in", exact=True).click()
    expect(page.locator("#foutlijst")).to_be_visible()


def preview_markdown(page: Page) -> None:
    """The preview of one field, made by the browser."""
    page.goto("/lessen/schrijven")
    page.locator("textarea[name=advies]").fill("**Meet** het eerst")
    page.locator("markdown-voorbeeld", has=page.locator("textarea[name=advies]")).get_by_role(
        "button", name="Bekijk hoe het eruitziet"
    ).click()
    expect(page.locator(".kk-markdown__voorbeeld strong", has_text="Meet")).to_be_visible()


def send_empty_organisation(page: Page) -> None:
    """Another form full of errors."""
    page.goto("/organisatie/nieuw")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#foutlijst")).to_be_visible()


STATES: list[tuple[str, Callable[[Page], None]]] = [
    ("bezoeker", open_menu_on_phone),
    ("bezoeker", open_suggestions),
    ("bezoeker", open_facets),
    ("bezoeker", send_empty_sign_up),
    ("lid", open_account_menu),
    ("lid", send_empty_lesson),
    ("lid", preview_markdown),
    ("lid", send_empty_organisation),
]


@pytest.mark.parametrize(("role", "reach"), STATES, ids=[reach.__name__ for _role, reach in STATES])
def test_no_violation_with_something_open(role: str, reach: Callable[[Page], None], open_as: Opener) -> None:
    """Menus and suggestions close when the window changes, so those are looked at in the width they are for."""
    page = open_as(role)
    reach(page)
    if reach.__name__.startswith("open_"):
        wrong = violations(page)
        page.emulate_media(color_scheme="dark")
        wrong += violations(page)
    else:
        wrong = everything_wrong(page)
    assert not wrong, "\n".join(wrong)


def test_skip_link_goes_to_the_content(page: Page) -> None:
    """The first Tab shows it, Enter goes past the menu."""
    page.goto("/lessen")
    page.keyboard.press("Tab")
    link = page.locator(".nl-skip-link")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


# An outline or a shadow around the thing itself, or around the card that a link fills with its ::after.
VISIBLE_FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const drawn = style => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) ||
    style.boxShadow !== "none";
  const seen = [null, "::before", "::after"].some(part => drawn(getComputedStyle(one, part))) ||
    [one.parentElement, one.closest("article, li")].some(around => around && drawn(getComputedStyle(around)));
  return seen && box.width > 0 && box.height > 0 ? "" : one.outerHTML.slice(0, 160);
}"""


@pytest.mark.parametrize("path", ["/", "/begrippen", "/zoeken?q=sroi", "/inloggen"])
def test_focus_is_always_visible(path: str, page: Page) -> None:
    """Through the first forty stops."""
    page.goto(path)
    for _stop in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        # The browser scrolls what has the focus into view; its outline is drawn at once.
        assert not (hidden := page.evaluate(VISIBLE_FOCUS)), f"zonder zichtbare focus: {hidden}"


def test_menu_by_keyboard(page: Page) -> None:
    """Enter opens it, Tab walks through it, Escape closes it and gives the focus back."""
    at_width(page, PHONE).goto("/")
    button = page.locator(".kk-menu > summary")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kk-menu[open]")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(".kk-menu nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".kk-menu[open]")).to_have_count(0)
    expect(button).to_be_focused()


def test_slash_focuses_search_and_arrows_choose(page: Page) -> None:
    """`/`, some letters, down, Enter: on the page of the suggestion."""
    page.goto("/")
    page.keyboard.press("/")
    field = page.locator("main input[name=q]")
    expect(field).to_be_focused()
    page.keyboard.type("klimaat")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    target = chosen.get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


def test_escape_closes_suggestions_and_enter_searches(page: Page) -> None:
    """What was typed stays, and Enter without a choice asks the search page."""
    page.goto("/")
    field = page.locator("main input[name=q]")
    field.press_sequentially("klimaat")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("klimaat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken?q=klimaat")


def test_slash_is_a_letter_in_a_field(page: Page) -> None:
    """Whoever types a slash gets a slash."""
    page.goto("/inloggen")
    page.locator("input[name=login]").press_sequentially("a/b")
    expect(page.locator("input[name=login]")).to_have_value("a/b")


def test_error_summary_leads_to_the_field(page: Page) -> None:
    """A link in the summary puts the focus in its field."""
    send_empty_sign_up(page)
    link = page.locator("#foutlijst a").first
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect(page.locator(f"#{target}")).to_be_focused()
    assert page.locator(f"#{target}").get_attribute("aria-invalid") == "true"


def test_a_choice_that_is_still_to_be_made_is_no_mistake(open_as: Opener) -> None:
    """Before the form is sent a choice has the line of every field; after that it says that it is missing."""
    page = open_as("redactie")
    page.goto("/organisatie/nieuw")
    choice, field = page.locator("main input[type=radio]").first, page.locator("main input[name=plaats]")
    line = "element => getComputedStyle(element).borderTopColor"
    assert choice.evaluate(line) == field.evaluate(line)
    page.locator("main button[type=submit]").first.click()
    expect(choice).to_have_attribute("aria-invalid", "true")
    assert choice.evaluate(line) == field.evaluate(line)


def test_theme_stays_chosen(page: Page) -> None:
    """The choice works at once and on the next page."""
    page.goto("/")
    page.locator("thema-kiezer button[value=donker]").click()
    expect(page.locator("html")).to_have_attribute("data-thema", "donker")
    page.goto("/lessen")
    expect(page.locator("html")).to_have_attribute("data-thema", "donker")
