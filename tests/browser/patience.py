"""Wait for what the worker does a moment later: mail, and the search index."""

import time

from playwright.sync_api import Locator, Page

PATIENCE = 30.0


def eventually(page: Page, path: str, wanted: Locator) -> None:
    """Open the path again and again until it shows what is wanted; fails with what it shows instead."""
    deadline = time.monotonic() + PATIENCE
    while True:
        page.goto(path)
        if wanted.count():
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"{path} toont dit niet:\n{page.locator('main').inner_text()[:1500]}")
        time.sleep(0.5)
