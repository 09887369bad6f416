"""The embedded engine as the contract wants it."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

from search.analysis import Analysis, get_analysis
from search.documents import SearchDocument
from search.engines.base import Candidate, EngineRequest, EngineUnavailable, Found, TermHit
from search.engines.embedded import files, reading, vocabulary, writing

BATCH = 500


class EmbeddedEngine:
    """An index in one SQLite file (`path` is a link to the generation in use). Cheap to make; connections are kept per thread."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def _analysis(self) -> Analysis:
        return get_analysis()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield files.connect(self.path)
        except (sqlite3.OperationalError, OSError) as error:
            raise EngineUnavailable(str(error)) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = files.connect(self.path)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

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
        fresh = files.begin(self.path)
        try:
            number = self._fill(fresh, documents, version)
        except BaseException:
            files.discard(fresh)
            raise
        files.install(self.path, fresh)
        return number

    def _fill(self, fresh: Path, documents: Iterable[SearchDocument], version: int) -> int:
        connection = sqlite3.connect(fresh, isolation_level=None)
        number, stream = 0, iter(documents)
        try:
            # Until it takes over nobody reads this file, so a crash costs nothing but the work.
            connection.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000;"
            )
            while batch := list(islice(stream, BATCH)):
                connection.execute("BEGIN")
                for document in batch:
                    writing.put(connection, self._analysis, document, version)
                connection.execute("COMMIT")
                number += len(batch)
        finally:
            connection.close()
        return number

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

    def versions(self) -> Iterator[tuple[str, int]]:
        """Key and version of every document, in the order of the keys."""
        rows = files.connect(self.path).execute(
            "SELECT key, version FROM document WHERE present ORDER BY key"
        )
        yield from ((key, version) for key, version in rows)

    def analysis_version(self) -> str | None:
        """The analysis that the index was made with; None when there is no index."""
        if not self.path.exists():
            return None
        row = files.connect(self.path).execute("SELECT value FROM meta WHERE name = 'analysis'").fetchone()
        return str(row[0]) if row else None
