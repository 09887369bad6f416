"""Valid HTML: the Nu Html Checker over every page of the list, as each role gets it, in one go."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState

from dev.paths import ROOT
from dev.system import require_program
from tests.album import ROLES, address_of, subjects_for
from tests.browser.conftest import new_context

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Wagtail's admin is not ours.
NOT_OURS = ("/beheer",)


def save_pages(context: BrowserContext, role: str, folder: Path) -> None:
    """Keep what this role gets of each page, as the server sends it."""
    request = context.request
    for subject in subjects_for(role):
        path = address_of(subject, lambda path: request.get(path).text())
        if not path.startswith(NOT_OURS):
            (folder / f"{role}-{subject.name}.html").write_text(request.get(path).text())


def check(folder: Path) -> list[dict[str, Any]]:
    """What the checker says about every page in the folder."""
    java = require_program("java", "openjdk-17-jdk-headless")
    process = subprocess.run(
        [java, "-Xmx512m", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(process.stderr)["messages"]
    return messages


def line(message: dict[str, Any]) -> str:
    """One message as a line."""
    page = Path(message.get("url", "")).stem
    return (
        f"{page}:{message.get('lastLine', '?')}: {message['message']}  [{message.get('extract', '').strip()}]"
    )


def test_every_page_is_valid(
    chromium_browser: Browser,
    portal_url: str,
    login_of: Callable[[str], StorageState | None],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """No errors; remarks are listed in the report of the run."""
    assert CHECKER.is_file(), "vnu-jar ontbreekt: draai `make test STAP=browser`, dat haalt het op"
    for role in ROLES:
        context = new_context(chromium_browser, portal_url, login_of(role))
        save_pages(context, role, tmp_path)
        context.close()
    found = check(tmp_path)
    errors = sorted({line(message) for message in found if message["type"] != "info"})
    remarks = sorted({message["message"] for message in found if message["type"] == "info"})
    record_property("vnu", remarks)
    assert not errors, "\n".join(errors)
