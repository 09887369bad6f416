"""The API itself: its routers, its errors and its description."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from portal.api import (
    begrippen,
    begrippenverzamelingen,
    bijeenkomsten,
    convenanten,
    convenantprojecten,
    deelnames,
    lessen,
    praktijkcases,
)
from portal.api.listing import WrongQuery
from portal.api.middleware import VERSION
from portal.api.problems import invalid, problem
from search.engines.base import EngineUnavailable

api = NinjaAPI(
    title="Open data van de kenniskring",
    version=VERSION,
    description=(
        "Begrippen en hun verzamelingen, lessen, praktijkcases, convenanten, deelnames, convenantprojecten en "
        "bijeenkomsten. "
        "Alleen wat openbaar is, alleen om te lezen, zonder sleutel."
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
for resource in (
    begrippen,
    begrippenverzamelingen,
    lessen,
    praktijkcases,
    convenanten,
    deelnames,
    convenantprojecten,
    bijeenkomsten,
):
    api.add_router("", resource.router)


@api.exception_handler(ValidationError)
def wrong_value(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A value of the wrong type or out of range."""
    return invalid(request, error)


@api.exception_handler(WrongQuery)
def wrong_query(request: HttpRequest, error: WrongQuery) -> HttpResponse:
    """A parameter that does not exist or comes twice."""
    return problem(HTTPStatus.BAD_REQUEST, errors=error.errors)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Not there, or not public; nobody can tell which."""
    return problem(HTTPStatus.NOT_FOUND)


@api.exception_handler(EngineUnavailable)
def search_is_away(request: HttpRequest, error: EngineUnavailable) -> HttpResponse:
    """Searching needs an index."""
    return problem(HTTPStatus.SERVICE_UNAVAILABLE)
