"""The file of the embedded engine: one SQLite database of its own, beside that of the site."""

from search.documents import FACETS

COLUMNS = ("title_nl", "labels_nl", "koppen_nl", "body_nl", "parts_nl")
LITERAL = "literal"

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    present INTEGER NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0,
    visible_from REAL,
    title TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL DEFAULT '',
    soort TEXT NOT NULL DEFAULT '', thema TEXT NOT NULL DEFAULT '', kring TEXT NOT NULL DEFAULT '',
    gemeente TEXT NOT NULL DEFAULT '', fase TEXT NOT NULL DEFAULT '', niveau TEXT NOT NULL DEFAULT '',
    jaar TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE acl (document INTEGER NOT NULL, token TEXT NOT NULL, PRIMARY KEY (document, token)) WITHOUT ROWID;
CREATE TABLE form (words TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (words, document)) WITHOUT ROWID;
CREATE INDEX form_document ON form (document);
CREATE VIRTUAL TABLE tokens USING fts5(
    title_nl, labels_nl, koppen_nl, body_nl, parts_nl, literal, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE names USING fts5(
    words, parts, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4'
);
CREATE TABLE vocabulary (
    word TEXT NOT NULL, token TEXT NOT NULL, stem TEXT NOT NULL, documents INTEGER NOT NULL,
    PRIMARY KEY (word, token)
) WITHOUT ROWID;
CREATE INDEX vocabulary_stem ON vocabulary (stem, token);
CREATE TABLE variant (variant TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (variant, word)) WITHOUT ROWID;
"""

# What one question matched, with all that it is filtered, counted and sorted by.
FOUND = f"""
CREATE TEMP TABLE IF NOT EXISTS found (
    id INTEGER PRIMARY KEY, score REAL NOT NULL, title TEXT, day TEXT, {", ".join(f"{name} TEXT" for name in FACETS)}
)
"""
