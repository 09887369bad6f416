"""Lessons in the API."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from kennis.models import Les, LesQuerySet
from kring.indeling import Fase, Thema
from portal.api.begrippen import told_begrippen, uri_of
from portal.api.listing import EVERYONE, PLAIN, Bericht, Links, Pagina, Vraag, links, listing, one, strict

router = Router(tags=["Lessen"], by_alias=True)


class LesGegevens(Bericht):
    """A lesson; the five texts are Markdown."""

    links: Links = Field(serialization_alias="_links")
    id: int
    titel: str
    samenvatting: str
    situatie: str = Field(description="In Markdown.")
    gebeurtenis: str = Field(description="In Markdown.")
    oorzaak: str = Field(description="In Markdown.")
    advies: str = Field(description="In Markdown.")
    thema: str
    fase: int | None = Field(description="Nummer van de fase, 1 tot en met 13.")
    contractvorm: str
    kring: str = Field(description="Kort adres van de kenniskring, of leeg.")
    afzender: str
    begrippen: list[str] = Field(description="Permanente adressen van begrippen.")
    bron: str
    gepubliceerd_op: datetime | None
    gewijzigd_op: datetime | None
    demonstratie: bool


class LessenPagina(Pagina):
    """One page of lessons."""

    resultaten: list[LesGegevens]


class LessenVraag(Vraag):
    """What lessons to give."""

    thema: Literal["", *Thema.values] = Field("", description="Kort adres van een thema.")  # type: ignore[valid-type]
    fase: int | None = Field(None, ge=1, le=len(Fase), description="Nummer van een fase.")
    kring: str = Field("", max_length=255, pattern=PLAIN, description="Kort adres van een kenniskring.")
    gewijzigd_sinds: datetime | None = Field(None, description="Alleen wat na dit moment is gewijzigd.")


def visible() -> LesQuerySet:
    """Every public lesson, the newest first."""
    return Les.objects.visible_to(EVERYONE).with_frame().prefetch_related(told_begrippen()).newest_first()


def as_row(les: Les) -> LesGegevens:
    """One lesson."""
    return LesGegevens(
        links=links(f"/lessen/{les.pk}", les),
        id=les.pk,
        titel=les.title,
        samenvatting=les.samenvatting,
        situatie=les.situatie,
        gebeurtenis=les.gebeurtenis,
        oorzaak=les.oorzaak,
        advies=les.advies,
        thema=les.thema,
        fase=les.fase,
        contractvorm=les.contractvorm,
        kring=les.kring.slug if les.kring else "",
        afzender=les.afzender,
        begrippen=[uri_of(begrip.ref) for begrip in les.begrippen.all()],
        bron=les.bron,
        gepubliceerd_op=les.first_published_at,
        gewijzigd_op=les.last_published_at,
        demonstratie=les.demonstratie,
    )


@router.get(
    "/lessen",
    response=LessenPagina,
    summary="Lessen zoeken",
    operation_id="lessen",
    description="Openbare lessen, de nieuwste eerst.",
)
def lessen(request: HttpRequest, response: HttpResponse, vraag: Query[LessenVraag]) -> dict[str, object]:
    """Public lessons, the newest first."""
    strict(request, LessenVraag)
    rows = visible().matching(thema=vraag.thema, fase=str(vraag.fase or ""), kring=vraag.kring)
    if vraag.gewijzigd_sinds:
        rows = rows.filter(last_published_at__gt=vraag.gewijzigd_sinds)
    return listing(request, response, vraag, rows, as_row)


@router.get(
    "/lessen/{int:pk}",
    response=LesGegevens,
    summary="Eén les",
    operation_id="les",
    description="Eén openbare les, op nummer.",
)
def les(request: HttpRequest, response: HttpResponse, pk: int) -> LesGegevens:
    """One public lesson."""
    return as_row(one(request, response, visible().filter(pk=pk), alone=True))
