"""How far this file has followed the outbox, kept in the file itself: another host has another position.

Numbers are given out before a transaction ends, so a lower one can appear later. Up to `settled` all are done for certain;
above that each one is remembered.
"""

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from search.analysis import ANALYSIS_VERSION
from search.engines.embedded import files

_TABLES = """
CREATE TABLE IF NOT EXISTS followed (settled INTEGER NOT NULL, looked_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS followed_message (number INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS followed_later (
    label TEXT NOT NULL, pk TEXT NOT NULL, moment REAL NOT NULL, PRIMARY KEY (label, pk)
) WITHOUT ROWID;
"""
Row = tuple[str, str]
"""The label of a model and the key of a row."""


@dataclass(frozen=True, slots=True)
class Position:
    """What was done. `later` holds the rows of which the clock changes the document, with the moment."""

    settled: int
    done: frozenset[int]
    looked_at: datetime
    later: dict[Row, datetime]


def is_complete(path: Path) -> bool:
    """Whether the file was built whole, and with the present analysis: only such a file may answer."""
    return _settled(path) is not None


def read(path: Path) -> Position | None:
    """The position of the file; None when there is none that can be used, so that it has to be built."""
    row = _settled(path)
    if row is None:
        return None
    connection = files.connect(path)
    later = connection.execute("SELECT label, pk, moment FROM followed_later").fetchall()
    return Position(
        settled=row[0],
        done=frozenset(number for (number,) in connection.execute("SELECT number FROM followed_message")),
        looked_at=datetime.fromtimestamp(row[1], UTC),
        later={(label, pk): datetime.fromtimestamp(moment, UTC) for label, pk, moment in later},
    )


def _settled(path: Path) -> tuple[int, float] | None:
    if not path.exists():
        return None
    try:
        connection = files.connect(path)
        analysis = connection.execute("SELECT value FROM meta WHERE name = 'analysis'").fetchone()
        if analysis is None or analysis[0] != ANALYSIS_VERSION:
            return None
        row: tuple[int, float] | None = connection.execute(
            "SELECT settled, looked_at FROM followed"
        ).fetchone()
    except (sqlite3.DatabaseError, OSError):
        return None
    return row


def begin(path: Path, position: Position) -> None:
    """Write the first position of a file that was just built."""
    connection = files.connect(path)
    connection.executescript(_TABLES)
    with _transaction(connection):
        for table in ("followed", "followed_message", "followed_later"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute(
            "INSERT INTO followed VALUES (?, ?)", [position.settled, position.looked_at.timestamp()]
        )
        _add(connection, position.done)
        for row, moment in position.later.items():
            _plan(connection, row, moment)


def advance(path: Path, numbers: Iterable[int], planned: dict[Row, datetime | None]) -> None:
    """Remember messages that were carried out, and when the clock changes their documents (None: it does not)."""
    connection = files.connect(path)
    with _transaction(connection):
        _add(connection, numbers)
        for row, moment in planned.items():
            _plan(connection, row, moment)


def settle(path: Path, settled: int, looked_at: datetime) -> None:
    """All up to `settled` are done for certain."""
    connection = files.connect(path)
    with _transaction(connection):
        connection.execute("UPDATE followed SET settled = ?, looked_at = ?", [settled, looked_at.timestamp()])
        connection.execute("DELETE FROM followed_message WHERE number <= ?", [settled])


def _add(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO followed_message VALUES (?)", [(number,) for number in numbers]
    )


def _plan(connection: sqlite3.Connection, row: Row, moment: datetime | None) -> None:
    connection.execute("DELETE FROM followed_later WHERE label = ? AND pk = ?", row)
    if moment is not None:
        connection.execute("INSERT INTO followed_later VALUES (?, ?, ?)", [*row, moment.timestamp()])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether we are the only one that follows for this file now; it lasts as long as the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.volger").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
