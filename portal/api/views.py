"""The description of the API, for programs and for people."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from basis.hoofd import hoofd
from basis.kruimels import kruimels
from portal.api.description import BASE, description
from portal.api.listing import api_url
from portal.api.velden import filled, velden, vorm


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
                "uitleg": operation["description"],
                "velden": velden(made, operation),
                "parameters": [_parameter(one) for one in operation["parameters"]],
            }
        )
    context = hoofd(f"{BASE}/docs", _("De API"), made["info"]["description"]) | {
        "kruimels": kruimels((_("Open data"), "/open-data"), (_("De API"), "")),
        "groepen": groups,
        "versie": made["info"]["version"],
        "beschrijving": made["info"]["description"],
        "voorbeeld": api_url("/begrippen?label=MVI"),
        "vragen_per_minuut": settings.API_QUESTIONS_PER_MINUTE,
        "licentie": made["info"]["license"],
    }
    return render(request, "portal/api.html", context)


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = filled(one["schema"])
    return {
        "naam": one["name"],
        "in_pad": one["in"] == "path",
        "uitleg": one.get("description", ""),
        "vorm": vorm(schema),
        "waarden": [value for value in schema.get("enum", ()) if value != ""],
    }
