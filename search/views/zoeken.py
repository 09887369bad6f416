"""The search page."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from basis.visibility import kring_pks, principals
from kring.models import Kring
from search import api, counting
from search.engines.base import EngineUnavailable
from search.facets import KINDS
from search.models import Zoekvraag
from search.parameters import Parameters
from search.query import clean, is_only_signs

SORT_NAMES = (
    ("relevantie", gettext_lazy("best passend")),
    ("nieuwste", gettext_lazy("nieuwste")),
    ("titel", gettext_lazy("titel van A tot Z")),
)
VIEW_NAMES = (("lijst", gettext_lazy("alles onder elkaar")), ("soort", gettext_lazy("per soort")))
SHOWN_OPEN = 3
SHOWN_VALUES = 8
MOST_UNFOLDED = 10
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
    if is_only_signs(found.text):
        problems.append(_("Hierin staat geen woord waarop we kunnen zoeken. Je ziet alles."))
    if found.shortened:
        problems.append(_("Je vraag was te lang. We hebben naar het begin gezocht."))
    context = _context(parameters, found, problems) | _for_person(request, parameters)
    if not found.total:
        context["eigen_kringen"] = _own_kringen(request)
    return render(request, "search/zoeken.html", context)


def _for_person(request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Whether this question can be saved, or was."""
    lasting = parameters.lasting()
    if not request.user.is_authenticated or not (lasting.text.strip() or lasting.filters):
        return {}
    address = lasting.address()[1:]
    is_saved = Zoekvraag.objects.of_person(request.user).filter(adres=address).exists()
    return {"te_bewaren": "" if is_saved else parameters.address()[1:], "is_bewaard": is_saved}


def _own_kringen(request: HttpRequest) -> list[dict[str, str]]:
    """The kringen that this person can put the question to."""
    own = Kring.objects.live().filter(pk__in=kring_pks(request.user)).order_by("title")
    return [{"titel": kring.title, "url": kring.get_url(request) or ""} for kring in own]


def _context(parameters: Parameters, found: api.SearchPage, problems: list[str]) -> dict[str, Any]:
    pages = Paginator(range(min(found.total, api.MOST_RESULTS)), api.PAGE_SIZE)
    page = pages.get_page(parameters.page)
    return {
        "zoekvraag": found.text,
        "gezocht": "" if is_only_signs(found.text) else found.meant or found.text,
        "gevonden": found,
        "bovenaan": _first_kind(parameters, found),
        "groepen": _groups(found, parameters),
        "treffers": list(enumerate(found.hits, page.start_index() + len(found.cards))),
        "problemen": problems,
        "facetten": [
            _facet(facet, parameters, number) for number, facet in enumerate(found.facets) if facet.values
        ],
        "chips": _chips(parameters, found),
        "wis_url": parameters.address(filters=()),
        "sorteringen": _choices(replace(parameters, sort=found.sort), "sort", _sort_names(found)),
        "weergaven": _choices(parameters, "view", VIEW_NAMES),
        "letterlijk": parameters.literal,
        "letterlijk_url": parameters.address(literal=True),
        "ruim_url": parameters.address(literal=False),
        "misschien_url": parameters.address(text=found.perhaps, literal=False),
        "pagina": page,
        "basis": f"{parameters.address()[1:]}&",
    }


def _first_kind(parameters: Parameters, found: api.SearchPage) -> dict[str, str]:
    """The kind that was asked for, with the way to only those; empty when that makes no difference."""
    counts = {
        value.value: value.count for facet in found.facets if facet.name == "soort" for value in facet.values
    }
    if (
        parameters.uses("soort")
        or found.sort != "relevantie"
        or not 0 < counts.get(found.kind, 0) < found.total
    ):
        return {}
    return {"naam": str(KINDS[found.kind]), "url": parameters.toggled("soort", found.kind)}


def _choices(parameters: Parameters, field: str, names: tuple[tuple[str, Any], ...]) -> list[dict[str, Any]]:
    """The values of one field of the parameters as links, for `search/includes/keuze.html`."""
    chosen = getattr(parameters, field)
    return [
        {"tekst": name, "url": parameters.address(**{field: value}), "actief": value == chosen}
        for value, name in names
    ]


def _sort_names(found: api.SearchPage) -> tuple[tuple[str, Any], ...]:
    """The orders to choose from: without a question nothing fits best."""
    return SORT_NAMES if found.has_question else SORT_NAMES[1:]


def _groups(found: api.SearchPage, parameters: Parameters) -> list[dict[str, Any]]:
    """The kinds, their results numbered through."""
    places = count(len(found.cards) + 1)
    return [_group(group, parameters, places) for group in found.groups]


def _group(group: api.Group, parameters: Parameters, places: Iterator[int]) -> dict[str, Any]:
    """One kind with its best results, and the way to all of them."""
    others = tuple(pair for pair in parameters.filters if pair[0] != "soort")
    return {
        "soort": group.soort,
        "naam": group.naam,
        "treffers": [(next(places), hit) for hit in group.hits],
        "aantal": group.total,
        "meer_url": parameters.address(filters=(*others, ("soort", group.soort)), view="lijst")
        if group.total > len(group.hits)
        else "",
    }


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
    # One or two values more are not worth a fold.
    shown = SHOWN_VALUES if len(options) > MOST_UNFOLDED else MOST_UNFOLDED
    return {
        "titel": facet.title,
        "naam": facet.name,
        "opties": options[:shown],
        "meer": options[shown:],
        "meer_open": any(option["actief"] for option in options[shown:]),
        "open": number < SHOWN_OPEN or any(value.active for value in facet.values),
    }


def _chips(parameters: Parameters, found: api.SearchPage) -> list[dict[str, str]]:
    return [
        {"naam": facet.title, "tekst": value.label, "url": parameters.toggled(facet.name, value.value)}
        for facet in found.facets
        for value in facet.values
        if value.active
    ]
