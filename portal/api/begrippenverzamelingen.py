"""Collections of terms in the API, each with the names of its terms."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from kennis.models import Begrip, Begrippenverzameling
from kennis.uitwisseling.uit_model import told_collections
from portal.api.begrippen import BegripVerwijzing, reference
from portal.api.listing import (
    EVERYONE,
    Bericht,
    Link,
    Links,
    Pagina,
    Vraag,
    absolute,
    api_url,
    one,
    page_of,
    strict,
)

router = Router(tags=["Begrippen"], by_alias=True)


class VerzamelingGegevens(Bericht):
    """A part of the glossary with a name of its own."""

    links: Links = Field(serialization_alias="_links")
    ref: str = Field(description="Vast kenmerk; verandert nooit.")
    uri: str = Field(description="Permanent adres van de verzameling.")
    naam: str
    omschrijving: str
    thema: str = Field(description="Alle begrippen van dit thema horen erbij; leeg als er alleen gekozen is.")
    begrippen: list[BegripVerwijzing]


class VerzamelingenPagina(Pagina):
    """One page of collections."""

    resultaten: list[VerzamelingGegevens]


def _rows(collections: QuerySet[Begrippenverzameling]) -> Iterable[VerzamelingGegevens]:
    """The collections with their terms, in a number of queries that does not grow."""
    terms = Begrip.objects.visible_to(EVERYONE).current().alphabetical()
    names = {begrip.ref: reference(begrip) for begrip in terms.only("ref", "title")}
    for one_of in told_collections(terms, collections):
        page = absolute(reverse("kennis:verzameling", args=[one_of.ref]))
        yield VerzamelingGegevens(
            links=Links(
                self=Link(href=api_url(f"/begrippenverzamelingen/{one_of.ref}")), webpagina=Link(href=page)
            ),
            ref=one_of.ref,
            uri=absolute(f"/id/begrippenverzameling/{one_of.ref}"),
            naam=one_of.naam,
            omschrijving=one_of.omschrijving,
            thema=one_of.thema,
            begrippen=[names[ref] for ref in one_of.leden],
        )


@router.get(
    "/begrippenverzamelingen",
    response=VerzamelingenPagina,
    summary="Verzamelingen van begrippen",
    operation_id="begrippenverzamelingen",
    description="Op alfabet, met de namen van hun begrippen.",
)
def begrippenverzamelingen(
    request: HttpRequest, response: HttpResponse, vraag: Query[Vraag]
) -> dict[str, object]:
    """The collections in the order of the alphabet, with the names of their terms."""
    strict(request, Vraag)
    rows = Begrippenverzameling.objects.visible_to(EVERYONE).order_by("title")
    start = (vraag.pagina - 1) * vraag.pagina_grootte
    shown: list[Bericht] = list(_rows(rows[start : start + vraag.pagina_grootte]))
    return page_of(request, response, vraag, rows.count(), shown)


@router.get(
    "/begrippenverzamelingen/{ref}",
    response=VerzamelingGegevens,
    summary="Eén verzameling van begrippen",
    operation_id="begrippenverzameling",
    description="Op vast kenmerk, met de namen van de begrippen.",
)
def begrippenverzameling(request: HttpRequest, response: HttpResponse, ref: str) -> VerzamelingGegevens:
    """One collection by its fixed reference."""
    rows = Begrippenverzameling.objects.visible_to(EVERYONE)
    found = one(request, response, rows.filter(ref=ref))
    return next(iter(_rows(rows.filter(pk=found.pk))))
