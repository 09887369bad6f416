"""The browser that the other tests trust shows pages, and sees nothing but this machine."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_shows_a_page(chromium_browser: Browser) -> None:
    page = chromium_browser.new_page()
    page.set_content("<html lang='nl'><title>Proef</title><h1>Dag kring</h1></html>")
    assert page.title() == "Proef"
    assert page.get_by_role("heading", name="Dag kring").is_visible()
    page.close()
