"""A visitor searches, opens a term from the result, follows a relation, and reads a lesson and its project."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_from_a_question_to_a_project(page: Page) -> None:
    """The whole walk, by clicking what the pages offer."""
    page.goto("/")
    page.locator("main input[name=q]").fill("proefsleuf")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken?q=proefsleuf")
    expect(page.locator(".kk-resultaat").first).to_be_visible()

    page.goto("/zoeken?q=emvi")
    page.locator("main a[href*='/begrippen/']").first.click()
    page.wait_for_url("**/begrippen/*")
    first_term = page.get_by_role("heading", level=1).inner_text()
    relation = page.locator(".kk-relatie__titel").first
    target = relation.inner_text()
    relation.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(target, ignore_case=True)
    # The other term knows about the first one too: the inverse is there.
    expect(page.locator(".kk-relaties")).to_contain_text(first_term.split(" (")[0], ignore_case=True)


def test_from_a_lesson_to_its_project(page: Page) -> None:
    """A lesson found by searching names its project, and the project shows its phases."""
    page.goto("/zoeken?q=les+uit+project&soort=les")
    titles = page.locator(".kk-resultaat__link")
    expect(titles.first).to_be_visible()
    project = page.locator("main a[href^='/projecten/']")
    for number in range(titles.count()):
        page.goto("/zoeken?q=les+uit+project&soort=les")
        titles.nth(number).click()
        if project.count():
            break
    expect(page.locator("#situatie")).to_be_visible()
    name = project.first.inner_text()
    project.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("#tijdlijn")).to_be_visible()


def test_a_typing_error_still_finds_the_term(page: Page) -> None:
    """Searching forgives."""
    page.goto("/zoeken?q=klimaatadaptasie")
    expect(page.locator("main")).to_contain_text("klimaatadaptatie", ignore_case=True)
