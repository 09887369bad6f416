"""What the preparation of `make start` is made from: as long as none of it changes, a start can skip it."""

import os
from pathlib import Path

from dev.paths import REQUIREMENTS, ROOT, var
from dev.stamp import Stamp, digest, files_below

PACKAGES = ("accounts", "basis", "convenant", "kennis", "kring", "portal", "search", "werkbladen")
_ELSEWHERE = ("DATABASE_URL", "SEARCH_ENGINE", "ELASTICSEARCH_URL")


def _code() -> list[Path]:
    files = files_below(*(ROOT / package for package in PACKAGES))
    return [path for path in files if path.suffix in {".py", ".yaml"}]


def static_stamp() -> Stamp:
    """Static files of ours and of the packages that bring some."""
    ours = files_below(*(ROOT / package / "static" for package in PACKAGES))
    return Stamp(var() / "static.stamp", digest([*ours, REQUIREMENTS / "production.txt"]))


def demo_stamp() -> Stamp:
    """The demo content and the code that loads it."""
    content = files_below(ROOT / "portal" / "demo")
    return Stamp(var() / "demo.stamp", digest(sorted({*_code(), *content})))


def whole_stamp() -> Stamp:
    """Everything together; a step that succeeded alone is not enough."""
    return Stamp(var() / "start.stamp", digest([], static_stamp().value, demo_stamp().value))


def is_prepared() -> bool:
    """Whether database, static files and index are those of this code; never assumed of a server elsewhere."""
    if any(os.environ.get(name) for name in _ELSEWHERE):
        return False
    made = (var() / "portaal.sqlite3", var() / "zoeken.sqlite3", var() / "static")
    return whole_stamp().is_fresh() and all(path.exists() for path in made)
