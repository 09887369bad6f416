"""Which texts of a document an engine indexes: the same for every engine."""

from search.analysis import Analysis
from search.analysis.normalise import plain_words
from search.documents import SearchDocument

# Stands between a title, each name and a text, so that a phrase does not run on from one into the other.
BORDER = "zzgrens"
WORD_LENGTHS = range(3, 31)
"""How long a word is that can be a spelling suggestion."""


def texts(document: SearchDocument) -> tuple[str, str, str, str]:
    """Title, other names, headings and running text."""
    body = "\n".join((document.samenvatting, document.tekst, *document.bijzonderheden))
    return document.titel, "\n".join(document.labels), "\n".join(document.koppen), body


def names_of(document: SearchDocument) -> tuple[str, ...]:
    """The names under which it is suggested."""
    return (document.titel, *document.vormen)


def forms_of(document: SearchDocument, analysis: Analysis) -> set[str]:
    """By what a term is recognised in a question: each name, as one word, and as stems for another inflection."""
    names = [tuple(plain_words(name)) for name in document.vormen]
    rows = {row for words in names for row in (words, ("".join(words),), tuple(map(analysis.stem, words)))}
    return {" ".join(row) for row in rows} - {""}
