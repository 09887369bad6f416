"""An editor adds a term with a relation and sees the inverse; an administrator sees the outbox and the audit log."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.album import ALBUM

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
TERM, OTHER = "kwelscherm", "klimaatadaptatie"


def fill_in_term(page: Page) -> None:
    """What an editor fills in for a new term."""
    page.goto("/beheer/begrippen/")
    page.get_by_role("link", name="Voeg").first.click()
    page.locator("[name=title]").fill(TERM)
    page.locator("[name=samenvatting]").fill("Een wand in de grond die kwelwater tegenhoudt.")
    page.locator("[name=definitie]").fill("Ondergrondse wand die de stroming van kwelwater tegenhoudt.")
    page.locator("[name=ref]").fill(TERM)
    page.locator("[name=peildatum]").fill("2026-11-20")
    page.locator("[name=bronnen-0-titel]").fill("Handreiking kwel")


def relate(page: Page) -> None:
    """One relation to another term, found in the chooser."""
    page.locator("#id_relaties-ADD").click()
    page.locator("[name=relaties-0-soort]").select_option(index=1)
    page.locator("#id_relaties-0-naar-chooser button:visible").first.click()
    page.locator(".modal-body #id_q").fill(OTHER)
    page.locator(".modal-body").get_by_role("link", name=OTHER, exact=True).first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    page.locator("[name=relaties-0-toelichting]").fill("Een kwelscherm is een maatregel tegen wateroverlast.")


def test_editor_adds_a_term_and_the_inverse_appears(own_page: Callable[[str], Page]) -> None:
    """The relation is written once, on one term; both pages tell it."""
    editor, visitor = own_page(ALBUM.accounts["redactie"]), own_page("")
    fill_in_term(editor)
    relate(editor)
    editor.get_by_role("button", name="Meer acties").click()
    editor.locator("button[name=action-publish]").click()
    expect(editor.locator(".messages")).to_contain_text(TERM)
    visitor.goto(f"/begrippen/{OTHER}")
    row = visitor.locator(".kk-relatie", has_text=TERM)
    expect(row).to_contain_text("maatregel tegen wateroverlast")
    row.get_by_role("link", name=TERM).click()
    expect(visitor.locator(".kk-relatie", has_text=OTHER)).to_have_count(1)
    add_proposed_form(editor)


def add_proposed_form(page: Page) -> None:
    """One click puts the plural among the labels, as a hidden one."""
    page.goto(f"/beheer/begrippen/?q={TERM}")
    page.get_by_role("link", name=TERM, exact=True).first.click()
    page.get_by_role("button", name=f"{TERM}en").click()
    expect(page.locator("[name=labels-0-tekst]")).to_have_value(f"{TERM}en")
    expect(page.locator("[name=labels-0-soort]")).to_have_value("verborgen")


@pytest.mark.parametrize("name", ["Outbox", "Auditlog"])
def test_administrator_sees_what_happened(name: str, own_page: Callable[[str], Page]) -> None:
    """Both lists open from the menu and have rows of the demo."""
    page = own_page(ALBUM.accounts["beheer"])
    page.goto("/beheer/")
    page.get_by_role("button", name="Controle").click()
    page.get_by_role("link", name=name).click()
    expect(page.locator("table.listing tbody tr").first).to_be_visible()
