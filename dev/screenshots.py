"""`make screenshots`: start a portal with the demo content and photograph every page type for every role.

`URL=http://localhost:8000` uses a portal that already runs.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from dev import chromium, portal
from dev.environment import install
from dev.paths import ROOT, python
from dev.terminal import fail, say


def photograph(url: str, words: list[str]) -> int:
    """Take the pictures in a Python that has Playwright."""
    return subprocess.run([python(), "-m", "dev.camera", url, *words], cwd=ROOT, check=False).returncode


def main(words: list[str]) -> int:
    """Photograph the given portal, or one of our own that is gone afterwards."""
    install("dev", "build")
    chromium.path()
    given = os.environ.get("URL")
    if given:
        if not portal.answers(given):
            fail(f"Op {given} antwoordt niets. Start het portaal eerst, of laat URL weg.")
        return photograph(given, words)
    say("Ik start een portaal met de voorbeeldinhoud ...")
    try:
        with TemporaryDirectory(prefix="kenniskring-beelden-") as folder, portal.running(Path(folder)) as url:
            return photograph(url, words)
    except portal.PortalError as failure:
        fail(str(failure))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
