"""The description of the API, for programs and for people."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from basis.hoofd import hoofd
from basis.kruimels import kruimels
from portal.api.description import BASE, description


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The OpenAPI description."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@require_safe
def uitleg(request: HttpRequest) -> HttpResponse:
    """The same as a page to read."""
    made = description()
    groups: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in made["tags"]}
    for path, methods in made["paths"].items():
        operation = methods["get"]
        groups[operation["tags"][0]].append(
            {
                "pad": f"{BASE}{path}",
                "naam": operation["summary"],
                "parameters": [_parameter(one) for one in operation["parameters"]],
            }
        )
    context = hoofd(f"{BASE}/docs", _("De API"), made["info"]["description"]) | {
        "kruimels": kruimels((_("Open data"), "/open-data"), (_("De API"), "")),
        "groepen": groups,
        "versie": made["info"]["version"],
        "beschrijving": made["info"]["description"],
    }
    return render(request, "portal/api.html", context)


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = one["schema"]
    kind = next((part for part in schema.get("anyOf", ()) if part.get("type") != "null"), schema)
    values = [value for value in kind.get("enum", ()) if value != ""]
    return {
        "naam": one["name"],
        "in_pad": one["in"] == "path",
        "uitleg": one.get("description", ""),
        "vorm": _("datum") if kind.get("format") == "date" else _form(kind),
        "waarden": values,
    }


def _form(kind: dict[str, Any]) -> str:
    if kind.get("format") == "date-time":
        return str(_("tijdstip"))
    if kind.get("type") != "integer":
        return str(_("tekst"))
    low, high = kind.get("minimum"), kind.get("maximum")
    bounds = _("%(laag)s tot en met %(hoog)s") % {"laag": low, "hoog": high} if high is not None else ""
    return f"{_('getal')} {bounds}".strip()
