"""What holds for every answer under `/api/`, errors of the whole site included."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

from portal.api import rate
from portal.api.problems import CONTENT_TYPE, problem

PREFIX = "/api/"
VERSION = "1.0.0"
METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "API-Version, ETag, Last-Modified, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"


class ApiMiddleware:
    """Version, CORS, rate limit, conditional requests and problem+json; no cookies (API Design Rules, RFC 9110)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; outside `/api/` nothing is added."""
        if not request.path.startswith(PREFIX) and request.path != PREFIX.rstrip("/"):
            return self.get_response(request)
        response = HttpResponse(status=204) if request.method == "OPTIONS" else self._limited(request)
        return _finished(request, response)

    def _limited(self, request: HttpRequest) -> HttpResponse:
        allowance = rate.take(request)
        response = problem(HTTPStatus.TOO_MANY_REQUESTS) if allowance.is_spent else self._answer(request)
        allowance.tell(response)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        asked_head = request.method == "HEAD"
        if asked_head:
            # Nothing of the API differs between the two; the server leaves the body out.
            request.method = "GET"
        response = self.get_response(request)
        if asked_head:
            request.method = "HEAD"
        if response.status_code >= HTTPStatus.BAD_REQUEST and response["Content-Type"] != CONTENT_TYPE:
            return _as_problem(response)
        return _conditional(request, response) if response.status_code == HTTPStatus.OK else response


def _as_problem(response: HttpResponse) -> HttpResponse:
    made = problem(response.status_code)
    if response.has_header("Allow"):
        made["Allow"] = METHODS
    return made


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 for who has this answer already."""
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = "public, no-cache"
    changed = response.headers.get("Last-Modified")
    since = parse_http_date_safe(changed) if changed else None
    return get_conditional_response(request, response["ETag"], since, response) or response


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response["API-Version"] = VERSION
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        response["Allow"] = METHODS
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
        response["Access-Control-Max-Age"] = "86400"
    response.cookies.clear()
    if response.has_header("Vary"):
        kept = [name.strip() for name in response["Vary"].split(",") if name.strip().lower() != "cookie"]
        del response["Vary"]
        patch_vary_headers(response, kept)
        if not kept:
            del response["Vary"]
    return response
