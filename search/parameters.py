"""The query string of the search page: read without ever failing, and written again for links."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from search import decisions
from search.api import MOST_RESULTS, PAGE_SIZE, SearchRequest
from search.engines.base import Sort
from search.facets import FACETS
from search.query import beginning, clean

MOST_VALUES = 20
LONGEST_VALUE = 120
LAST_PAGE = MOST_RESULTS // PAGE_SIZE
SORTS: tuple[Sort, ...] = get_args(Sort)
View = Literal["lijst", "soort"]
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the address of a search page says. `problems` tells in Dutch what in it was not understood."""

    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: Sort = "relevantie"
    page: int = 1
    literal: bool = False
    view: View = "lijst"
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, given: QueryDict) -> "Parameters":
        """Take what is usable from a query string."""
        if "kring" in given:
            decisions.refresh()  # it may be the name of one that this process never heard of
        filters, strange = _filters(given)
        sort, no_sort = _sort(given.get("sorteer", ""))
        page, no_page = _page(given.get("pagina", ""))
        problems = [
            _("Het filter “%(waarde)s” kennen we niet. We hebben het weggelaten.") % {"waarde": v}
            for v in strange
        ]
        view, no_view = _view(given.get("weergave", ""))
        problems += [problem for problem in (no_sort, no_page, no_view) if problem]
        return cls(
            text=given.get("q", ""),
            filters=filters,
            sort=sort,
            page=page,
            literal=given.get("letterlijk") == "1",
            view=view,
            problems=tuple(problems),
        )

    def request(self, principals: frozenset[str]) -> SearchRequest:
        """The question for `search.api.search`."""
        chosen: dict[str, set[str]] = {}
        for name, value in self.filters:
            chosen.setdefault(name, set()).add(value)
        return SearchRequest(
            text=self.text,
            principals=principals,
            filters={name: frozenset(values) for name, values in chosen.items()},
            sort=self.sort,
            page=self.page,
            literal=self.literal,
            grouped=self.view == "soort",
        )

    def lasting(self) -> "Parameters":
        """The question alone, without how it is shown: what is worth saving."""
        return replace(self, sort="relevantie", page=1, view="lijst", filters=tuple(sorted(self.filters)))

    def name(self) -> str:
        """The question in words: what was typed, and the values of the filters."""
        words = {facet.name: facet.words() for facet in FACETS if self.uses(facet.name)}
        values = [words.get(name, {}).get(value, value) for name, value in self.filters]
        return " · ".join(part for part in (beginning(self.text), *values) if part)

    def uses(self, facet: str) -> bool:
        """Whether one filters by this facet."""
        return any(name == facet for name, _value in self.filters)

    def address(self, **changes: Any) -> str:
        """The query string of this page with `changes`; the page number starts anew unless it is given."""
        changed = replace(self, **({"page": 1} | changes))
        return "?" + urlencode(list(changed.pairs()))

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Name and value of everything that is not as usual."""
        yield "q", beginning(self.text)
        yield from self.filters
        if self.sort != "relevantie":
            yield "sorteer", self.sort
        if self.view != VIEWS[0]:
            yield "weergave", self.view
        if self.literal:
            yield "letterlijk", "1"
        if self.page > 1:
            yield "pagina", str(self.page)

    def toggled(self, name: str, value: str) -> str:
        """The address with one filter value switched on or off."""
        pair = (name, value)
        kept = tuple(item for item in self.filters if item != pair)
        return self.address(filters=kept if pair in self.filters else (*self.filters, pair))


def _filters(given: QueryDict) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """The usable filters, each once, and the values that cannot be."""
    found: dict[tuple[str, str], None] = {}
    strange = []
    for facet in FACETS:
        known = facet.labels() if facet.labels and given.getlist(facet.name) else None
        for value in given.getlist(facet.name)[:MOST_VALUES]:
            usable = clean(value)[:LONGEST_VALUE]
            if not usable:
                continue
            if known is None or usable in known:
                found[facet.name, usable] = None
            else:
                strange.append(usable)
    return tuple(found), strange


def _sort(value: str) -> tuple[Sort, str]:
    for sort in SORTS:
        if value in {sort, ""}:
            return sort, ""
    return SORTS[0], _("Zo kunnen we niet sorteren. De best passende resultaten staan bovenaan.")


def _view(value: str) -> tuple[View, str]:
    for view in VIEWS:
        if value in {view, ""}:
            return view, ""
    return VIEWS[0], _("Die weergave kennen we niet. Je ziet alle resultaten onder elkaar.")


def _page(value: str) -> tuple[int, str]:
    problem = _("Die bladzijde is er niet. Je ziet de eerste.")
    if not value:
        return 1, ""
    if not value.isascii() or not value.isdigit() or len(value) > len(str(LAST_PAGE)):
        return 1, problem
    number = int(value)
    return (number, "") if 1 <= number <= LAST_PAGE else (1, problem)
