"""Public meetings in the API."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from kring.models import Bijeenkomst
from kring.models.bijeenkomst import BijeenkomstQuerySet
from portal.api.listing import EVERYONE, PLAIN, Bericht, Links, Pagina, Vraag, links, listing, one, strict

router = Router(tags=["Bijeenkomsten"], by_alias=True)


class BijeenkomstGegevens(Bericht):
    """A meeting; programme and minutes are HTML."""

    links: Links = Field(serialization_alias="_links")
    id: int
    titel: str
    samenvatting: str
    soort: str
    begin: datetime
    eind: datetime
    plaats: str
    thema: str
    kring: str = Field(description="Kort adres van de kenniskring, of leeg.")
    programma: str = Field(description="In HTML.")
    verslag: str = Field(description="In HTML.")
    demonstratie: bool


class BijeenkomstenPagina(Pagina):
    """One page of meetings."""

    resultaten: list[BijeenkomstGegevens]


class BijeenkomstenVraag(Vraag):
    """What meetings to give."""

    kring: str = Field("", max_length=255, pattern=PLAIN, description="Kort adres van een kenniskring.")
    soort: Literal["", *Bijeenkomst.Soort.values] = Field("", description="Soort bijeenkomst.")  # type: ignore[valid-type]
    vanaf: datetime | None = Field(None, description="Alleen wat op of na dit moment begint.")


def visible() -> BijeenkomstQuerySet:
    """Every public meeting with its kring, the latest first."""
    return Bijeenkomst.objects.visible_to(EVERYONE).select_related("kring").order_by("-begin", "-pk")


def as_row(meeting: Bijeenkomst) -> BijeenkomstGegevens:
    """One meeting; who comes stays out."""
    return BijeenkomstGegevens(
        links=links(f"/bijeenkomsten/{meeting.pk}", meeting),
        id=meeting.pk,
        titel=meeting.title,
        samenvatting=meeting.samenvatting,
        soort=meeting.soort,
        begin=meeting.begin,
        eind=meeting.eind,
        plaats=meeting.plaats,
        thema=meeting.thema,
        kring=meeting.kring.slug if meeting.kring else "",
        programma=meeting.programma,
        verslag=meeting.verslag,
        demonstratie=meeting.demonstratie,
    )


@router.get(
    "/bijeenkomsten",
    response=BijeenkomstenPagina,
    summary="Bijeenkomsten",
    operation_id="bijeenkomsten",
    description="Openbare bijeenkomsten, de laatste eerst.",
)
def bijeenkomsten(
    request: HttpRequest, response: HttpResponse, vraag: Query[BijeenkomstenVraag]
) -> dict[str, object]:
    """Public meetings, the latest first."""
    strict(request, BijeenkomstenVraag)
    rows = visible().chosen({"kring": vraag.kring, "soort": vraag.soort})
    return listing(
        request, response, vraag, rows.filter(begin__gte=vraag.vanaf) if vraag.vanaf else rows, as_row
    )


@router.get(
    "/bijeenkomsten/{int:pk}",
    response=BijeenkomstGegevens,
    summary="Eén bijeenkomst",
    operation_id="bijeenkomst",
    description="Eén openbare bijeenkomst, op nummer.",
)
def bijeenkomst(request: HttpRequest, response: HttpResponse, pk: int) -> BijeenkomstGegevens:
    """One public meeting."""
    return as_row(one(request, response, visible().filter(pk=pk)))
