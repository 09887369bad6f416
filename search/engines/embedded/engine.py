"""The embedded engine as the contract wants it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from search.analysis import Analysis, get_analysis
from search.documents import SearchDocument
from search.engines.base import Candidate, EngineRequest, EngineUnavailable, Found, Held, TermHit
from search.engines.building import BATCH, build_from
from search.engines.codec import fingerprint
from search.engines.embedded import files, reading, vocabulary, writing
from search.engines.embedded.build import EmbeddedBuild
from search.engines.embedded.members import Index


class EmbeddedEngine:
    """An index in one SQLite file (`path` is a link to the generation in use). Cheap to make; connections are kept per thread."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def _analysis(self) -> Analysis:
        return get_analysis()

    @contextmanager
    def _reading(self) -> Iterator[Index]:
        try:
            yield files.connect(self.path)
        except (sqlite3.OperationalError, OSError) as error:
            raise EngineUnavailable(str(error)) from error
        except sqlite3.DatabaseError as error:
            # Of this class itself: the file is damaged. The others tell of a mistake in our code.
            if type(error) is not sqlite3.DatabaseError:
                raise
            raise EngineUnavailable(str(error)) from error

    @contextmanager
    def _transaction(self) -> Iterator[Index]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk ends the transaction by itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def put(self, document: SearchDocument, version: int) -> bool:
        """Add or replace a document; False when a newer version is there."""
        with self._transaction() as connection:
            if writing.is_newer(connection, document.key, version):
                return False
            writing.put(connection, self._analysis, document, version)
        return True

    def delete(self, key: str, version: int) -> bool:
        """Remove a document; False when a newer version is there."""
        with self._transaction() as connection:
            if writing.is_newer(connection, key, version):
                return False
            writing.delete(connection, self._analysis, key, version)
        return True

    def rebuild(self, documents: Iterable[SearchDocument], version: int) -> int:
        """Build a new generation in batches and let it take over; a failure leaves the old one as it was."""
        return build_from(self, documents, version)

    def begin_build(self, started: datetime) -> EmbeddedBuild:
        """An empty generation beside the one in use; those that were not finished are removed."""
        for left in files.unfinished(self.path):
            files.discard(left)
        return EmbeddedBuild(self.path, files.begin(self.path, {"started": started.isoformat()}))

    def unfinished_build(self) -> EmbeddedBuild | None:
        """The latest generation that was not finished; None when there is none that can be read."""
        for left in files.unfinished(self.path):
            try:
                return EmbeddedBuild(self.path, left)
            except (sqlite3.DatabaseError, LookupError):
                continue
        return None

    def generation(self) -> str:
        """The name of the file in use."""
        return files.generation(self.path)

    def previous(self) -> str:
        """The name of the file that was in use before."""
        return files.previous(self.path)

    def roll_back(self) -> None:
        """Let the file in use and the one before change places. Raises `LookupError` when there is none before."""
        files.roll_back(self.path)

    def search(self, request: EngineRequest) -> Found:
        """The documents that fit, and the counts per facet."""
        with self._reading() as connection:
            return reading.search(connection, request)

    def suggest(
        self, words: tuple[str, ...], principals: frozenset[str], now: datetime, limit: int
    ) -> list[SearchDocument]:
        """Documents with all words in their title or names; the last word may be a beginning."""
        with self._reading() as connection:
            return vocabulary.suggest(connection, words, principals, now, limit)

    def terms(
        self, rows: Iterable[tuple[str, ...]], principals: frozenset[str], now: datetime
    ) -> list[TermHit]:
        """Glossary terms that have one of `rows` as a name."""
        with self._reading() as connection:
            return vocabulary.terms(connection, rows, principals, now)

    def unknown(self, words: Iterable[str], principals: frozenset[str]) -> set[str]:
        """Those of the words that no visible document has in any form."""
        with self._reading() as connection:
            return vocabulary.unknown(connection, self._analysis, words, principals)

    def similar(self, word: str, principals: frozenset[str]) -> list[Candidate]:
        """Words of visible documents that look like `word`."""
        with self._reading() as connection:
            return vocabulary.similar(connection, word, principals)

    def frequencies(self, stems: Iterable[str], principals: frozenset[str]) -> dict[str, int]:
        """About how many visible documents hold each of `stems`."""
        with self._reading() as connection:
            return vocabulary.frequencies(connection, stems, principals)

    def held(self, keys: Sequence[str]) -> dict[str, Held]:
        """What is held of `keys`; the content is kept whole, so that its mark is worked out here."""
        marks = ", ".join("?" * len(keys))
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT key, version, text FROM document JOIN source ON source.document = document.id"
                f" WHERE present AND key IN ({marks})",
                list(keys),
            )
            return {key: Held(version, fingerprint(text)) for key, version, text in rows}

    def versions(self) -> Iterator[tuple[str, int]]:
        """Key and version of every document, in the order of the keys, asked for in parts."""
        after = ""
        while True:
            with self._reading() as connection:
                rows = connection.execute(
                    "SELECT key, version FROM document WHERE present AND key > ? ORDER BY key LIMIT ?",
                    [after, BATCH],
                ).fetchall()
            if not rows:
                return
            yield from ((str(key), int(version)) for key, version in rows)
            after = rows[-1][0]

    def analysis_version(self) -> str | None:
        """The analysis that the index was made with; None when there is no index."""
        if not self.path.exists():
            return None
        row = files.connect(self.path).execute("SELECT value FROM meta WHERE name = 'analysis'").fetchone()
        return str(row[0]) if row else None
