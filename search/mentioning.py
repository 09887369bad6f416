"""Where a term of the glossary is mentioned: by one of the names under which texts link to it."""

import logging
from collections.abc import Iterable

from django.utils import timezone

from kennis.models import Begrip
from search import highlight
from search.analysis import Analysis, get_analysis
from search.api import Hit, hit_of
from search.engines import Engine, get_engine
from search.engines.base import EngineRequest, EngineUnavailable
from search.plan import Alternative, Concept, Plan

logger = logging.getLogger("kenniskring.search")


def mentioning(
    begrip: Begrip,
    kinds: frozenset[str],
    principals: frozenset[str],
    limit: int,
    engine: Engine | None = None,
) -> list[Hit]:
    """Up to `limit` things of `kinds` that mention `begrip`, of what `principals` may see, best first, with the passage.

    Nothing when search is away: the term itself is worth more.
    """
    analysis = get_analysis()
    names = (begrip.title, *(label.tekst for label in begrip.labels.all() if label.automatisch_linken))
    alternatives = tuple(_in_any_form(names, analysis))
    if not alternatives:
        return []
    wanted = EngineRequest(
        plan=Plan(concepts=(Concept(alternatives),), at_least=1),
        principals=principals,
        now=timezone.now(),
        filters={"soort": kinds},
        limit=limit,
    )
    try:
        found = (engine or get_engine()).search(wanted)
    except EngineUnavailable:
        logger.warning("no mentions of %s: search is away", begrip.ref)
        return []
    marks = highlight.marks_of(wanted.plan, analysis)
    return [hit_of(document, marks, principals) for document in found.documents]


def _in_any_form(names: Iterable[str], analysis: Analysis) -> list[Alternative]:
    """Each name as a row of stems beside each other; different names may have the same stems."""
    rows = dict.fromkeys(tuple(analysis.analyse(name).stems) for name in names)
    return [Alternative(row, beside=len(row) > 1) for row in rows if row]
