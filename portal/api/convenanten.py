"""Open convenanten in the API, with all their versions."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from convenant.models import Convenant, ConvenantVersie
from portal.api.listing import EVERYONE, Bericht, Links, Pagina, Vraag, links, listing, one, strict

router = Router(tags=["Convenanten"], by_alias=True)


class ConvenantArtikel(Bericht):
    """One article; its text is Markdown."""

    anker: str = Field(description="Verandert niet; ook het anker op de webpagina.")
    nummer: str
    hoofdstuk: str
    titel: str
    tekst: str = Field(description="In Markdown.")
    toelichting: str


class ConvenantVersieGegevens(Bericht):
    """What was agreed from a day on."""

    nummer: int
    ingangsdatum: date
    toelichting: str
    artikelen: list[ConvenantArtikel]


class ConvenantGegevens(Bericht):
    """The open convenant of one kring."""

    links: Links = Field(serialization_alias="_links")
    id: int
    titel: str
    kring: str = Field(description="Kort adres van de kenniskring.")
    aanleiding: str
    doel: str
    bron: str
    geldende_versie: int | None = Field(description="Nummer van de versie die vandaag geldt.")
    aantal_deelnemers: int
    versies: list[ConvenantVersieGegevens]


class ConvenantenPagina(Pagina):
    """One page of convenanten."""

    resultaten: list[ConvenantGegevens]


def visible() -> QuerySet[Convenant]:
    """Every public convenant with its versions."""
    rows = Convenant.objects.visible_to(EVERYONE).with_stand(timezone.localdate())
    return rows.prefetch_related("versies").order_by("title", "pk")


def _article(value: dict[str, Any]) -> ConvenantArtikel:
    return ConvenantArtikel(**{name: str(value.get(name) or "") for name in ConvenantArtikel.model_fields})


def _version(version: ConvenantVersie) -> ConvenantVersieGegevens:
    return ConvenantVersieGegevens(
        nummer=version.nummer,
        ingangsdatum=version.ingangsdatum,
        toelichting=version.toelichting,
        artikelen=[_article(block.value) for block in version.artikelen],
    )


def as_row(convenant: Convenant) -> ConvenantGegevens:
    """One convenant, the latest version first."""
    return ConvenantGegevens(
        links=links(f"/convenanten/{convenant.pk}", convenant),
        id=convenant.pk,
        titel=convenant.title,
        kring=convenant.kring.slug,
        aanleiding=convenant.aanleiding,
        doel=convenant.doel,
        bron=convenant.bron,
        geldende_versie=convenant.versie_nummer,
        aantal_deelnemers=convenant.aantal_deelnemers,
        versies=[_version(version) for version in convenant.versies.all()],
    )


@router.get(
    "/convenanten",
    response=ConvenantenPagina,
    summary="Convenanten",
    operation_id="convenanten",
    description="De open convenanten op titel, met al hun versies.",
)
def convenanten(request: HttpRequest, response: HttpResponse, vraag: Query[Vraag]) -> dict[str, object]:
    """Open convenanten by title."""
    strict(request, Vraag)
    return listing(request, response, vraag, visible(), as_row)


@router.get(
    "/convenanten/{int:pk}",
    response=ConvenantGegevens,
    summary="Eén convenant",
    operation_id="convenant",
    description="Eén convenant, op nummer, de nieuwste versie eerst.",
)
def convenant(request: HttpRequest, response: HttpResponse, pk: int) -> ConvenantGegevens:
    """One convenant."""
    return as_row(one(request, response, visible().filter(pk=pk)))
