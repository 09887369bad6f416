"""Writing documents into the embedded index."""

import json
import sqlite3
from array import array
from collections import Counter
from datetime import UTC, datetime

from search.analysis import Analysis
from search.analysis.normalise import plain_words
from search.analysis.spelling import form_number, variants
from search.documents import FACETS, SearchDocument
from search.engines.codec import dumps, loads
from search.engines.embedded import members, postings
from search.engines.embedded.schema import COLUMNS
from search.engines.texts import BORDER, WORD_LENGTHS, forms_of, names_of, texts


def is_newer(connection: sqlite3.Connection, key: str, version: int) -> bool:
    """Whether the index holds a later version of `key` than `version`."""
    row = connection.execute("SELECT version FROM document WHERE key = ?", [key]).fetchone()
    return row is not None and int(row[0]) > version


def put(connection: sqlite3.Connection, analysis: Analysis, document: SearchDocument, version: int) -> None:
    """Write `document` in place of what is there, in the transaction of the caller."""
    writer = Writer(connection, analysis)
    writer.put(document, version)
    writer.flush()


def delete(connection: sqlite3.Connection, analysis: Analysis, key: str, version: int) -> None:
    """Empty the place of `key`; its version stays, so that a late older update cannot bring it back."""
    writer = Writer(connection, analysis)
    writer.delete(key, version)
    writer.flush()


class Writer:
    """Writes documents in the transaction of the caller. What many share is gathered, and written by `flush`."""

    def __init__(self, connection: sqlite3.Connection, analysis: Analysis) -> None:
        self._connection = connection
        self._analysis = analysis
        self._postings: dict[tuple[str, int], postings.Rows] = {}
        self._members: dict[tuple[str, str, int], int] = {}
        self._words: Counter[tuple[str, str, str]] = Counter()
        self._total: Counter[str] = Counter()

    def put(self, document: SearchDocument, version: int) -> None:
        """Write `document` in place of what is there."""
        number = self._clear(document.key, version)
        counted = document.zichtbaar_vanaf is None or document.zichtbaar_vanaf <= datetime.now(UTC)
        length, words = self._put_tokens(document, number)
        self._connection.execute(
            "UPDATE document SET present = 1, counted = ?, length = ?, visible_from = ?, title = ?, day = ?, soort = ?"
            " WHERE id = ?",
            [
                int(counted),
                length,
                document.zichtbaar_vanaf.timestamp() if document.zichtbaar_vanaf else None,
                " ".join(plain_words(document.titel)),
                document.datum.isoformat() if document.datum else "",
                document.soort,
                number,
            ],
        )
        self._connection.execute("INSERT INTO source VALUES (?, ?)", [number, dumps(document)])
        self._put_access(document, number)
        if counted:
            self._count(document, words, 1)

    def delete(self, key: str, version: int) -> None:
        """Empty the place of `key`, but for its version."""
        self._clear(key, version)

    def flush(self) -> None:
        """Write what was gathered."""
        postings.add(self._connection, self._postings)
        members.add(self._connection, self._members)
        _add_variants(
            self._connection, {word for (word, _token, _stem), step in self._words.items() if step > 0}
        )
        self._connection.executemany(
            "INSERT INTO vocabulary VALUES (?, ?, ?, ?)"
            " ON CONFLICT (word, token) DO UPDATE SET documents = documents + excluded.documents",
            [(*row, step) for row, step in sorted(self._words.items())],
        )
        self._connection.execute(
            "UPDATE total SET documents = documents + ?, length = length + ?",
            [self._total["documents"], self._total["length"]],
        )
        for gathered in (self._postings, self._members, self._words, self._total):
            gathered.clear()

    def _clear(self, key: str, version: int) -> int:
        """Remove all that is known of `key` but its version; returns its number."""
        row = self._connection.execute(
            "SELECT id, present, counted, length FROM document WHERE key = ?", [key]
        ).fetchone()
        if row is None:
            sql = "INSERT INTO document (key, version, present) VALUES (?, ?, 0)"
            number = self._connection.execute(sql, [key, version]).lastrowid
            if number is None:
                raise sqlite3.DatabaseError("the new document got no number")
            return number
        number, present, counted, length = row
        if present:
            # What was gathered may be of this very document.
            self.flush()
            self._take_out(number, counted=bool(counted), length=length)
        sql = "UPDATE document SET version = ?, present = 0, counted = 0, visible_from = NULL WHERE id = ?"
        self._connection.execute(sql, [version, number])
        return int(number)

    def _take_out(self, number: int, *, counted: bool, length: int) -> None:
        text = self._connection.execute("SELECT text FROM source WHERE document = ?", [number]).fetchone()[0]
        document = loads(text)
        held = self._connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM tokens WHERE rowid = ?", [number]
        ).fetchone()
        postings.remove(self._connection, sorted({stem for field in held for stem in field.split()}), number)
        members.remove(self._connection, _values(document), number)
        self._total.update({"documents": -1, "length": -length})
        if counted:
            self._count(document, self._analysis.analyse("\n".join(texts(document))).vocabulary, -1)
        for table, column in (
            ("acl", "document"),
            ("form", "document"),
            ("source", "document"),
            ("tokens", "rowid"),
            ("names", "rowid"),
        ):
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [number])

    def _put_tokens(self, document: SearchDocument, number: int) -> tuple[int, frozenset[tuple[str, str]]]:
        """Write the words; returns how many there are and those that can be a suggestion."""
        found = [self._analysis.analyse(text) for text in texts(document)]
        fields = [*(tokens.stems for tokens in found), [part for tokens in found for part in tokens.parts]]
        literal = f" {BORDER} ".join(" ".join(tokens.words) for tokens in found)
        self._connection.execute(
            "INSERT INTO tokens (rowid, title_nl, labels_nl, koppen_nl, body_nl, parts_nl, literal)"
            " VALUES (?,?,?,?,?,?,?)",
            [number, *map(" ".join, fields), literal],
        )
        length = sum(map(len, fields)) + sum(len(tokens.words) for tokens in found) + len(found) - 1
        chunk = number // postings.CHUNK
        for stem, code in postings.codes_of(fields, length).items():
            rows = self._postings.get((stem, chunk))
            if rows is None:
                rows = self._postings[stem, chunk] = postings.Rows(array("I"), array("I"))
            rows.documents.append(number)
            rows.codes.append(code)
        self._total.update({"documents": 1, "length": length})
        self._put_names(document, number)
        return length, frozenset().union(*(tokens.vocabulary for tokens in found))

    def _put_names(self, document: SearchDocument, number: int) -> None:
        forms = forms_of(document, self._analysis)
        self._connection.executemany(
            "INSERT OR IGNORE INTO form VALUES (?, ?)", [(form, number) for form in forms]
        )
        names = f" {BORDER} ".join(" ".join(plain_words(name)) for name in names_of(document))
        pieces = {piece for word in names.split() for piece in self._analysis.split(word)}
        self._connection.execute(
            "INSERT INTO names (rowid, words, parts) VALUES (?, ?, ?)",
            [number, f"{BORDER} {names}", " ".join(sorted(pieces))],
        )

    def _put_access(self, document: SearchDocument, number: int) -> None:
        """Who may see it and what it is filtered by."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO acl VALUES (?, ?)", [(number, token) for token in document.acl]
        )
        chunk, bit = number // members.CHUNK, 1 << number % members.CHUNK
        for name, value in _values(document):
            where = (name, value, chunk)
            self._members[where] = self._members.get(where, 0) | bit

    def _count(self, document: SearchDocument, words: frozenset[tuple[str, str]], step: int) -> None:
        """Add words to the spelling vocabulary of everyone who may see the document, or take them off."""
        for word, stem in words:
            if len(word) in WORD_LENGTHS and word.isalpha():
                for token in document.acl:
                    self._words[word, token, stem] += step


def _values(document: SearchDocument) -> set[tuple[str, str]]:
    """Names and values under which a document is a member."""
    facets = {(name, getattr(document, name)) for name in FACETS if getattr(document, name)}
    return facets | {(members.ACCESS, token) for token in document.acl}


def _add_variants(connection: sqlite3.Connection, words: set[str]) -> None:
    """Write the forms under which words that are new to the index can be found when they are misspelt."""
    known = connection.execute(
        "SELECT word FROM word WHERE word IN (SELECT value FROM json_each(?))", [json.dumps([*words])]
    )
    fresh = sorted(words - {word for (word,) in known})
    connection.executemany("INSERT INTO word (word) VALUES (?)", [(word,) for word in fresh])
    last = connection.execute("SELECT max(number) FROM word").fetchone()[0] or 0
    numbered = enumerate(fresh, last - len(fresh) + 1)
    connection.executemany(
        "INSERT OR IGNORE INTO variant VALUES (?, ?)",
        sorted((form_number(form), number) for number, word in numbered for form in variants(word)),
    )
