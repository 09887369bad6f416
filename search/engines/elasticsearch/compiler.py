"""From a plan to Elasticsearch's query language: pure functions, testable without a server."""

from datetime import datetime

from elasticsearch.dsl import A, Q
from elasticsearch.dsl.aggs import Agg
from elasticsearch.dsl.query import Query

from search.documents import FACETS
from search.engines.base import (
    BODY_WEIGHT,
    HEADING_WEIGHT,
    LABEL_WEIGHT,
    PARTS_WEIGHT,
    TITLE_WEIGHT,
    EngineRequest,
    weights,
)
from search.plan import Alternative, Concept, Plan

WEIGHTS = {
    "title_nl": TITLE_WEIGHT,
    "labels_nl": LABEL_WEIGHT,
    "koppen_nl": HEADING_WEIGHT,
    "body_nl": BODY_WEIGHT,
    "parts_nl": PARTS_WEIGHT,
}
# `combined_fields` takes no weight below one.
FIELDS = [f"{name}^{weight / min(WEIGHTS.values()):.4f}" for name, weight in WEIGHTS.items()]
MOST_VALUES = 500
SORTS: dict[str, list[str | dict[str, dict[str, str]]]] = {
    "relevantie": ["_score", {"day": {"order": "desc", "missing": "_last"}}, "key"],
    "nieuwste": [{"day": {"order": "desc", "missing": "_last"}}, "_score", "key"],
    "titel": ["title_sort", "key"],
}


def visible(principals: frozenset[str], now: datetime) -> list[Query]:
    """The conditions under which someone may see a document, whatever else is asked."""
    return [
        Q("term", present=True),
        Q("terms", acl=sorted(principals)),
        ~Q("range", visible_from={"gt": now.isoformat()}),
    ]


def question(request: EngineRequest) -> Query:
    """The plan, with permission and exclusions as filters, and kinds and years weighed."""
    plan = request.plan
    asked = Q(
        "bool",
        must=_wanted(plan),
        filter=visible(request.principals, request.now),
        must_not=[literal(words) for words in plan.excluded],
    )
    functions = [
        {"filter": Q("term", **{facet: value}), "weight": weight}
        for facet, value, weight in weights(request.now.year, plan.kind)
    ]
    return Q("function_score", query=asked, functions=functions, score_mode="multiply", boost_mode="multiply")


def _wanted(plan: Plan) -> list[Query]:
    if plan.is_empty:
        return [Q("match_all")]
    needed = [literal(words) for words in plan.phrases]
    if not plan.concepts:
        return needed
    least = 0 if plan.phrases else plan.at_least
    return [*needed, Q("bool", should=[concept(one) for one in plan.concepts], minimum_should_match=least)]


def concept(one: Concept) -> Query:
    """The best alternative counts."""
    return Q("dis_max", queries=[alternative(other) for other in one.alternatives])


def alternative(one: Alternative) -> Query:
    """All stems in any field; or beside each other in one field."""
    if one.beside:
        # Lucene adds the rarity of each word of a phrase; a name counts as one thing.
        boost = one.weight / len(one.stems)
        return Q("multi_match", query=" ".join(one.stems), type="phrase", fields=FIELDS, boost=boost)
    each = [Q("combined_fields", query=stem, fields=FIELDS) for stem in one.stems]
    return Q("bool", must=each, boost=one.weight)


def literal(words: tuple[str, ...]) -> Query:
    """Words that stand beside each other in this form."""
    return Q("match_phrase", literal=" ".join(words))


def chosen(request: EngineRequest, without: str = "") -> Query:
    """The filters that are on, but for one facet's own."""
    wanted = [
        Q("terms", **{name: sorted(values)})
        for name, values in request.filters.items()
        if values and name != without
    ]
    return Q("bool", filter=wanted) if wanted else Q("match_all")


def counts(request: EngineRequest) -> dict[str, Agg]:
    """For each facet the counts among what fits the question and the other facets' filters."""
    made = {}
    for name in FACETS:
        one = A("filter", chosen(request, without=name))
        one.bucket("values", "terms", field=name, size=MOST_VALUES)
        made[name] = one
    return made


def best_of_kind(request: EngineRequest) -> dict[str, object]:
    """The first few of the kind that a collapsed hit stands for, in the order of the whole."""
    return {
        "name": "best",
        "size": request.per_kind,
        "sort": SORTS[request.sort],
        "_source": ["document"],
        "track_scores": True,
    }


def beginning(words: tuple[str, ...], principals: frozenset[str], now: datetime) -> Query:
    """Documents with all words in a name, the last one possibly unfinished; names that begin so come first."""
    whole = [Q("term", names=word) | Q("term", names_parts=word) for word in words[:-1]]
    last = Q("prefix", names=words[-1]) | Q("prefix", names_parts=words[-1])
    first = Q("constant_score", filter=Q("prefix", name_starts=" ".join(words)), boost=100)
    kinds = [
        Q("constant_score", filter=Q("term", soort=kind), boost=boost)
        for kind, boost in (("begrip", 40), ("project", 30), ("les", 20), ("casus", 10))
    ]
    return Q("bool", filter=[*whole, last, *visible(principals, now)], should=[first, *kinds])
