"""Which documents have a value (of a facet, or a token of the access list), as rows of bits that are counted as one.

Totals and counts per facet are exact for any question, also when it matches half of the index: a count is the number of
bits that two sets share. Bit 12 of a set stands for document 12, the lowest bit of each byte first.
"""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHUNK = 8192
BYTES = CHUNK // 8
ACCESS = "acl"

Bits = NDArray[np.uint8]
"""A set of documents."""


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """For every value of every facet the documents that have it, at one moment."""

    moment: tuple[int, int]
    """When this was read, in the counts of SQLite."""
    places: dict[tuple[str, str], int]
    """For a facet and a value its row; the rows of a facet stand together."""
    rows: NDArray[np.uint8]

    @property
    def width(self) -> int:
        """The number of bytes of a set."""
        return self.rows.shape[1]

    def having(self, name: str, value: str) -> Bits:
        """The documents that have a value."""
        place = self.places.get((name, value))
        return np.zeros(self.width, np.uint8) if place is None else self.rows[place]

    def values(self, name: str) -> list[str]:
        """All values of a facet."""
        return [value for facet, value in self.places if facet == name]

    def counts(self, name: str, among: Bits) -> dict[str, int]:
        """For the values of a facet how many documents of a set have it, those without left out."""
        values = self.values(name)
        if not values:
            return {}
        first = self.places[name, values[0]]
        # Eight bytes at a time, because that is quicker.
        shared = self.rows[first : first + len(values)].view(np.uint64) & among.view(np.uint64)
        counted = np.bitwise_count(shared).sum(axis=1, dtype=np.int64).tolist()
        return {value: number for value, number in zip(values, counted, strict=True) if number}


class Index(sqlite3.Connection):
    """A connection to an index, with what was read of it last."""

    sets: Sets | None = None


def add(connection: sqlite3.Connection, fresh: dict[tuple[str, str, int], int]) -> None:
    """Put documents in sets: for name, value and chunk the bits within the chunk."""
    for where, bits in fresh.items():
        _write(connection, where, _read_one(connection, where) | bits)


def remove(connection: sqlite3.Connection, values: Iterable[tuple[str, str]], number: int) -> None:
    """Take document `number` out of the sets of `values`."""
    for name, value in values:
        where = (name, value, number // CHUNK)
        _write(connection, where, _read_one(connection, where) & ~(1 << number % CHUNK))


def _read_one(connection: sqlite3.Connection, where: tuple[str, str, int]) -> int:
    row = connection.execute(
        "SELECT bits FROM members WHERE name = ? AND value = ? AND chunk = ?", where
    ).fetchone()
    return int.from_bytes(row[0], "little") if row else 0


def _write(connection: sqlite3.Connection, where: tuple[str, str, int], bits: int) -> None:
    if bits:
        connection.execute(
            "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?)", (*where, bits.to_bytes(BYTES, "little"))
        )
    else:
        connection.execute("DELETE FROM members WHERE name = ? AND value = ? AND chunk = ?", where)


def read(connection: Index) -> Sets:
    """The sets of all values of all facets, kept with the connection until the index changes; within a transaction."""
    # Neither number moves while a transaction reads: one counts what other connections wrote, one what this one did.
    now = (int(connection.execute("PRAGMA data_version").fetchone()[0]), connection.total_changes)
    if connection.sets is None or connection.sets.moment != now:
        connection.sets = _read(connection, now)
    return connection.sets


def _read(connection: Index, moment: tuple[int, int]) -> Sets:
    last = connection.execute("SELECT max(id) FROM document").fetchone()[0] or 0
    width = (last // CHUNK + 1) * BYTES
    rows = connection.execute(
        "SELECT name, value, chunk, bits FROM members WHERE name <> ? ORDER BY name, value, chunk", [ACCESS]
    ).fetchall()
    places = {pair: place for place, pair in enumerate(dict.fromkeys((row[0], row[1]) for row in rows))}
    held = np.zeros((len(places), width), np.uint8)
    for name, value, chunk, bits in rows:
        held[places[name, value], chunk * BYTES : (chunk + 1) * BYTES] = np.frombuffer(bits, np.uint8)
    return Sets(moment, places, held)


def seen_with(connection: sqlite3.Connection, tokens: Collection[str], width: int) -> Bits:
    """The documents that have one of `tokens` in their access list."""
    seen = np.zeros(width, np.uint8)
    for chunk, bits in connection.execute(
        f"SELECT chunk, bits FROM members WHERE name = ? AND value IN ({', '.join('?' * len(tokens))})",
        [ACCESS, *sorted(tokens)],
    ):
        seen[chunk * BYTES : (chunk + 1) * BYTES] |= np.frombuffer(bits, np.uint8)
    return seen


def as_bits(numbers: Collection[int] | NDArray[np.intp], width: int) -> Bits:
    """The set of `numbers`."""
    flags = np.zeros(width * 8, np.bool_)
    flags[np.asarray(numbers, np.intp)] = True
    return packed(flags)


def packed(flags: NDArray[np.bool_]) -> Bits:
    """The set of the numbers whose flag is on."""
    return np.packbits(flags, bitorder="little")


def flags_of(bits: Bits) -> NDArray[np.bool_]:
    """For each number whether it is in a set."""
    return np.unpackbits(bits, bitorder="little").view(np.bool_)


def numbers_of(bits: Bits) -> NDArray[np.intp]:
    """The members of a set, in order."""
    return np.flatnonzero(flags_of(bits))


def count_of(bits: Bits) -> int:
    """How many members a set has."""
    return int(np.bitwise_count(bits).sum())
