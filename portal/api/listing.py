"""Lists of the API: strict query strings, pages and links, the same for every resource."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date, urlencode
from ninja import Schema
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel
from wagtail.models import Page

from portal.api.problems import MESSAGES, wrong

EVERYONE = AnonymousUser()
MOST_PER_PAGE = 100
LAST_PAGE = 100_000
# Databases hold no NUL.
PLAIN = r"^[^\x00]*$"


class WrongQuery(Exception):
    """Parameters that the API does not know, or that are repeated; `errors` names them."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__(errors)
        self.errors = errors


class Bericht(Schema):
    """Base of everything that the API takes and gives: names in lowerCamelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Vraag(Bericht):
    """The parameters that every list takes."""

    pagina: int = Field(1, ge=1, le=LAST_PAGE, description="Welke bladzijde.")
    pagina_grootte: int = Field(20, ge=1, le=MOST_PER_PAGE, description="Hoeveel resultaten per bladzijde.")


class Link(Bericht):
    """An address."""

    href: str = Field(description="Volledig adres.")


class PaginaLinks(Bericht):
    """This page of a list and those around it."""

    self: Link
    eerste: Link
    laatste: Link
    vorige: Link | None = None
    volgende: Link | None = None


class Pagina(Bericht):
    """One page of a list; each resource adds its `resultaten`."""

    links: PaginaLinks = Field(serialization_alias="_links")
    aantal: int = Field(description="Hoeveel resultaten er in totaal zijn.")
    pagina: int
    pagina_grootte: int


class Links(Bericht):
    """Where to find one thing."""

    self: Link
    webpagina: Link | None = Field(None, description="De pagina voor mensen.")


def absolute(path: str) -> str:
    """A full address of this portal."""
    return f"{settings.BASE_URL}{path}"


def api_url(path: str) -> str:
    """The full address of a resource of the API."""
    return absolute(f"/api/v1{path}")


def links(path: str, page: Page | None = None) -> Links:
    """Links of one thing: in the API, and its page."""
    web = Link(href=absolute(page.url)) if page is not None and page.url else None
    return Links(self=Link(href=api_url(path)), webpagina=web)


def strict(request: HttpRequest, model: type[Vraag] | None = None) -> None:
    """Refuse parameters that `model` does not have (none when it is None) and those that come twice.

    Raises `WrongQuery`.
    """
    known = {field.alias or name for name, field in model.model_fields.items()} if model else set()
    errors = [wrong("query", name, MESSAGES["onbekend"]) for name in request.GET if name not in known]
    errors += [
        wrong("query", name, MESSAGES["herhaald"])
        for name, values in request.GET.lists()
        if name in known and len(values) > 1
    ]
    if errors:
        raise WrongQuery(errors)


def listing(
    request: HttpRequest,
    response: HttpResponse,
    vraag: Vraag,
    rows: QuerySet[Any],
    as_row: Callable[[Any], Bericht],
) -> dict[str, Any]:
    """One page of `rows` with its links, also in the `Link` header; a page beyond the last one is empty."""
    total = rows.count()
    start = (vraag.pagina - 1) * vraag.pagina_grootte
    found: Iterable[Any] = rows[start : start + vraag.pagina_grootte] if start < total else ()
    return page_of(request, response, vraag, total, [as_row(row) for row in found])


def page_of(
    request: HttpRequest, response: HttpResponse, vraag: Vraag, total: int, results: list[Bericht]
) -> dict[str, Any]:
    """The frame around one page of results."""
    last = max(1, -(-total // vraag.pagina_grootte))
    numbers = {"self": vraag.pagina, "eerste": 1, "laatste": last}
    if vraag.pagina > 1:
        numbers["vorige"] = min(vraag.pagina - 1, last)
    if vraag.pagina < last:
        numbers["volgende"] = vraag.pagina + 1
    around = {name: Link(href=_page_url(request, number)) for name, number in numbers.items()}
    relations = {"eerste": "first", "laatste": "last", "vorige": "prev", "volgende": "next"}
    response["Link"] = ", ".join(
        f'<{around[name].href}>; rel="{relation}"' for name, relation in relations.items() if name in around
    )
    return {
        "links": PaginaLinks(**around),
        "aantal": total,
        "pagina": vraag.pagina,
        "pagina_grootte": vraag.pagina_grootte,
        "resultaten": results,
    }


def _page_url(request: HttpRequest, number: int) -> str:
    parameters = {name: request.GET[name] for name in request.GET if name != "pagina"}
    if number > 1:
        parameters["pagina"] = str(number)
    query = f"?{urlencode(parameters)}" if parameters else ""
    return absolute(f"{request.path}{query}")


def one(request: HttpRequest, response: HttpResponse, rows: QuerySet[Any], *, alone: bool = False) -> Any:  # noqa: ANN401
    """The only row of `rows`. Raises `Http404` when there is none.

    `alone`: it shows nothing that changes by itself, such as relations, so that `Last-Modified` tells when it changed.
    """
    strict(request)
    try:
        found = rows.first()
    except OverflowError:
        # No database has a number that large.
        found = None
    if found is None:
        raise Http404
    if alone and found.last_published_at is not None:
        response["Last-Modified"] = http_date(found.last_published_at.timestamp())
    return found
