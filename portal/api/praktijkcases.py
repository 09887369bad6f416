"""Cases from practice in the API."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from kennis.models import Casus
from kennis.models.casus import CasusQuerySet
from kring.indeling import Thema
from portal.api.begrippen import told_begrippen, uri_of
from portal.api.listing import EVERYONE, Bericht, Links, Pagina, Vraag, links, listing, one, strict

router = Router(tags=["Praktijkcases"], by_alias=True)


class PraktijkcaseGegevens(Bericht):
    """A case; the long texts are Markdown."""

    links: Links = Field(serialization_alias="_links")
    id: int
    titel: str
    samenvatting: str
    plaats: str
    gemeente: str
    breedtegraad: float | None
    lengtegraad: float | None
    thema: str
    niveau: str
    partijen: str
    wat: str = Field(description="In Markdown.")
    opbrengst: str = Field(description="In Markdown.")
    belemmering: str = Field(description="In Markdown.")
    kosten: str = Field(description="In Markdown.")
    begrippen: list[str] = Field(description="Permanente adressen van begrippen.")
    bron: str
    bron_pagina: str
    peildatum: date
    gewijzigd_op: datetime | None


class PraktijkcasesPagina(Pagina):
    """One page of cases."""

    resultaten: list[PraktijkcaseGegevens]


class PraktijkcasesVraag(Vraag):
    """What cases to give."""

    thema: Literal["", *Thema.values] = Field("", description="Kort adres van een thema.")  # type: ignore[valid-type]
    niveau: Literal["", *Casus.Niveau.values] = Field("", description="Brons, zilver of goud.")  # type: ignore[valid-type]
    gewijzigd_sinds: datetime | None = Field(None, description="Alleen wat na dit moment is gewijzigd.")


def visible() -> CasusQuerySet:
    """Every public case by title."""
    return Casus.objects.visible_to(EVERYONE).alphabetical().prefetch_related(told_begrippen())


def _degrees(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def as_row(casus: Casus) -> PraktijkcaseGegevens:
    """One case."""
    return PraktijkcaseGegevens(
        links=links(f"/praktijkcases/{casus.pk}", casus),
        id=casus.pk,
        titel=casus.title,
        samenvatting=casus.samenvatting,
        plaats=casus.plaats,
        gemeente=casus.gemeente,
        breedtegraad=_degrees(casus.breedtegraad),
        lengtegraad=_degrees(casus.lengtegraad),
        thema=casus.thema,
        niveau=casus.niveau,
        partijen=casus.partijen,
        wat=casus.wat,
        opbrengst=casus.opbrengst,
        belemmering=casus.belemmering,
        kosten=casus.kosten,
        begrippen=[uri_of(begrip.ref) for begrip in casus.begrippen.all()],
        bron=casus.bron,
        bron_pagina=casus.bron_pagina,
        peildatum=casus.peildatum,
        gewijzigd_op=casus.last_published_at,
    )


@router.get(
    "/praktijkcases",
    response=PraktijkcasesPagina,
    summary="Praktijkcases zoeken",
    operation_id="praktijkcases",
    description="Voorbeelden uit de praktijk, op titel.",
)
def praktijkcases(
    request: HttpRequest, response: HttpResponse, vraag: Query[PraktijkcasesVraag]
) -> dict[str, object]:
    """Cases by title."""
    strict(request, PraktijkcasesVraag)
    rows = visible().matching(thema=vraag.thema, niveau=vraag.niveau)
    if vraag.gewijzigd_sinds:
        rows = rows.filter(last_published_at__gt=vraag.gewijzigd_sinds)
    return listing(request, response, vraag, rows, as_row)


@router.get(
    "/praktijkcases/{int:pk}",
    response=PraktijkcaseGegevens,
    summary="Eén praktijkcase",
    operation_id="praktijkcase",
    description="Eén voorbeeld, op nummer.",
)
def praktijkcase(request: HttpRequest, response: HttpResponse, pk: int) -> PraktijkcaseGegevens:
    """One case."""
    return as_row(one(request, response, visible().filter(pk=pk), alone=True))
