"""An editor adds a term with a relation and sees the inverse; an administrator sees the outbox and the audit log."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.album import ALBUM

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
TERM, OTHER = "kwelscherm", "wadi"


@pytest.mark.parametrize("name", ["Outbox", "Auditlog"])
def test_administrator_sees_what_happened(name: str, own_page: Callable[[str], Page]) -> None:
    """Both lists open from the menu and have rows of the demo."""
    page = own_page(ALBUM.accounts["beheer"])
    page.goto("/beheer/")
    page.get_by_role("button", name="Controle").click()
    page.get_by_role("link", name=name).click()
    expect(page.locator("table.listing tbody tr").first).to_be_visible()
