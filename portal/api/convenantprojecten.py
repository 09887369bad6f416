"""Convenantprojecten in the API, with the phases that they went through."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from convenant.models import Convenantproject
from convenant.models.project import ProjectQuerySet
from kring.indeling import Fase, Thema
from portal.api.listing import EVERYONE, PLAIN, Bericht, Links, Pagina, Vraag, links, listing, one, strict

router = Router(tags=["Convenantprojecten"], by_alias=True)


class ProjectFase(Bericht):
    """One of the thirteen phases, as far as this project is concerned."""

    nummer: int
    naam: str
    status: str = Field(description="gedaan, nu, straks of overgeslagen.")
    sinds: datetime | None
    toelichting: str = Field(description="Bij een overgeslagen fase: waarom.")


class ConvenantprojectGegevens(Bericht):
    """A project; the long texts are Markdown."""

    links: Links = Field(serialization_alias="_links")
    id: int
    titel: str
    samenvatting: str
    gemeente: str
    plaats: str
    kring: str = Field(description="Kort adres van de kenniskring.")
    thema: str
    contractvorm: str
    raming: int | None = Field(description="In hele euro's.")
    doel: str = Field(description="In Markdown.")
    omschrijving: str = Field(description="In Markdown.")
    fase: int = Field(description="Nummer van de fase, 1 tot en met 13.")
    fasen: list[ProjectFase]
    gewijzigd_op: datetime | None
    demonstratie: bool


class ConvenantprojectenPagina(Pagina):
    """One page of projects."""

    resultaten: list[ConvenantprojectGegevens]


class ConvenantprojectenVraag(Vraag):
    """What projects to give."""

    thema: Literal["", *Thema.values] = Field("", description="Kort adres van een thema.")  # type: ignore[valid-type]
    fase: int | None = Field(None, ge=1, le=len(Fase), description="Nummer van een fase.")
    kring: str = Field("", max_length=255, pattern=PLAIN, description="Kort adres van een kenniskring.")
    gemeente: str = Field("", max_length=80, pattern=PLAIN, description="Kort adres van een gemeente.")


def visible() -> ProjectQuerySet:
    """Every public project with its phases, what moved last on top."""
    rows = Convenantproject.objects.visible_to(EVERYONE).with_fase().latest_step_first()
    return rows.prefetch_related("overgangen")


def as_row(project: Convenantproject) -> ConvenantprojectGegevens:
    """One project; names of people stay out."""
    steps = project.stappen()
    return ConvenantprojectGegevens(
        links=links(f"/convenantprojecten/{project.pk}", project),
        id=project.pk,
        titel=project.title,
        samenvatting=project.samenvatting,
        gemeente=project.gemeente.naam,
        plaats=project.plaats,
        kring=project.kring.slug,
        thema=project.thema,
        contractvorm=project.contractvorm,
        raming=project.raming,
        doel=project.doel,
        omschrijving=project.omschrijving,
        fase=project.fase_nu,
        fasen=[
            ProjectFase(
                nummer=step.nummer,
                naam=step.naam,
                status=step.status,
                sinds=step.datum,
                toelichting=step.toelichting,
            )
            for step in steps
        ],
        gewijzigd_op=project.last_published_at,
        demonstratie=project.demonstratie,
    )


@router.get(
    "/convenantprojecten",
    response=ConvenantprojectenPagina,
    summary="Convenantprojecten zoeken",
    operation_id="convenantprojecten",
    description="Wat het laatst van fase veranderde, staat bovenaan.",
)
def convenantprojecten(
    request: HttpRequest, response: HttpResponse, vraag: Query[ConvenantprojectenVraag]
) -> dict[str, object]:
    """Projects, what moved last on top."""
    strict(request, ConvenantprojectenVraag)
    rows = visible().matching(
        fase=str(vraag.fase or ""), kring=vraag.kring, gemeente=vraag.gemeente, thema=vraag.thema
    )
    return listing(request, response, vraag, rows, as_row)


@router.get(
    "/convenantprojecten/{int:pk}",
    response=ConvenantprojectGegevens,
    summary="Eén convenantproject",
    operation_id="convenantproject",
    description="Eén project, op nummer, met zijn fasen.",
)
def convenantproject(request: HttpRequest, response: HttpResponse, pk: int) -> ConvenantprojectGegevens:
    """One project."""
    return as_row(one(request, response, visible().filter(pk=pk)))
