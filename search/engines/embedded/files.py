"""Which file is the index: a link to the newest generation, so that a new one takes over in one step.

Each generation has a name of its own, because SQLite keeps a journal beside a file by that file's name. A second link
leads to the generation before it, to go back to.
"""

import fcntl
import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.analysis import ANALYSIS_VERSION
from search.engines.embedded.members import Index
from search.engines.embedded.schema import SCHEMA

BUSY_MS = 10_000
MOST_OPEN = 4
BUILDING = ".building"
GENERATION = re.compile(r"\.[0-9a-f]{12}")
_open = threading.local()


def connect(path: Path) -> Index:
    """This thread's connection to the index that `path` leads to now; makes an empty index when there is none."""
    if not path.exists():
        _make_if_missing(path)
    state = path.stat()
    mark = (state.st_dev, state.st_ino)
    held: dict[Path, tuple[tuple[int, int], Index]] = _open.__dict__.setdefault("held", {})
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
    held: dict[Path, tuple[tuple[int, int], Index]] = _open.__dict__.pop("held", {})
    for _mark, connection in held.values():
        connection.close()


def _connect(path: Path) -> Index:
    connection = sqlite3.connect(path.resolve(), isolation_level=None, timeout=BUSY_MS / 1000, factory=Index)
    connection.executescript("PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;")
    return connection


def begin(path: Path, meta: dict[str, str]) -> Path:
    """An empty generation under construction beside `path`, with `meta` in it; nothing reads or removes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(6)}{BUILDING}")
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        # A process that is killed loses nothing that was committed.
        connection.executescript(f"PRAGMA journal_mode=WAL; {SCHEMA}")
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)", list(({"analysis": ANALYSIS_VERSION} | meta).items())
        )
    finally:
        connection.close()
    return fresh


def unfinished(path: Path) -> list[Path]:
    """The generations under construction, the latest first; also what a process left that was killed."""
    found = path.parent.glob(f"{path.name}.*{BUILDING}")
    return sorted(found, key=lambda file: file.stat().st_mtime, reverse=True)


def generation(path: Path) -> str:
    """The name of the generation that `path` leads to; empty when there is none."""
    return path.resolve().name if path.exists() else ""


def previous(path: Path) -> str:
    """The name of the generation before it; empty when there is none."""
    before = generation(_before(path))
    return "" if before == generation(path) else before


def install(path: Path, fresh: Path) -> None:
    """Let `path` lead to the finished generation `fresh` in one step; only the one before it is kept."""
    with _only_one(path):
        _take_over(path, fresh)


def roll_back(path: Path) -> None:
    """Let the two links change places. Raises `LookupError` when there is no generation before."""
    with _only_one(path):
        now, before = generation(path), previous(path)
        if not before:
            raise LookupError("there is no earlier generation")
        # Killed between the two, both lead to the earlier one: it is in use, and there is none before it.
        _lead(path, before)
        _lead(_before(path), now)


def _before(path: Path) -> Path:
    return path.with_name(f"{path.name}.vorige")


def _make_if_missing(path: Path) -> None:
    fresh = begin(path, {})
    with _only_one(path):
        if path.exists():
            discard(fresh)
        else:
            _take_over(path, fresh)


def _take_over(path: Path, fresh: Path) -> None:
    final, now = fresh.with_suffix(""), generation(path)
    fresh.replace(final)
    if now:
        _lead(_before(path), now)
    _lead(path, final.name)
    for old in path.parent.glob(f"{path.name}.*"):
        if old.name not in (final.name, now) and GENERATION.fullmatch(old.suffix):
            discard(old)


def _lead(link: Path, name: str) -> None:
    """Let `link` lead to the file `name` beside it, in one step."""
    fresh = link.with_name(f"{link.name}.{secrets.token_hex(4)}.link")
    fresh.symlink_to(name)
    fresh.replace(link)


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
