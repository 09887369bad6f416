"""A project leader makes a project, takes it to the next phase and applies a lesson."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.album import ALBUM
from tests.browser.patience import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
TITLE = "Nieuw riool in de Merelstraat"


def press(page: Page, name: str) -> None:
    """Press the button with these words, inside the page."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def make(page: Page) -> None:
    """Fill in the form; the municipality and the kring are chosen already when there is one."""
    page.goto("/projecten/nieuw")
    page.locator("input[name=title]").fill(TITLE)
    page.locator("textarea[name=samenvatting]").fill("Het riool is op en de straat staat blank.")
    for name in ("gemeente", "kring"):
        page.locator(f"input[name={name}]").first.check()
    page.locator("[name=plaats]").fill("Waterveen, Merelstraat")
    page.locator("select[name=thema]").select_option(index=1)
    page.locator("textarea[name=doel]").fill("Geen water meer op straat bij een bui van 60 millimeter.")
    press(page, "Maak het project")


def test_a_project_begins(own_page: Callable[[str], Page]) -> None:
    """The new project is public at once, with a dated phase and the lesson that it applies."""
    leader, visitor = own_page(ALBUM.accounts["gemeente"]), own_page("")
    make(leader)
    expect(leader.get_by_role("heading", level=1)).to_have_text(TITLE)
    address = leader.url

    leader.get_by_role("link", name="Ga naar de volgende fase").click()
    press(leader, "Ga naar deze fase")
    expect(leader.locator("#tijdlijn li")).to_have_count(2)

    leader.get_by_role("link", name="Kies een les").click()
    card = leader.locator("main article a, main .kk-kaart a").first
    card.click()
    leader.get_by_label("We passen de les toe", exact=True).check()
    press(leader, "Zet de les bij het project")
    expect(leader.locator("#lessen li")).to_have_count(1)

    visitor.goto(address)
    expect(visitor.locator("#lessen li")).to_have_count(1)
    expect(visitor.get_by_role("link", name="Ga naar de volgende fase")).to_have_count(0)
    visitor.locator("#lessen li a").first.click()
    expect(visitor.locator("main")).to_contain_text(TITLE)
    eventually(visitor, "/zoeken?q=Merelstraat", visitor.get_by_role("link", name=TITLE))
