"""The scripts that show others how to use the open data, as anyone would run them, against the running portal."""

import json
import re
import subprocess
import sys
from typing import Any
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest

from dev.paths import ROOT

EXAMPLES = ROOT / "docs" / "voorbeelden"
SVG = "{http://www.w3.org/2000/svg}"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Isolated: with nothing but the standard library.
    command = [sys.executable, "-I", "-S", str(EXAMPLES / script), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.fixture
def terms(portal_url: str) -> list[dict[str, Any]]:
    with urlopen(f"{portal_url}/api/v1/begrippen?paginaGrootte=100", timeout=30) as answer:  # noqa: S310 - our own portal
        page = json.load(answer)
    assert page["_links"]["volgende"] is None
    assert len(page["resultaten"]) >= 55
    return page["resultaten"]


def test_draws_every_term_and_every_relation(portal_url: str, terms: list[dict[str, Any]]) -> None:
    done = run("teken_begrippen.py", portal_url)
    assert done.returncode == 0, done.stderr
    picture = ET.fromstring(done.stdout)  # noqa: S314 - our own script wrote it
    assert {link.get("href") for link in picture.iter(f"{SVG}a")} == {term["uri"] for term in terms}
    told = [line.findtext(f"{SVG}title", "") for line in picture.iter(f"{SVG}path")]
    owned = [
        f"{term['naam']} {relation['soort']} {relation['naar']['naam']}"
        for term in terms
        for relation in term["relaties"]
        if not relation["omgekeerd"]
    ]
    assert sorted(told) == sorted(owned)


def test_follows_addresses_to_every_term(portal_url: str, terms: list[dict[str, Any]]) -> None:
    done = run("volg_adressen.py", f"{portal_url}/id/begrippenkader/begrippen")
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"<(\S+)>$", done.stdout, re.MULTILINE)) == {term["uri"] for term in terms}
    assert "    hangt samen met " in done.stdout


@pytest.mark.parametrize("script", ["teken_begrippen.py", "volg_adressen.py"])
def test_tells_how_to_use_it(script: str) -> None:
    done = run(script)
    assert done.returncode == 2
    assert "Gebruik:" in done.stderr
