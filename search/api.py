"""The one call that pages, the API and other packages use: `search(SearchRequest) -> SearchPage`."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from search import highlight
from search.analysis import get_analysis
from search.analysis.normalise import plain_words
from search.documents import SearchDocument
from search.engines import Engine, get_engine
from search.engines.base import EngineRequest, Sort
from search.facets import FACETS, Facet
from search.query import MAX_CLAUSES, clean
from search.understanding import Understanding, understand

PAGE_SIZE = 10
MOST_RESULTS = 10_000
MOST_SUGGESTIONS = 8
MOST_CARDS = 3


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What someone asks for. `filters` gives for a facet the chosen values; `literal` switches off all help."""

    text: str
    principals: frozenset[str]
    filters: dict[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = "relevantie"
    page: int = 1
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One result, ready to show."""

    soort: str
    soort_naam: str
    titel: str
    url: str
    fragment: SafeString
    feiten: tuple[str, ...]
    demonstratie: bool
    alleen_kring: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The explanation of a term that was asked for by name."""

    titel: str
    url: str
    definitie: str
    ook: list[str]
    bron: str
    peildatum: date | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to filter by, with the number of results that it would leave."""

    value: str
    label: str
    count: int
    active: bool


@dataclass(frozen=True, slots=True)
class FacetResult:
    """One facet with its values."""

    name: str
    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to at once."""

    soort: str
    titel: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results with all that belongs around it."""

    text: str
    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    facets: tuple[FacetResult, ...]
    cards: tuple[Card, ...] = ()
    meant: str = ""
    """The question as we read it, when we took a word for a typing error."""
    shortened: bool = False
    related: tuple[Suggestion, ...] = ()
    """What comes near, when nothing was found."""


def search(request: SearchRequest, engine: Engine | None = None) -> SearchPage:
    """Find what fits `request.text` and the filters, among what the principals may see; never raises on what was typed."""
    engine, analysis, now = engine or get_engine(), get_analysis(), timezone.now()
    understood = understand(request.text, engine, analysis, request.principals, now, literal=request.literal)
    last = MOST_RESULTS // PAGE_SIZE
    wanted = EngineRequest(
        plan=understood.plan,
        principals=request.principals,
        now=now,
        filters=request.filters,
        sort=_sort(request, understood),
        offset=(min(max(request.page, 1), last) - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
    )
    found = engine.search(wanted)
    marks = highlight.marks_of(understood.plan, analysis)
    return SearchPage(
        text=understood.query.text,
        hits=tuple(_hit(document, marks) for document in found.documents),
        total=found.total,
        page=min(max(request.page, 1), last),
        pages=min(last, max(1, -(-found.total // PAGE_SIZE))),
        facets=tuple(_facet(facet, found.facets.get(facet.name, {}), request) for facet in FACETS),
        cards=tuple(_card(hit.document) for hit in understood.terms[:MOST_CARDS]),
        meant=understood.corrected_text,
        shortened=understood.query.shortened,
        related=() if found.total else tuple(_near(understood, engine, request.principals, now)),
    )


def suggest(text: str, principals: frozenset[str], engine: Engine | None = None) -> list[Suggestion]:
    """Up to eight things whose name holds the words of `text`, the last of which may be unfinished."""
    words = tuple(plain_words(clean(text[:200])))[:MAX_CLAUSES]
    found = (engine or get_engine()).suggest(words, principals, timezone.now(), MOST_SUGGESTIONS)
    return [_suggestion(document) for document in found]


def _sort(request: SearchRequest, understood: Understanding) -> Sort:
    """Without a question there is no relevance; the newest comes first."""
    if request.sort == "relevantie" and understood.plan.is_empty:
        return "nieuwste"
    return request.sort


def _hit(document: SearchDocument, marks: highlight.Marks) -> Hit:
    text = "\n".join(part for part in (document.samenvatting, document.tekst) if part)
    return Hit(
        soort=document.soort,
        soort_naam=document.soort_naam.capitalize(),
        titel=document.titel,
        url=document.url,
        fragment=highlight.passage(text, marks, get_analysis()),
        feiten=tuple(fact for fact in document.bijzonderheden if fact),
        demonstratie=document.demonstratie,
        alleen_kring="openbaar" not in document.acl,
    )


def _card(document: SearchDocument) -> Card:
    extra = document.extra
    return Card(
        titel=document.titel,
        url=document.url,
        definitie=extra.get("definitie", ""),
        ook=[name for name in extra.get("ook", "").split(" · ") if name],
        bron=extra.get("bron", ""),
        peildatum=date.fromisoformat(extra["peildatum"]) if extra.get("peildatum") else None,
    )


def _facet(facet: Facet, counts: dict[str, int], request: SearchRequest) -> FacetResult:
    labels: dict[str, Any] = facet.labels() if facet.labels and counts else {}
    chosen = request.filters.get(facet.name, frozenset())
    # A chosen value without results stays on the page, or nobody could take it off.
    counts = dict.fromkeys(chosen, 0) | counts
    values = [
        FacetValue(value, str(labels.get(value, value)), count, value in chosen)
        for value, count in facet.sorted(counts, labels)
    ]
    return FacetResult(facet.name, str(facet.title), tuple(values))


def _near(
    understood: Understanding, engine: Engine, principals: frozenset[str], now: datetime
) -> list[Suggestion]:
    """Things whose name begins like a word of the question."""
    found: dict[str, SearchDocument] = {}
    for item in understood.query.words[:4]:
        for document in engine.suggest((item.words[0][:5],), principals, now, 3):
            found.setdefault(document.key, document)
    return [_suggestion(document) for document in list(found.values())[:5]]


def _suggestion(document: SearchDocument) -> Suggestion:
    return Suggestion(document.soort_naam or document.soort, document.titel, document.url)
