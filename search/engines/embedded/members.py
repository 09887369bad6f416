"""Which documents have a value (of a facet, or a token of the access list), as rows of bits that are counted as one.

Totals and counts per facet are exact for any question, also when it matches half of the index: a count is the number of
bits that two sets share. A set is an `int`, in which bit 12 stands for document 12.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable
from itertools import compress

CHUNK = 8192
BYTES = CHUNK // 8
ACCESS = "acl"
_AS_FLAGS = bytes.maketrans(b"01", b"\0\1")

Sets = dict[tuple[str, str], int]
"""For a name and a value the documents that have it."""


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


def read(connection: sqlite3.Connection, names: Collection[str], tokens: Collection[str]) -> tuple[Sets, int]:
    """The sets of all values of `names`, and who may be seen with `tokens`: the documents that have one of them."""
    found: dict[tuple[str, str], bytearray] = {}
    rows = connection.execute(
        f"SELECT name, value, chunk, bits FROM members WHERE name IN ({', '.join('?' * len(names))})"
        f" OR (name = '{ACCESS}' AND value IN ({', '.join('?' * len(tokens))}))",
        [*names, *sorted(tokens)],
    )
    for name, value, chunk, bits in rows:
        held = found.setdefault((name, value), bytearray())
        held.extend(bytes(max(0, chunk * BYTES - len(held))))
        held[chunk * BYTES : (chunk + 1) * BYTES] = bits
    sets = {pair: int.from_bytes(held, "little") for pair, held in found.items()}
    seen = 0
    for token in tokens:
        seen |= sets.pop((ACCESS, token), 0)
    return sets, seen


def as_set(numbers: Collection[int]) -> int:
    """The set of `numbers`."""
    if not numbers:
        return 0
    digits = bytearray(b"0") * (max(numbers) + 1)
    for number in numbers:
        digits[number] = 49
    digits.reverse()
    return int(bytes(digits), 2)


def numbers_of(bits: int) -> list[int]:
    """The members of a set, in order."""
    flags = _flags(bits)
    return list(compress(range(len(flags)), flags))


def among(numbers: list[int], bits: int) -> list[int]:
    """Those of `numbers`, which are in order, that are in a set."""
    flags = _flags(bits)
    within = numbers[: bisect_left(numbers, len(flags))]
    return list(compress(within, map(flags.__getitem__, within)))


def _flags(bits: int) -> bytes:
    """For each number whether it is in a set, up to the last that is."""
    return f"{bits:b}"[::-1].encode().translate(_AS_FLAGS)
