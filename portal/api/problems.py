"""Errors of the API as `application/problem+json` (RFC 9457), in Dutch."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

CONTENT_TYPE = "application/problem+json"
TITLES = {
    HTTPStatus.BAD_REQUEST: "Deze vraag klopt niet",
    HTTPStatus.NOT_FOUND: "Dit bestaat niet",
    HTTPStatus.METHOD_NOT_ALLOWED: "Hier kun je alleen lezen",
    HTTPStatus.NOT_ACCEPTABLE: "In die vorm is dit er niet",
    HTTPStatus.TOO_MANY_REQUESTS: "Te veel vragen achter elkaar",
    HTTPStatus.SERVICE_UNAVAILABLE: "Dit werkt nu even niet",
}
DETAILS = {
    HTTPStatus.BAD_REQUEST: "In het adres staat iets wat de API niet begrijpt.",
    HTTPStatus.NOT_FOUND: "Op dit adres is niets openbaars te vinden. Adressen eindigen nooit op een schuine streep.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Gebruik GET, HEAD of OPTIONS.",
    HTTPStatus.TOO_MANY_REQUESTS: "Wacht tot de tijd in de kop Retry-After voorbij is.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Probeer het over een minuut opnieuw.",
}
UNKNOWN_TITLE, UNKNOWN_DETAIL = "Er ging iets mis", "Het ligt niet aan jouw vraag. Probeer het later opnieuw."
# What pydantic found wrong, in words for whoever wrote the address.
MESSAGES = {
    "int_parsing": "Geef een heel getal.",
    "greater_than_equal": "Geef een getal van {ge} of hoger.",
    "less_than_equal": "Geef een getal van {le} of lager.",
    "enum": "Kies uit: {expected}.",
    "literal_error": "Kies uit: {expected}.",
    "string_too_long": "Gebruik hooguit {max_length} tekens.",
    "string_too_short": "Dit mag niet leeg zijn.",
    "string_pattern_mismatch": "Dit heeft niet de juiste vorm.",
    "onbekend": "Deze parameter kent de API niet.",
    "herhaald": "Geef deze parameter maar één keer.",
}
DATE_MESSAGE, TIME_MESSAGE = (
    "Geef een datum zoals 2026-11-21.",
    "Geef een tijdstip zoals 2026-11-21T09:00:00Z.",
)
OTHER_MESSAGE = "Deze waarde kan niet."


def problem(status: int, detail: str = "", errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """A problem with `status`; `errors` names the parameters that are wrong, as `{in, name, detail}`."""
    known = HTTPStatus(status)
    body: dict[str, Any] = {
        "status": status,
        "title": TITLES.get(known, UNKNOWN_TITLE),
        "detail": detail or DETAILS.get(known, UNKNOWN_DETAIL),
    }
    if errors:
        body["errors"] = errors
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type=CONTENT_TYPE, status=status)


def wrong(where: str, name: str, detail: str) -> dict[str, str]:
    """One parameter that is wrong."""
    return {"in": where, "name": name, "detail": detail}


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What pydantic refused, as 400."""
    errors = [wrong(str(one["loc"][0]), str(one["loc"][-1]), message(one)) for one in error.errors]
    return problem(HTTPStatus.BAD_REQUEST, errors=errors)


def message(error: dict[str, Any]) -> str:
    """What is wrong with one value, in Dutch."""
    kind = str(error["type"])
    if kind.startswith("datetime"):
        return TIME_MESSAGE
    if kind.startswith("date"):
        return DATE_MESSAGE
    context = {name: str(value).replace(" or ", " of ") for name, value in error.get("ctx", {}).items()}
    return MESSAGES.get(kind, OTHER_MESSAGE).format_map(context)
