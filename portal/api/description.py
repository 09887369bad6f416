"""The OpenAPI description, completed with what the middleware does to every answer."""

from email.utils import parseaddr
from http import HTTPStatus
from typing import Any

from django.conf import settings

from portal.api.problems import CONTENT_TYPE, DETAILS, TITLES
from portal.api.service import api

Node = dict[str, Any]
BASE = "/api/v1"
PROBLEM = {
    "type": "object",
    "description": "Een fout (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "description": "Dezelfde code als van het antwoord."},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "Welke parameters niet kloppen.",
            "items": {
                "type": "object",
                "required": ["in", "name", "detail"],
                "properties": {
                    "in": {"type": "string"},
                    "name": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
HEADERS: Node = {
    "API-Version": "Volledig versienummer van de API.",
    "ETag": "Kenmerk van dit antwoord, voor If-None-Match.",
    "RateLimit-Limit": "Hoeveel vragen je per minuut mag stellen.",
    "RateLimit-Remaining": "Hoeveel je er deze minuut nog over hebt.",
    "RateLimit-Reset": "Over hoeveel seconden de teller opnieuw begint.",
}
OF_LISTS = {"Link": "Adressen van de bladzijden ernaast (RFC 8288)."}
ALWAYS = (429,)


def description() -> Node:
    """The whole description, the same for every address that the portal runs on."""
    made: Node = dict(api.get_openapi_schema(path_prefix=""))
    made["info"] = made["info"] | {
        "contact": {
            "name": settings.SITE_NAME,
            "url": f"{settings.BASE_URL}/contact",
            "email": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        },
        "license": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"},
    }
    made["servers"] = [{"url": BASE, "description": "Dit portaal"}]
    made["tags"] = [{"name": name} for name in _tags(made)]
    for schema in made["components"]["schemas"].values():
        # A docstring of ours, which is about the code.
        schema.pop("description", None)
    made["components"]["schemas"]["Probleem"] = PROBLEM
    for path, methods in made["paths"].items():
        for operation in methods.values():
            _complete(operation, has_key="{" in path)
    return made


def _tags(made: Node) -> list[str]:
    found = [tag for methods in made["paths"].values() for one in methods.values() for tag in one["tags"]]
    return list(dict.fromkeys(found))


def _complete(operation: Node, *, has_key: bool) -> None:
    takes_query = any(parameter["in"] == "query" for parameter in operation["parameters"])
    headers = HEADERS | (OF_LISTS if takes_query else {})
    responses: Node = {
        str(code): one | {"description": "Gevonden.", "headers": _headers(headers)}
        for code, one in operation["responses"].items()
    }
    responses["304"] = {"description": "Niet gewijzigd.", "headers": _headers(HEADERS)}
    for code in (400, *((404,) if has_key else ()), *ALWAYS):
        responses[str(code)] = _problem(code)
    operation["responses"] = responses


def _headers(named: Node) -> Node:
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in named.items()}


def _problem(status: int) -> Node:
    code = HTTPStatus(status)
    example = {"status": status, "title": TITLES[code], "detail": DETAILS[code]}
    content = {"schema": {"$ref": "#/components/schemas/Probleem"}, "example": example}
    headers = _headers({"API-Version": HEADERS["API-Version"]})
    return {"description": TITLES[code], "headers": headers, "content": {CONTENT_TYPE: content}}
