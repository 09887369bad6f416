"""Writing documents into the embedded index."""

import json
import sqlite3
from datetime import UTC, datetime

from search.analysis import Analysis
from search.analysis.normalise import plain_words
from search.analysis.spelling import variants
from search.documents import FACETS, SearchDocument
from search.engines.codec import dumps, loads
from search.engines.texts import BORDER, WORD_LENGTHS, names_of, texts


def is_newer(connection: sqlite3.Connection, key: str, version: int) -> bool:
    """Whether the index holds a later version of `key` than `version`."""
    row = connection.execute("SELECT version FROM document WHERE key = ?", [key]).fetchone()
    return row is not None and int(row[0]) > version


def put(connection: sqlite3.Connection, analysis: Analysis, document: SearchDocument, version: int) -> None:
    """Write `document` in place of what is there, in the transaction of the caller."""
    number = _clear(connection, analysis, document.key, version)
    counted = document.zichtbaar_vanaf is None or document.zichtbaar_vanaf <= datetime.now(UTC)
    facets = {name: getattr(document, name) for name in FACETS}
    values = {
        "present": 1,
        "counted": int(counted),
        "visible_from": document.zichtbaar_vanaf.timestamp() if document.zichtbaar_vanaf else None,
        "title": " ".join(plain_words(document.titel)),
        "day": document.datum.isoformat() if document.datum else "",
        "source": dumps(document),
        **facets,
    }
    names = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE document SET {names} WHERE id = ?", [*values.values(), number])
    connection.executemany(
        "INSERT OR IGNORE INTO acl VALUES (?, ?)", [(number, token) for token in document.acl]
    )
    forms = {" ".join(plain_words(form)) for form in document.vormen} - {""}
    connection.executemany("INSERT OR IGNORE INTO form VALUES (?, ?)", [(form, number) for form in forms])
    _put_tokens(connection, analysis, document, number)
    if counted:
        _count(connection, analysis, document, 1)


def delete(connection: sqlite3.Connection, analysis: Analysis, key: str, version: int) -> None:
    """Empty the place of `key`; its version stays, so that a late older update cannot bring it back."""
    _clear(connection, analysis, key, version)


def _clear(connection: sqlite3.Connection, analysis: Analysis, key: str, version: int) -> int:
    """Remove all that is known of `key` but its version; returns its number."""
    row = connection.execute("SELECT id, counted, source FROM document WHERE key = ?", [key]).fetchone()
    if row is None:
        sql = "INSERT INTO document (key, version, present) VALUES (?, ?, 0)"
        number = connection.execute(sql, [key, version]).lastrowid
        if number is None:
            raise sqlite3.DatabaseError("the new document got no number")
        return number
    number, counted, source = row
    if counted:
        _count(connection, analysis, loads(source), -1)
    for table, column in (("acl", "document"), ("form", "document"), ("tokens", "rowid"), ("names", "rowid")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [number])
    connection.execute(
        "UPDATE document SET version = ?, present = 0, counted = 0, source = '{}' WHERE id = ?",
        [version, number],
    )
    return int(number)


def _put_tokens(
    connection: sqlite3.Connection, analysis: Analysis, document: SearchDocument, number: int
) -> None:
    title, labels, headings, body = (analysis.analyse(text) for text in texts(document))
    stems = [" ".join(tokens.stems) for tokens in (title, labels, headings, body)]
    parts = " ".join(part for tokens in (title, labels, headings, body) for part in tokens.parts)
    literal = f" {BORDER} ".join(" ".join(tokens.words) for tokens in (title, labels, headings, body))
    connection.execute(
        "INSERT INTO tokens (rowid, title_nl, labels_nl, koppen_nl, body_nl, parts_nl, literal) VALUES (?,?,?,?,?,?,?)",
        [number, *stems, parts, literal],
    )
    names = f" {BORDER} ".join(" ".join(plain_words(name)) for name in names_of(document))
    pieces = {piece for word in names.split() for piece in analysis.split(word)}
    connection.execute(
        "INSERT INTO names (rowid, words, parts) VALUES (?, ?, ?)",
        [number, f"{BORDER} {names}", " ".join(sorted(pieces))],
    )


def _count(connection: sqlite3.Connection, analysis: Analysis, document: SearchDocument, step: int) -> None:
    """Add the words of `document` to the spelling vocabulary of everyone who may see it, or take them off."""
    found = analysis.analyse("\n".join(texts(document))).vocabulary
    words = [(word, stem) for word, stem in found if len(word) in WORD_LENGTHS and word.isalpha()]
    if step > 0:
        _add_variants(connection, [word for word, _stem in words])
    rows = [(word, token, stem, step) for word, stem in words for token in document.acl]
    connection.executemany(
        "INSERT INTO vocabulary VALUES (?, ?, ?, ?)"
        " ON CONFLICT (word, token) DO UPDATE SET documents = documents + excluded.documents",
        rows,
    )


def _add_variants(connection: sqlite3.Connection, words: list[str]) -> None:
    """Write the forms under which words that are new to the index can be found when they are misspelt."""
    known = connection.execute(
        "SELECT word FROM vocabulary WHERE word IN (SELECT value FROM json_each(?))", [json.dumps(words)]
    )
    fresh = set(words) - {word for (word,) in known}
    pairs = [(variant, word) for word in fresh for variant in variants(word)]
    connection.executemany("INSERT OR IGNORE INTO variant VALUES (?, ?)", pairs)
