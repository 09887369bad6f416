"""Small public addresses: licences, robots, sitemap and the demo's post box."""

import json
import re
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from basis.hoofd import hoofd
from basis.models import PostvakBericht
from portal.permission_matrix import EVERYONE, MATRIX, named_patterns

ACCOUNT_NAMES = ("account_", "mfa_", "usersessions_")
ALSO_PRIVATE = ("/beheer/", "/documenten/", "/postvak", "/zoeken")
BUILD_LICENCES = "portal/build/licenties.json"


@require_safe
def licenties(request: HttpRequest) -> HttpResponse:
    """The portal's own licence and those of everything that it is built from."""
    head = hoofd(
        "/licenties", _("Licenties"), _("De licentie van dit portaal, en van alles waar het uit is gemaakt.")
    )
    context = head | {"front_end": front_end_licences(), "python": python_licences()}
    return render(request, "portal/licenties.html", context)


def front_end_licences() -> list[dict[str, Any]]:
    """What the CSS build wrote about the packages in it; empty before the first build."""
    path = Path(finders.find(BUILD_LICENCES) or settings.STATIC_ROOT / BUILD_LICENCES)
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return found


def python_licences() -> list[dict[str, str]]:
    """Name, version and licence of every installed Python package."""
    rows = {}
    for package in distributions():
        about = package.metadata
        named = [
            line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if "License ::" in line
        ]
        stated = [about[key] for key in ("License-Expression", "License") if key in about]
        licence = stated[0] if "License-Expression" in about else ", ".join(named) or "".join(stated)
        rows[about["Name"].lower()] = {
            "naam": about["Name"],
            "versie": package.version,
            "licentie": licence.split("\n")[0][:80],
        }
    return [rows[name] for name in sorted(rows)]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private_paths())]
    return HttpResponse(
        "\n".join([*lines, "", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]), "text/plain"
    )


def private_paths() -> list[str]:
    """The addresses that lead only to a login, and those without end; a star stands for a parameter.

    A path of which a page may be the beginning ends in `$` (RFC 9309): `/projecten/nieuw$` leaves
    `/projecten/nieuwe-kade` alone.
    """
    trees = {f"/{route}" for name, route in named_patterns() if name.startswith(ACCOUNT_NAMES)}
    leaves = {
        f"/{re.sub(r'<[^>]+>', '*', route)}$"
        for name, route in named_patterns()
        if "bezoeker" not in MATRIX.get(name, EVERYONE)
    }
    kept: list[str] = []
    for path in sorted({*ALSO_PRIVATE, *trees}) + sorted(leaves):
        if not path.startswith(("/^", *kept)):
            kept.append(path)
    return kept


@require_safe
def postvak(request: HttpRequest) -> HttpResponse:
    """The mail of the demo, newest first. Does not exist outside the demo."""
    _only_in_demo()
    page = Paginator(PostvakBericht.objects.all(), 25).get_page(request.GET.get("pagina"))
    return render(request, "portal/postvak.html", {"pagina": page})


@require_safe
def postvak_bericht(request: HttpRequest, pk: int) -> HttpResponse:
    """One message of the demo."""
    _only_in_demo()
    return render(
        request, "portal/postvak_bericht.html", {"bericht": get_object_or_404(PostvakBericht, pk=pk)}
    )


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
