"""The one call that pages, the API and other packages use: `search(SearchRequest) -> SearchPage`."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from basis.visibility import OPENBAAR
from search import decisions, highlight, sections
from search.analysis import Analysis, get_analysis
from search.documents import SearchDocument
from search.engines import Engine, get_engine
from search.engines.base import EngineRequest, Found, Sort
from search.engines.guarded import by_one_engine, is_limited
from search.facets import FACETS, KINDS, Facet
from search.promoted import promoted_for
from search.sections import Link
from search.suggesting import Suggestion, near
from search.understanding import Understanding, understand

PAGE_SIZE = 10
MOST_RESULTS = 10_000
PER_KIND = 3
MOST_CARDS = 3
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What someone asks for. `filters` gives for a facet the chosen values; `literal` switches off all help."""

    text: str
    principals: frozenset[str]
    filters: dict[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = "relevantie"
    page: int = 1
    literal: bool = False
    grouped: bool = False
    """The best few of every kind instead of one page of everything."""


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
    secties: tuple[Link, ...] = ()
    """Parts of a long page that fit best."""
    hoort_bij: tuple[Link, ...] = ()
    """What a file belongs to."""

    @property
    def badges(self) -> list[dict[str, str]]:
        """What a reader must know about it at a glance, for `components/badge.html`."""
        shown = {"demonstratie": self.demonstratie, "besloten": self.alleen_kring}
        return [{"soort": name, "tekst": "", "toon": "stil"} for name, is_on in shown.items() if is_on]


@dataclass(frozen=True, slots=True)
class Group:
    """The best results of one kind, and how many of that kind there are."""

    soort: str
    naam: str
    hits: tuple[Hit, ...]
    total: int


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
    groups: tuple[Group, ...] = ()
    """The hits kind by kind, when that was asked for."""
    sort: Sort = "relevantie"
    """The order of the hits, which is another than was asked for when there is no question to fit."""
    has_question: bool = True
    """Whether anything was asked; everything fits a question without words."""
    kind: str = ""
    """The kind that the question names; those come first."""
    related: tuple[Suggestion, ...] = ()
    """What comes near, when nothing was found."""
    perhaps: str = ""
    """What may have been meant, when a literal search found nothing."""
    unfiltered: int = 0
    """How many results there are without the filters, when there are none with them."""
    promoted: tuple[Hit, ...] = ()
    """What editors put on top of this question. Like the cards only on the first page, and never among the hits."""
    beperkt: bool = False
    """Whether the embedded index of this host answered in the place of Elasticsearch."""


def search(request: SearchRequest, engine: Engine | None = None) -> SearchPage:
    """Find what fits `request.text` and the filters, among what the principals may see; never raises on what was typed.

    Raises `EngineUnavailable` when no engine can be asked.
    """
    chosen = engine or get_engine()
    decisions.refresh()
    page = by_one_engine(chosen, lambda: _search(request, chosen))
    return replace(page, beperkt=is_limited(chosen))


def _search(request: SearchRequest, engine: Engine) -> SearchPage:
    analysis, now = get_analysis(), timezone.now()
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
        per_kind=PER_KIND if request.grouped else 0,
    )
    found = engine.search(wanted)
    marks = highlight.marks_of(understood.plan, analysis)
    cards, on_top = _on_top(request, understood, analysis, now)
    shown = {document.key for document in (*cards, *on_top)}
    return SearchPage(
        text=understood.query.text,
        hits=tuple(
            hit_of(document, marks, request.principals)
            for document in found.documents
            if document.key not in shown
        ),
        total=found.total,
        page=min(max(request.page, 1), last),
        pages=min(last, max(1, -(-found.total // PAGE_SIZE))),
        facets=tuple(_facet(facet, found.facets.get(facet.name, {}), request) for facet in FACETS),
        cards=tuple(map(_card, cards)) if request.page <= 1 else (),
        meant=understood.corrected_text,
        shortened=understood.query.shortened,
        groups=_groups(found, marks, request.principals, shown) if request.grouped else (),
        **({} if found.total else _help(wanted, request, engine)),
        promoted=tuple(hit_of(document, marks, request.principals) for document in on_top)
        if request.page <= 1
        else (),
        sort=wanted.sort,
        has_question=not understood.plan.is_empty,
        kind=understood.plan.kind,
    )


def _on_top(
    request: SearchRequest, understood: Understanding, analysis: Analysis, now: datetime
) -> tuple[list[SearchDocument], list[SearchDocument]]:
    """The terms that are asked for by name, and what editors promoted; nothing for a part of what there is."""
    if request.filters:
        return [], []
    cards = [hit.document for hit in understood.terms[:MOST_CARDS]]
    keys = {card.key for card in cards}
    promoted = promoted_for(understood, analysis, request.principals, now)
    return cards, [document for document in promoted if document.key not in keys]


def documents(request: SearchRequest, limit: int, engine: Engine | None = None) -> Found:
    """The first `limit` documents that `request` finds, in its order, with the total; its page does not count."""
    engine, now = engine or get_engine(), timezone.now()
    decisions.refresh()
    understood = understand(
        request.text, engine, get_analysis(), request.principals, now, literal=request.literal
    )
    wanted = EngineRequest(
        understood.plan,
        request.principals,
        now,
        request.filters,
        sort=_sort(request, understood),
        limit=limit,
    )
    return engine.search(wanted)


def _groups(
    found: Found, marks: highlight.Marks, principals: frozenset[str], shown: Set[str]
) -> tuple[Group, ...]:
    """The documents by kind, in the order in which the kinds come, without those that are `shown` already."""
    by_kind: dict[str, list[SearchDocument]] = {}
    for document in found.documents:
        by_kind.setdefault(document.soort, []).append(document)
    counts = found.facets["soort"]
    groups = []
    for kind, documents in by_kind.items():
        hits = tuple(hit_of(one, marks, principals) for one in documents if one.key not in shown)
        total = counts.get(kind, len(documents))
        if hits or total > len(documents):
            groups.append(Group(kind, str(KINDS.get(kind, kind)), hits, total))
    return tuple(groups)


def _help(wanted: EngineRequest, request: SearchRequest, engine: Engine) -> dict[str, Any]:
    """What may help someone who found nothing: fewer filters, another spelling, names that come near."""
    analysis = get_analysis()
    meant = understand(request.text, engine, analysis, request.principals, wanted.now)
    fewer = replace(wanted, filters={}, limit=1, offset=0, per_kind=0)
    return {
        "unfiltered": engine.search(fewer).total if request.filters else 0,
        "perhaps": meant.corrected_text if request.literal else "",
        "related": near(meant.query, engine, analysis, request.principals, wanted.now),
    }


def _sort(request: SearchRequest, understood: Understanding) -> Sort:
    """Without a question there is no relevance; the newest comes first."""
    if request.sort == "relevantie" and understood.plan.is_empty:
        return "nieuwste"
    return request.sort


def hit_of(
    document: SearchDocument,
    marks: highlight.Marks = highlight.NOTHING,
    principals: frozenset[str] = frozenset({OPENBAAR}),
) -> Hit:
    """A document as a result for who holds `principals`, with the passage and the sections that fit `marks`."""
    text = "\n".join(part for part in (document.samenvatting, document.tekst) if part)
    return Hit(
        soort=document.soort,
        soort_naam=document.soort_naam.capitalize(),
        titel=document.titel,
        url=document.url,
        fragment=highlight.passage(text, marks, get_analysis()),
        feiten=tuple(fact for fact in document.bijzonderheden if fact),
        demonstratie=document.demonstratie,
        alleen_kring=OPENBAAR not in document.acl,
        secties=sections.fitting(document, marks, get_analysis()),
        hoort_bij=_places(document, principals),
    )


def _places(document: SearchDocument, principals: frozenset[str]) -> tuple[Link, ...]:
    """What a file belongs to, as far as this person may see it."""
    now = timezone.now()
    return tuple(
        Link(place.titel, place.url)
        for place in document.hoort_bij
        if principals.intersection(place.acl) and (not place.zichtbaar_vanaf or place.zichtbaar_vanaf <= now)
    )[:MOST_PLACES]


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
    chosen = request.filters.get(facet.name, frozenset())
    # A chosen value without results stays on the page, or nobody could take it off.
    counts = dict.fromkeys(chosen, 0) | counts
    labels = facet.words()
    values = [
        FacetValue(value, labels.get(value, value), count, value in chosen)
        for value, count in facet.sorted(counts, labels)
    ]
    return FacetResult(facet.name, str(facet.title), tuple(values))
