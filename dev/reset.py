"""`make reset`: throw away this installation's database, search index, uploads and secret, after asking."""

import os
import shutil
import sys
from pathlib import Path

from dev.paths import ACCOUNTS, var
from dev.terminal import fail, say

# Named one by one, so that a wrong KENNISKRING_VAR never empties somebody's folder.
MADE_BY_US = (
    "portaal.sqlite3*",
    "zoeken.sqlite3*",
    "media",
    "static",
    "secret_key",
    "*.stamp",
    ACCOUNTS,
)


def doomed(folder: Path) -> list[Path]:
    """What a reset removes, in a fixed order."""
    return sorted({path for pattern in MADE_BY_US for path in folder.glob(pattern)})


def agreed() -> bool:
    """Whether the person says yes: `JA=1` beforehand or 'ja' at the question."""
    if os.environ.get("JA") == "1":
        return True
    if not sys.stdin.isatty():
        fail("Ik verwijder niets zonder te vragen. Weet je het zeker? Dan: make reset JA=1")
    return (
        input("Alles hiervan verwijderen? Dit kan niet ongedaan worden gemaakt. [ja/nee] ").strip().lower()
        == "ja"
    )


def main() -> None:
    """Show what would go, ask, and remove it."""
    found = doomed(var())
    if not found:
        say(f"Er is niets te verwijderen in {var()}.")
        return
    for path in found:
        say(f"  {path}")
    if not agreed():
        say("Er is niets verwijderd.")
        return
    for path in found:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    say("Verwijderd. make start begint met een lege database en de voorbeeldinhoud.")


if __name__ == "__main__":
    main()
