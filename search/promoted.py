"""Pages that editors put on top of a question, for whoever may see them at that moment."""

from datetime import datetime

from search import decisions, sources
from search.analysis import Analysis
from search.analysis.normalise import plain_words
from search.documents import SearchDocument
from search.models import Uitgelicht
from search.models.synoniem import Name
from search.understanding import Understanding

MOST_PROMOTED = 3


def promoted_for(
    understood: Understanding, analysis: Analysis, principals: frozenset[str], now: datetime
) -> list[SearchDocument]:
    """The promoted pages of this question, read from the database as they are now."""
    found: dict[int, Uitgelicht] = {}
    for question in _names_of(understood, analysis):
        for row in decisions.known().promoted.get(question, ()):
            if row.is_in_force(now):
                found.setdefault(row.pagina_id, row)
    documents = map(_document, list(found.values())[:MOST_PROMOTED])
    return [found for found in documents if found is not None and _may_see(found, principals, now)]


def _names_of(understood: Understanding, analysis: Analysis) -> list[Name]:
    """The stems of the whole question, and of the other names of the terms that it names."""
    query = understood.query
    if query.excluded:
        return []
    meant = [understood.corrections.get(word, word) for item in query.words for word in item.words]
    words = (*meant, *(word for phrase in query.phrases for word in phrase.words))
    forms = (tuple(plain_words(form)) for hit in understood.terms for form in hit.document.vormen)
    return [tuple(map(analysis.stem, name)) for name in dict.fromkeys((words, *forms)) if name]


def _document(row: Uitgelicht) -> SearchDocument | None:
    return sources.document_of(row.pagina.specific_class._meta.label, row.pagina_id)


def _may_see(document: SearchDocument, principals: frozenset[str], now: datetime) -> bool:
    """The rule of `visible_to` in the tokens of `basis.visibility`, as the index applies it."""
    is_out = document.zichtbaar_vanaf is None or document.zichtbaar_vanaf <= now
    return is_out and not principals.isdisjoint(document.acl)
