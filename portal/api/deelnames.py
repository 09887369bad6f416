"""Who took part in which kring, from when until when, as the public register shows it."""

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from kring.models import Deelname, Organisatie
from kring.models.deelname import DeelnameQuerySet
from portal.api.listing import EVERYONE, PLAIN, Bericht, Links, Pagina, Vraag, links, listing, one, strict

router = Router(tags=["Deelnames"], by_alias=True)


class DeelnameGegevens(Bericht):
    """One period in which an organisation took part."""

    links: Links = Field(serialization_alias="_links")
    id: int
    organisatie: str
    soort: str = Field(description="Soort organisatie.")
    plaats: str
    kring: str = Field(description="Kort adres van de kenniskring.")
    van: datetime
    tot: datetime | None = Field(description="Leeg zolang de organisatie meedoet.")
    demonstratie: bool


class DeelnamesPagina(Pagina):
    """One page of memberships."""

    resultaten: list[DeelnameGegevens]


class DeelnamesVraag(Vraag):
    """What memberships to give."""

    kring: str = Field("", max_length=255, pattern=PLAIN, description="Kort adres van een kenniskring.")
    soort: Literal["", *Organisatie.Soort.values] = Field("", description="Soort organisatie.")  # type: ignore[valid-type]
    op: date | None = Field(None, description="Alleen wie op deze dag meedeed.")


def visible() -> DeelnameQuerySet:
    """Memberships of every public kring, by name and period."""
    rows = Deelname.objects.visible_to(EVERYONE).with_parties()
    return rows.order_by("organisatie__naam", "van", "pk")


def as_row(deelname: Deelname) -> DeelnameGegevens:
    """One membership; why somebody left stays out."""
    return DeelnameGegevens(
        links=links(f"/deelnames/{deelname.pk}"),
        id=deelname.pk,
        organisatie=deelname.organisatie.naam,
        soort=deelname.organisatie.soort,
        plaats=deelname.organisatie.plaats,
        kring=deelname.kring.slug,
        van=deelname.van,
        tot=deelname.tot,
        demonstratie=deelname.organisatie.demonstratie,
    )


@router.get(
    "/deelnames",
    response=DeelnamesPagina,
    summary="Deelnames",
    operation_id="deelnames",
    description="Wie meedoet en wie meedeed, op naam. Met “op” alleen wie op die dag meedeed.",
)
def deelnames(
    request: HttpRequest, response: HttpResponse, vraag: Query[DeelnamesVraag]
) -> dict[str, object]:
    """Memberships through time, or of one day with `op`."""
    strict(request, DeelnamesVraag)
    wanted = {"kring__slug": vraag.kring, "organisatie__soort": vraag.soort}
    rows = visible().filter(**{field: value for field, value in wanted.items() if value})
    return listing(request, response, vraag, rows.on_day(vraag.op) if vraag.op else rows, as_row)


@router.get(
    "/deelnames/{int:pk}",
    response=DeelnameGegevens,
    summary="Eén deelname",
    operation_id="deelname",
    description="Eén periode waarin een organisatie meedeed, op nummer.",
)
def deelname(request: HttpRequest, response: HttpResponse, pk: int) -> DeelnameGegevens:
    """One membership."""
    return as_row(one(request, response, visible().filter(pk=pk)))
