"""Error pages: what you may not see does not exist."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from basis.visibility import principals
from search.engines.base import EngineUnavailable
from search.suggesting import Suggestion, suggest

LONGEST_QUESTION = 80


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with a search box and what the address resembles; also the answer to everything one may not do."""
    words = request.path.rstrip("/").rpartition("/")[2].replace("-", " ")[:LONGEST_QUESTION]
    context = {"zoekvraag": words, "suggesties": resembling(request, words)}
    return render(request, "404.html", context, status=404)


def resembling(request: HttpRequest, words: str) -> list[Suggestion]:
    """Pages that the visitor may see and whose name begins as the address does; none when search is away."""
    viewer = getattr(request, "user", AnonymousUser())
    tries = [words, *sorted(words.split(), key=len, reverse=True)[:1]] if words.strip() else []
    try:
        for question in tries:
            if found := suggest(question, principals(viewer)):
                return found
    except EngineUnavailable:
        pass
    return []


def broken_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: nothing was saved, and the way back is told."""
    return render(request, "portal/formulier_verlopen.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 without database or context: also for a host that is not ours."""
    return render(None, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database or context."""
    return render(None, "500.html", status=500)
