"""Which file is the index: a link to the newest generation, so that a new one takes over in one step.

Each generation has a name of its own, because SQLite keeps a journal beside a file by that file's name.
"""

import fcntl
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.analysis import ANALYSIS_VERSION
from search.engines.embedded.schema import FOUND, SCHEMA

BUSY_MS = 10_000
MOST_OPEN = 4
BUILDING = ".building"
GENERATION = re.compile(r"\.[0-9a-f]{12}")
ABANDONED_SECONDS = 86_400
_open = threading.local()


def connect(path: Path) -> sqlite3.Connection:
    """This thread's connection to the index that `path` leads to now; makes an empty index when there is none."""
    if not path.exists():
        _make_if_missing(path)
    state = path.stat()
    mark = (state.st_dev, state.st_ino)
    held: dict[Path, tuple[tuple[int, int], sqlite3.Connection]] = _open.__dict__.setdefault("held", {})
    known = held.get(path)
    # Another process may have put a new index in place.
    if known is not None and known[0] == mark:
        return known[1]
    if known is not None:
        held.pop(path)[1].close()
    while len(held) >= MOST_OPEN:
        held.pop(next(iter(held)))[1].close()
    connection = _connect(path)
    held[path] = (mark, connection)
    return connection


def close_all() -> None:
    """Close this thread's connections."""
    held: dict[Path, tuple[tuple[int, int], sqlite3.Connection]] = _open.__dict__.pop("held", {})
    for _mark, connection in held.values():
        connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path.resolve(), isolation_level=None, timeout=BUSY_MS / 1000)
    connection.executescript("PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;")
    connection.execute(FOUND)
    return connection


def begin(path: Path) -> Path:
    """An empty generation under construction beside `path`, which nothing reads or removes; returns its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _forget_abandoned(path)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(6)}{BUILDING}")
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO meta VALUES ('analysis', ?)", [ANALYSIS_VERSION])
    finally:
        connection.close()
    return fresh


def install(path: Path, fresh: Path) -> None:
    """Let `path` lead to the finished generation `fresh` in one step, and remove the generations before it."""
    connection = sqlite3.connect(fresh, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    with _only_one(path):
        _take_over(path, fresh)


def _make_if_missing(path: Path) -> None:
    fresh = begin(path)
    connection = sqlite3.connect(fresh, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    with _only_one(path):
        if path.exists():
            discard(fresh)
        else:
            _take_over(path, fresh)


def _take_over(path: Path, fresh: Path) -> None:
    final = fresh.with_suffix("")
    fresh.replace(final)
    link = path.with_name(f"{final.name}.link")
    link.symlink_to(final.name)
    link.replace(path)
    for old in path.parent.glob(f"{path.name}.*"):
        if old != final and GENERATION.fullmatch(old.suffix):
            discard(old)


def _forget_abandoned(path: Path) -> None:
    """Remove what a build that was killed left behind."""
    for left in path.parent.glob(f"{path.name}.*{BUILDING}"):
        if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
            discard(left)


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """One process at a time decides which generation is in use."""
    with path.with_name(f"{path.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def discard(generation: Path) -> None:
    """Remove a generation with its journal; whoever has it open can go on reading."""
    for tail in ("", "-wal", "-shm", "-journal"):
        generation.with_name(generation.name + tail).unlink(missing_ok=True)
