"""The embedded engine: SQLite FTS5 in a file of its own, good to about two hundred thousand documents."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
