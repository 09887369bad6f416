"""Error pages: what you may not see does not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with a search box; also the answer to everything one may not do."""
    words = " ".join(part for part in request.path.replace("-", " ").split("/") if part)
    return render(request, "404.html", {"zoekterm": words[:80]}, status=404)


def broken_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: nothing was saved, and the way back is told."""
    return render(request, "portal/formulier_verlopen.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database or context."""
    return render(None, "500.html", status=500)
