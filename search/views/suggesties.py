"""Suggestions under a search field, ours and that of the browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from basis.visibility import principals
from search.engines.base import EngineUnavailable
from search.suggesting import LONGEST, Suggestion, suggest

OPENSEARCH = "opensearch"
A_DAY = 24 * 60 * 60


@require_safe
@vary_on_cookie
def suggesties(request: HttpRequest) -> JsonResponse:
    """At most eight things to go to, as `[{soort, groep, titel, url}]`; with `?vorm=opensearch` as browsers want them."""
    text = request.GET.get("q", "")
    try:
        found = suggest(text, principals(request.user))
    except EngineUnavailable:
        found = []
    if request.GET.get("vorm") == OPENSEARCH:
        return _for_browser(text[:LONGEST], found)
    rows = [{"soort": row.soort, "groep": row.groep, "titel": row.titel, "url": row.url} for row in found]
    return JsonResponse(rows, safe=False)


def _for_browser(text: str, found: list[Suggestion]) -> JsonResponse:
    """The question, completions, descriptions and addresses (source: OpenSearch Suggestions 1.1)."""
    rows = [
        text,
        [row.titel for row in found],
        [row.soort for row in found],
        [f"{settings.BASE_URL}{row.url}" for row in found],
    ]
    return JsonResponse(rows, safe=False, content_type="application/x-suggestions+json")


@require_safe
@cache_control(public=True, max_age=A_DAY)
def opensearch(request: HttpRequest) -> HttpResponse:
    """The description with which a browser can search the portal (source: OpenSearch 1.1 draft 6)."""
    context = {
        "site_naam": settings.SITE_NAME,
        "zoeken": f"{settings.BASE_URL}{reverse('search:zoeken')}",
        "suggesties": f"{settings.BASE_URL}{reverse('search:suggesties')}",
        "zelf": f"{settings.BASE_URL}{reverse('search:opensearch')}",
        "beeld": f"{settings.BASE_URL}/favicon.ico",
    }
    return render(
        request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml"
    )
