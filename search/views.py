"""The search page and the suggestions under the search field."""

import logging
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_cookie

from basis.visibility import principals
from search import api, counting
from search.engines.base import EngineUnavailable
from search.parameters import Parameters
from search.query import clean

SORT_NAMES = (
    ("relevantie", gettext_lazy("best passend")),
    ("nieuwste", gettext_lazy("nieuwste")),
    ("titel", gettext_lazy("titel van A tot Z")),
)
SHOWN_OPEN = 3
logger = logging.getLogger("kenniskring.search")


@require_safe
@vary_on_cookie
def zoeken(request: HttpRequest) -> HttpResponse:
    """The search page. Whatever is in the query string, it answers with a page and says what it did not understand."""
    parameters = Parameters.read(request.GET)
    try:
        return _answer(request, parameters)
    except EngineUnavailable:
        logger.exception("search is away")
        found = api.SearchPage(text=clean(parameters.text), hits=(), total=0, page=1, pages=1, facets=())
        context = _context(parameters, found, []) | {"weg": True}
        return render(request, "search/zoeken.html", context, status=503)


def _answer(request: HttpRequest, parameters: Parameters) -> HttpResponse:
    found = api.search(parameters.request(principals(request.user)))
    counting.count_search(request, parameters, found)
    problems = list(parameters.problems)
    if parameters.page > found.pages:
        # The address asks for more pages than there are results.
        problems.append(_("Zoveel bladzijden zijn er niet. Je ziet de laatste."))
        parameters = replace(parameters, page=found.pages)
        found = api.search(parameters.request(principals(request.user)))
    if found.shortened:
        problems.append(_("Je vraag was te lang. We hebben naar het begin gezocht."))
    return render(request, "search/zoeken.html", _context(parameters, found, problems))


@require_safe
@vary_on_cookie
def suggesties(request: HttpRequest) -> JsonResponse:
    """At most eight things to go to, as `[{soort, titel, url}]`."""
    try:
        found = api.suggest(request.GET.get("q", ""), principals(request.user))
    except EngineUnavailable:
        found = []
    rows = [{"soort": row.soort, "titel": row.titel, "url": row.url} for row in found]
    return JsonResponse(rows, safe=False)


@csrf_exempt  # it changes nothing of anyone; a page of another site is refused by its origin
@require_POST
def klik(request: HttpRequest) -> HttpResponse:
    """Count that a result was opened: `vraag` and `plaats`, sent by the page itself and by no other site."""
    if urlsplit(request.headers.get("origin", "")).netloc != request.get_host():
        raise Http404
    place = request.POST.get("plaats", "")
    if place.isascii() and place.isdigit() and len(place) <= 2:
        counting.count_click(request, request.POST.get("vraag", ""), int(place))
    return HttpResponse(status=204)


def _context(parameters: Parameters, found: api.SearchPage, problems: list[str]) -> dict[str, Any]:
    pages = Paginator(range(min(found.total, api.MOST_RESULTS)), api.PAGE_SIZE)
    rest = parameters.address()[1:]
    return {
        "zoekvraag": found.text,
        "gevonden": found,
        "treffers": [(hit, _badges(hit)) for hit in found.hits],
        "uitgelicht": [(hit, _badges(hit)) for hit in found.promoted],
        "problemen": problems,
        "facetten": [
            _facet(facet, parameters, number) for number, facet in enumerate(found.facets) if facet.values
        ],
        "chips": _chips(parameters, found),
        "wis_url": parameters.address(filters=()),
        "sorteringen": [
            {"tekst": name, "url": parameters.address(sort=sort), "actief": sort == parameters.sort}
            for sort, name in SORT_NAMES
        ],
        "letterlijk": parameters.literal,
        "letterlijk_url": parameters.address(literal=True),
        "ruim_url": parameters.address(literal=False),
        "pagina": pages.get_page(parameters.page),
        "basis": f"{rest}&",
    }


def _badges(hit: api.Hit) -> list[dict[str, str]]:
    shown = {"demonstratie": hit.demonstratie, "besloten": hit.alleen_kring}
    return [{"soort": name, "tekst": "", "toon": "stil"} for name, is_on in shown.items() if is_on]


def _facet(facet: api.FacetResult, parameters: Parameters, number: int) -> dict[str, Any]:
    options = [
        {
            "tekst": value.label,
            "waarde": value.value,
            "aantal": value.count,
            "actief": value.active,
            "url": parameters.toggled(facet.name, value.value),
        }
        for value in facet.values
    ]
    is_open = number < SHOWN_OPEN or any(value.active for value in facet.values)
    return {"titel": facet.title, "naam": facet.name, "opties": options, "open": is_open}


def _chips(parameters: Parameters, found: api.SearchPage) -> list[dict[str, str]]:
    return [
        {"naam": facet.title, "tekst": value.label, "url": parameters.toggled(facet.name, value.value)}
        for facet in found.facets
        for value in facet.values
        if value.active
    ]
