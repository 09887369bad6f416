"""What an Elasticsearch index of the portal looks like, and how a document gets into it.

Every token comes from the Python analysis, so the server only splits at white space; it needs no plug-in and no script.
"""

from typing import Any

from django.conf import settings
from elasticsearch.dsl import Boolean, Date, Document, Integer, Keyword, Text

from search.analysis import ANALYSIS_VERSION, Analysis
from search.analysis.normalise import plain_words
from search.documents import FACETS, SearchDocument
from search.engines.base import LENGTH_MATTERS, SATURATION
from search.engines.codec import dumps, fingerprint
from search.engines.texts import BORDER, WORD_LENGTHS, forms_of, names_of, texts


def tokens() -> Text:
    """A field of tokens that are analysed already."""
    return Text(analyzer="whitespace")


class IndexedDocument(Document):
    """One searchable thing. `_source` keeps only what is read back."""

    key = Keyword()
    present = Boolean()
    title_nl = tokens()
    labels_nl = tokens()
    koppen_nl = tokens()
    body_nl = tokens()
    parts_nl = tokens()
    literal = tokens()
    names = tokens()
    names_parts = tokens()
    name_starts = Keyword()
    forms = Keyword()
    vocabulary = Keyword()
    acl = Keyword()
    visible_from = Date()
    day = Date(format="yyyy-MM-dd")
    title_sort = Keyword(ignore_above=400)
    title_length = Integer()
    soort = Keyword()
    thema = Keyword()
    kring = Keyword()
    gemeente = Keyword()
    fase = Keyword()
    niveau = Keyword()
    jaar = Keyword()
    document = Keyword(index=False, doc_values=False)
    fingerprint = Keyword(index=False, doc_values=False)

    class Index:
        settings = {"refresh_interval": "1s"}


def body() -> dict[str, Any]:
    """Settings and mapping of a new index, with the version of the analysis in it."""
    made: dict[str, Any] = IndexedDocument._index.to_dict()  # noqa: SLF001 - the documented way to its settings
    made["settings"] |= {
        "number_of_shards": settings.ELASTICSEARCH_SHARDS,
        "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
        "similarity": {"default": {"type": "BM25", "k1": SATURATION, "b": LENGTH_MATTERS}},
    }
    made["mappings"] |= {
        "dynamic": "strict",
        "_meta": {"analysis": ANALYSIS_VERSION},
        "_source": {"includes": ["key", "present", "document", "fingerprint", "forms", "vocabulary"]},
    }
    return made


def fields_of(document: SearchDocument, analysis: Analysis) -> dict[str, Any]:
    """The fields of `document` in the index."""
    parts = [analysis.analyse(text) for text in texts(document)]
    names = [" ".join(plain_words(name)) for name in names_of(document)]
    written = dumps(document)
    together = f" {BORDER} "
    words = frozenset[str]().union(*({word for word, _stem in part.vocabulary} for part in parts))
    return {
        "key": document.key,
        "present": True,
        **{name: " ".join(part.stems) for name, part in zip(STEM_FIELDS, parts, strict=True)},
        "parts_nl": " ".join(stem for part in parts for stem in part.parts),
        "literal": together.join(" ".join(part.words) for part in parts),
        "names": together.join(names),
        "names_parts": " ".join(
            sorted({piece for name in names for word in name.split() for piece in analysis.split(word)})
        ),
        "name_starts": names,
        "forms": sorted(forms_of(document, analysis)),
        "vocabulary": sorted(word for word in words if len(word) in WORD_LENGTHS and word.isalpha()),
        "acl": list(document.acl),
        "visible_from": document.zichtbaar_vanaf.isoformat() if document.zichtbaar_vanaf else None,
        "day": document.datum.isoformat() if document.datum else None,
        "title_sort": " ".join(plain_words(document.titel)),
        "title_length": len(document.titel),
        "document": written,
        "fingerprint": fingerprint(written),
        **{name: getattr(document, name) or None for name in FACETS},
    }


STEM_FIELDS = ("title_nl", "labels_nl", "koppen_nl", "body_nl")


def absence_of(key: str) -> dict[str, Any]:
    """What stands in the place of a document that was removed, so that its version is remembered."""
    return {"key": key, "present": False}
