"""A generation of the embedded index under construction."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from search.analysis import get_analysis
from search.documents import SearchDocument
from search.engines.embedded import files, writing


class EmbeddedBuild:
    """A file that nobody reads yet. How far it is stands in the same transaction as the documents."""

    def __init__(self, path: Path, file: Path) -> None:
        """Open `file`, to become the index at `path`. Raises `DatabaseError` or `LookupError` when it is no build."""
        self._path, self._file = path, file
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.executescript("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;")
        meta = dict(self._connection.execute("SELECT name, value FROM meta"))
        if "started" not in meta:
            raise LookupError(f"{file} is no build")
        self.name = file.with_suffix("").name
        self.analysis = str(meta["analysis"])
        self.started = datetime.fromisoformat(meta["started"])
        self.marks: dict[str, int] = json.loads(meta.get("marks", "{}"))

    def add(self, documents: Sequence[SearchDocument], marks: dict[str, int], version: int = 0) -> None:
        """Write documents, and remember how far that is, in one transaction."""
        writer = writing.Writer(self._connection, get_analysis())
        self._connection.execute("BEGIN")
        for document in documents:
            writer.put(document, version)
        writer.flush()
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('marks', ?)", [json.dumps(marks)])
        self._connection.execute("COMMIT")
        self.marks = dict(marks)

    def finish(self) -> None:
        """All in one file."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def install(self) -> None:
        """Let it take over."""
        files.install(self._path, self._file)

    def discard(self) -> None:
        """Remove it."""
        self._connection.close()
        files.discard(self._file)
