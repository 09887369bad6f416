"""Which documents hold a stem, and what each of them scores for it, without reading the documents.

FTS5 works its score out row by row, which costs two microseconds for every document that matches; for a word that is in
half of them that is most of the time. So the index keeps, for every stem, the numbers of its documents and what the score
needs of each: how often the stem is in it, weighed by field, and how long it is. The score is BM25 as Lucene counts it,
worked out for all documents of a stem at once.
"""

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator
from math import log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.base import (
    BODY_WEIGHT,
    HEADING_WEIGHT,
    LABEL_WEIGHT,
    LENGTH_MATTERS,
    PARTS_WEIGHT,
    SATURATION,
    TITLE_WEIGHT,
)

WEIGHTS = (TITLE_WEIGHT, LABEL_WEIGHT, HEADING_WEIGHT, BODY_WEIGHT, PARTS_WEIGHT)
"""Of the fields, in the order of `schema.COLUMNS`. They are part of what is stored: another weight asks for a rebuild."""
CHUNK = 1024
"""Documents whose part of a posting list is one row, which is what a change of one of them writes anew."""
# One number holds how often, in hundredths, and the length of the document.
_LENGTH_BITS = 18
_LONGEST, _MOST_OFTEN = (1 << _LENGTH_BITS) - 1, (1 << 32 - _LENGTH_BITS) - 1


class Rows(NamedTuple):
    """A part of a posting list."""

    documents: "array[int]"
    codes: "array[int]"


class Matches(NamedTuple):
    """The numbers of documents, each once, and what each scores (more than nought)."""

    documents: NDArray[np.intp]
    scores: NDArray[np.float64]


def codes_of(fields: Iterable[Collection[str]], length: int) -> dict[str, int]:
    """For each stem of a document the number that holds how often it is there and how long the document is."""
    often: dict[str, int] = {}
    for weight, stems in zip(WEIGHTS, fields, strict=True):
        step = round(weight * 100)
        for stem in stems:
            often[stem] = often.get(stem, 0) + step
    tail = min(length, _LONGEST)
    return {stem: min(number, _MOST_OFTEN) << _LENGTH_BITS | tail for stem, number in often.items()}


def add(connection: sqlite3.Connection, fresh: dict[tuple[str, int], Rows]) -> None:
    """Write postings behind what is there, by stem and chunk."""
    connection.executemany(
        "INSERT INTO posting VALUES (?, ?, ?, ?) ON CONFLICT (stem, chunk) DO UPDATE SET"
        " documents = CAST(documents || excluded.documents AS BLOB), codes = CAST(codes || excluded.codes AS BLOB)",
        (
            (stem, chunk, rows.documents.tobytes(), rows.codes.tobytes())
            for (stem, chunk), rows in sorted(fresh.items())
        ),
    )


def remove(connection: sqlite3.Connection, stems: Iterable[str], number: int) -> None:
    """Take document `number` out of the lists of `stems`."""
    for stem in stems:
        where = (stem, number // CHUNK)
        found = connection.execute(
            "SELECT documents, codes FROM posting WHERE stem = ? AND chunk = ?", where
        ).fetchone()
        rows = _rows(*(found or (b"", b"")))
        if number in rows.documents:
            place = rows.documents.index(number)
            rows.documents.pop(place)
            rows.codes.pop(place)
            connection.execute(
                "UPDATE posting SET documents = ?, codes = ? WHERE stem = ? AND chunk = ?",
                (rows.documents.tobytes(), rows.codes.tobytes(), *where),
            )
    connection.executemany(
        "DELETE FROM posting WHERE stem = ? AND chunk = ? AND documents = x''",
        [(stem, number // CHUNK) for stem in stems],
    )


def matches(connection: sqlite3.Connection, stems: Collection[str]) -> dict[str, Matches]:
    """For each of `stems` that is somewhere: its documents with what they score for it (BM25)."""
    documents, length = connection.execute("SELECT documents, length FROM total").fetchone()
    if not documents:
        return {}
    return {
        stem: Matches(numbers.astype(np.intp), _scored(codes, documents, length / documents))
        for stem, numbers, codes in _read(connection, stems)
        if len(numbers)
    }


def _read(
    connection: sqlite3.Connection, stems: Collection[str]
) -> Iterator[tuple[str, NDArray[Any], NDArray[Any]]]:
    found: dict[str, tuple[list[bytes], list[bytes]]] = {}
    marks = ", ".join("?" * len(stems))
    for stem, numbers, codes in connection.execute(
        f"SELECT stem, documents, codes FROM posting WHERE stem IN ({marks})", [*stems]
    ):
        both = found.setdefault(stem, ([], []))
        both[0].append(numbers)
        both[1].append(codes)
    for stem, (numbers, codes) in found.items():
        yield stem, _numbers(numbers), _numbers(codes)


def _numbers(pieces: Iterable[bytes]) -> NDArray[Any]:
    return np.frombuffer(b"".join(pieces), dtype=np.uintc)


def _rows(numbers: bytes, codes: bytes) -> Rows:
    return Rows(array("I", numbers), array("I", codes))


def _scored(codes: NDArray[Any], documents: int, average: float) -> NDArray[np.float64]:
    rarity = log(1 + (documents - len(codes) + 0.5) / (len(codes) + 0.5))
    often = (codes >> _LENGTH_BITS) / 100
    saturation = SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS / average * (codes & _LONGEST))
    scored: NDArray[np.float64] = rarity * (SATURATION + 1) * often / (often + saturation)
    return scored
