"""The file of the embedded engine: one SQLite database of its own, beside that of the site."""

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
    length INTEGER NOT NULL DEFAULT 0,
    visible_from REAL,
    title TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL DEFAULT '',
    soort TEXT NOT NULL DEFAULT ''
);
CREATE INDEX document_day ON document (day DESC, id);
CREATE INDEX document_title ON document (title, id);
CREATE INDEX document_later ON document (visible_from) WHERE visible_from IS NOT NULL;
CREATE TABLE source (document INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE total (documents INTEGER NOT NULL, length INTEGER NOT NULL);
INSERT INTO total VALUES (0, 0);
CREATE TABLE acl (document INTEGER NOT NULL, token TEXT NOT NULL, PRIMARY KEY (document, token)) WITHOUT ROWID;
CREATE TABLE form (words TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (words, document)) WITHOUT ROWID;
CREATE INDEX form_document ON form (document);
CREATE VIRTUAL TABLE tokens USING fts5(
    title_nl, labels_nl, koppen_nl, body_nl, parts_nl, literal, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE names USING fts5(
    words, parts, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4'
);
CREATE TABLE posting (
    stem TEXT NOT NULL, chunk INTEGER NOT NULL, documents BLOB NOT NULL, codes BLOB NOT NULL,
    PRIMARY KEY (stem, chunk)
) WITHOUT ROWID;
CREATE TABLE members (
    name TEXT NOT NULL, value TEXT NOT NULL, chunk INTEGER NOT NULL, bits BLOB NOT NULL,
    PRIMARY KEY (name, value, chunk)
) WITHOUT ROWID;
CREATE TABLE vocabulary (
    word TEXT NOT NULL, token TEXT NOT NULL, stem TEXT NOT NULL, documents INTEGER NOT NULL,
    PRIMARY KEY (word, token)
) WITHOUT ROWID;
CREATE INDEX vocabulary_stem ON vocabulary (stem, token);
CREATE TABLE word (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE variant (form INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (form, word)) WITHOUT ROWID;
"""
