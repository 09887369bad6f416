"""The linked data: permanent addresses with content negotiation, documents and dumps. Everything here is public."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import MediaType
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rdflib import Graph

from kennis.models import Begrip, BegrippenIndex
from kennis.uitwisseling.catalogus import catalogue
from kennis.uitwisseling.graaf import collection_graph, scheme_graph, to_graph
from kennis.uitwisseling.uit_model import public_collections, public_scheme, public_terms
from kennis.uitwisseling.uitgave import current_dump
from kennis.uitwisseling.vormen import VORMEN, as_json_ld, as_turtle
from kennis.uitwisseling.woorden import vocabulary

Answer = TypeVar("Answer", bound=HttpResponseBase)
HTML, TURTLE, JSON_LD = "text/html", "text/turtle", "application/ld+json"
EXTENSIONS = {TURTLE: "ttl", JSON_LD: "jsonld"}
WRITERS: dict[str, Callable[[Graph], bytes]] = {"ttl": as_turtle, "jsonld": as_json_ld}
MEDIA_TYPES = {form.extension: form.media_type for form in VORMEN.values()}


@require_safe
def begrip_id(request: HttpRequest, ref: str) -> HttpResponse:
    """See other: the page or the document about a term. 404 when there is no such term, 406 for another form."""
    begrip = _term(ref)
    return _see_other(request, begrip.get_url(request), "kennis:begrip_document", ref)


@require_safe
def kader_id(request: HttpRequest, ref: str) -> HttpResponse:
    """The same for a scheme."""
    index = _scheme(ref)
    return _see_other(request, index.get_url(request), "kennis:kader_document", ref)


@require_safe
def verzameling_id(request: HttpRequest, ref: str) -> HttpResponse:
    """The same for a collection."""
    verzameling = public_collections().filter(ref=ref).first()
    if verzameling is None:
        raise Http404
    page = reverse("kennis:verzameling", args=[verzameling.ref])
    return _see_other(request, page, "kennis:verzameling_document", ref)


@require_safe
def begrip_document(request: HttpRequest, ref: str, extension: str) -> HttpResponseBase:
    """What the data say of one term and its neighbours, as Turtle (`ttl`) or JSON-LD (`jsonld`)."""
    _only_forms(extension)
    begrip = _term(ref)
    return _document(request, to_graph(public_terms().filter(pk=begrip.pk)), extension)


@require_safe
def kader_document(request: HttpRequest, ref: str, extension: str) -> HttpResponseBase:
    """The scheme and the names of its terms."""
    _only_forms(extension)
    return _document(request, scheme_graph(_scheme(ref)), extension)


@require_safe
def verzameling_document(request: HttpRequest, ref: str, extension: str) -> HttpResponseBase:
    """A collection and the names of its terms."""
    _only_forms(extension)
    graph = collection_graph(ref)
    if graph is None:
        raise Http404
    return _document(request, graph, extension)


@require_safe
def woordenschat(request: HttpRequest) -> HttpResponseBase:
    """What our own words in the data mean, as Turtle or JSON-LD."""
    offered = (TURTLE, JSON_LD)
    wanted = preferred(request, offered)
    return _varied(
        _document(request, vocabulary(), EXTENSIONS[wanted]) if wanted else _not_acceptable(offered)
    )


@require_safe
def catalogus(request: HttpRequest) -> HttpResponseBase:
    """What data this portal gives (DCAT-AP-NL)."""
    return _document(request, catalogue(), "ttl")


@require_safe
def uitgave(request: HttpRequest, extension: str) -> HttpResponseBase:
    """The whole glossary as one file."""
    if extension not in MEDIA_TYPES:
        raise Http404
    dump = current_dump(extension)
    return _answer(request, dump.content, extension, changed=dump.made_at)


def preferred(request: HttpRequest, offered: tuple[str, ...]) -> str | None:
    """The offered media type that the reader likes best (RFC 9110, 12.5.1); None when it takes none of them."""
    tokens = (request.headers.get("Accept") or "*/*").split(",")
    accepted = [MediaType(token.strip()) for token in tokens if token.strip()]

    def quality(media_type: str) -> float:
        # The most specific range decides, so that `text/html;q=0, */*` means: no HTML.
        matching = [one for one in accepted if one.match(media_type)]
        return max(matching, key=lambda one: one.specificity).quality if matching else 0

    best = max(offered, key=quality)
    return best if quality(best) > 0 else None


def _term(ref: str) -> Begrip:
    begrip = public_terms().filter(ref=ref).first()
    if begrip is None or public_scheme() is None:
        raise Http404
    return begrip


def _scheme(ref: str) -> BegrippenIndex:
    scheme = public_scheme()
    if scheme is None or scheme.slug != ref:
        raise Http404
    return scheme


def _only_forms(extension: str) -> None:
    if extension not in WRITERS:
        raise Http404


def _see_other(request: HttpRequest, page: str, document: str, ref: str) -> HttpResponse:
    offered = (HTML, TURTLE, JSON_LD)
    wanted = preferred(request, offered)
    if wanted is None:
        return _varied(_not_acceptable(offered))
    address = page if wanted == HTML else reverse(document, args=[ref, EXTENSIONS[wanted]])
    # 303, because the address names a thing and the answer is about it.
    return _varied(HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": address}))


def _varied(response: Answer) -> Answer:
    patch_vary_headers(response, ["Accept"])
    return _open(response)


def _open(response: Answer) -> Answer:
    """Any site may read it from the browser."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    return response


def _not_acceptable(offered: tuple[str, ...]) -> HttpResponse:
    problem = {
        "status": HTTPStatus.NOT_ACCEPTABLE,
        "title": _("In die vorm is dit er niet"),
        "detail": _("Kies uit: %(vormen)s.") % {"vormen": ", ".join(offered)},
    }
    return JsonResponse(
        problem,
        status=HTTPStatus.NOT_ACCEPTABLE,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _document(request: HttpRequest, graph: Graph, extension: str) -> HttpResponseBase:
    return _answer(request, WRITERS[extension](graph), extension)


def _answer(
    request: HttpRequest, content: bytes, extension: str, changed: float | None = None
) -> HttpResponseBase:
    """The content, or 304 for who has it already."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[extension])
    response["ETag"] = f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
    response["Cache-Control"] = "public, no-cache"
    response["Link"] = f'<{settings.BASE_URL}{reverse("kennis:catalogus")}>; rel="describedby"'
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    since = int(changed) if changed is not None else None
    answer = get_conditional_response(request, response["ETag"], since, response) or response
    return _open(answer)
