"""More like this: what resembles a page, by the words that tell most about it."""

import logging
import math
from collections import Counter, defaultdict
from heapq import nlargest

from django.db.models import Model
from django.utils import timezone

from search import sources
from search.analysis import Analysis, get_analysis
from search.api import Hit, hit_of
from search.documents import SearchDocument
from search.engines import Engine, get_engine
from search.engines.base import (
    BODY_WEIGHT,
    HEADING_WEIGHT,
    LABEL_WEIGHT,
    TITLE_WEIGHT,
    EngineRequest,
    EngineUnavailable,
)
from search.engines.texts import texts
from search.plan import Alternative, Concept, Plan

MOST_STEMS = 12
CONSIDERED = 60
MOST = 3
LONGEST = 8_000
_WEIGHTS = (TITLE_WEIGHT, LABEL_WEIGHT, HEADING_WEIGHT, BODY_WEIGHT)
logger = logging.getLogger("kenniskring.search")


def like(
    page: Model, kinds: frozenset[str], principals: frozenset[str], engine: Engine | None = None
) -> list[Hit]:
    """Up to three things of `kinds` that resemble `page`, of what `principals` may see, best first.

    Nothing when search is away: the page itself is worth more. Raises `LookupError` for a model that is not searchable.
    """
    document = sources.document_of(page._meta.label, page.pk)
    if document is None:
        return []
    try:
        found = similar_to(document, kinds, principals, engine or get_engine())
    except EngineUnavailable:
        logger.warning("no pages like %s: search is away", document.key)
        return []
    return [hit_of(other) for other in found]


def similar_to(
    document: SearchDocument, kinds: frozenset[str], principals: frozenset[str], engine: Engine
) -> list[SearchDocument]:
    """The documents nearest to `document`, without itself. Raises `EngineUnavailable`."""
    analysis = get_analysis()
    stems = telling_stems(document, principals, engine, analysis)
    if not stems:
        return []
    least = min(2, len(stems))
    concepts = tuple(Concept((Alternative((stem,), weight),)) for stem, weight in stems.items())
    wanted = EngineRequest(
        plan=Plan(concepts=concepts, at_least=least),
        principals=principals,
        now=timezone.now(),
        filters={"soort": kinds},
        limit=MOST + 1,
    )
    found = engine.search(wanted).documents
    return [other for other in found if other.key != document.key][:MOST]


def telling_stems(
    document: SearchDocument, principals: frozenset[str], engine: Engine, analysis: Analysis
) -> dict[str, float]:
    """The stems that `document` is about and few others are, each with its weight (the best has 1).

    A stem that no other visible document has finds nothing and is left out.
    """
    weighed: defaultdict[str, float] = defaultdict(float)
    for weight, text in zip(_WEIGHTS, texts(document), strict=True):
        for stem, number in Counter(analysis.analyse(text[:LONGEST]).stems).items():
            if stem.isalpha():
                weighed[stem] += weight * (1 + math.log(number))
    candidates = nlargest(CONSIDERED, weighed, key=lambda stem: (weighed[stem], stem))
    held = engine.frequencies(candidates, principals)
    most = max(held.values(), default=0)
    points = {
        stem: weighed[stem] * math.log(1 + most / held[stem]) for stem in candidates if held.get(stem, 0) > 1
    }
    best = sorted(points, key=lambda stem: (-points[stem], stem))[:MOST_STEMS]
    return {stem: points[stem] / points[best[0]] for stem in best}
