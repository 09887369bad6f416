"""The glossary in the API: terms, their relations, and the scheme that they belong to."""

from datetime import date, datetime
from typing import Literal

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from basis.visibility import OPENBAAR
from kennis.alfabet import letter_of
from kennis.models import Begrip, BegrippenIndex, Label, Relatie
from kennis.models.relatie import Verhouding
from kring.indeling import Thema
from portal.api.listing import (
    EVERYONE,
    PLAIN,
    Bericht,
    Links,
    Pagina,
    Vraag,
    absolute,
    links,
    listing,
    one,
    page_of,
    strict,
)
from search.api import SearchRequest, documents

MOST_FOUND = 500
router = Router(tags=["Begrippen"], by_alias=True)


class BegripVerwijzing(Bericht):
    """A term by name."""

    ref: str
    uri: str
    naam: str


class BegripRelatie(Bericht):
    """How a term relates to another one."""

    soort: str = Field(description="De verhouding in woorden, gelezen vanaf dit begrip.")
    naar: BegripVerwijzing
    toelichting: str
    omgekeerd: bool = Field(description="Of de verhouding bij het andere begrip is vastgelegd.")


class BegripBenaming(Bericht):
    """Another name of a term that readers see."""

    tekst: str
    taal: str = Field(description="nl of en.")


class BegripKoppeling(Bericht):
    """A term of somebody else's list that means about the same."""

    soort: str = Field(description="exact, close, broad, narrow of related, als in SKOS.")
    uri: str
    naam: str
    stelsel: str


class BegripWijziging(Bericht):
    """What changed when the term was published."""

    op: datetime
    notitie: str


class BegripBron(Bericht):
    """Where a definition or a fact comes from."""

    titel: str
    verwijzing: str
    pagina: str
    url: str


class BegripGegevens(Bericht):
    """A term of the glossary (NL-SBB)."""

    links: Links = Field(serialization_alias="_links")
    ref: str = Field(description="Vast kenmerk; verandert nooit.")
    uri: str = Field(description="Permanent adres van het begrip.")
    naam: str = Field(description="Voorkeursterm.")
    andere_namen: list[str]
    benamingen: list[BegripBenaming] = Field(description="De andere namen met hun taal.")
    notatie: str = Field(description="Code waarmee anderen het begrip aanduiden.")
    definitie: str
    uitleg: str = Field(description="In gewone taal, in Markdown.")
    toelichting: str = Field(description="Waar je op let bij het gebruik, in Markdown.")
    voorbeeld: str = Field(description="In Markdown.")
    thema: str
    status: str = Field(description="voorstel, geldig of vervallen.")
    peildatum: date = Field(description="De dag waarop de feiten zijn nagekeken.")
    herzien_voor: date | None = Field(description="Uiterlijk dan wordt het weer nagekeken.")
    gewijzigd_op: datetime | None
    opvolger: BegripVerwijzing | None = Field(description="Bij een vervallen begrip: wat je nu gebruikt.")
    bronnen: list[BegripBron]
    koppelingen: list[BegripKoppeling]
    wijzigingen: list[BegripWijziging] = Field(description="De laatste wijziging eerst.")
    relaties: list[BegripRelatie]


class BegrippenPagina(Pagina):
    """One page of terms."""

    resultaten: list[BegripGegevens]


class RelatiesPagina(Pagina):
    """One page of relations of a term."""

    resultaten: list[BegripRelatie]


class Begrippenkader(Bericht):
    """A concept scheme."""

    links: Links = Field(serialization_alias="_links")
    ref: str
    uri: str
    naam: str
    omschrijving: str
    aantal_begrippen: int


class BegrippenkadersPagina(Pagina):
    """One page of schemes."""

    resultaten: list[Begrippenkader]


class BegrippenVraag(Vraag):
    """What terms to give."""

    zoek: str = Field(
        "", max_length=400, pattern=PLAIN, description="Zoekvraag; de best passende begrippen komen eerst."
    )
    label: str = Field(
        "", max_length=160, pattern=PLAIN, description="Precies deze naam: voorkeursterm of andere naam."
    )
    letter: str = Field("", pattern="^([A-Z]|0-9)?$", description="Beginletter A tot Z, of 0-9.")
    thema: Literal["", *Thema.values] = Field("", description="Kort adres van een thema.")  # type: ignore[valid-type]
    status: Literal["", *Begrip.Status.values] = Field("", description="Alleen met deze status.")  # type: ignore[valid-type]
    gewijzigd_sinds: datetime | None = Field(None, description="Alleen wat na dit moment is gewijzigd.")


def visible() -> QuerySet[Begrip]:
    """Every public term with all that a row shows, in a constant number of queries.

    Relations to a term that not everybody sees are left out, and so is such a successor.
    """
    public = Begrip.objects.visible_to(EVERYONE)
    return public.alphabetical().prefetch_related(
        *("labels", "bronnen", "koppelingen", "wijzigingen"),
        Prefetch("opvolger", public),
        Prefetch("relaties", Relatie.objects.filter(naar__in=public).select_related("naar")),
        Prefetch("omgekeerde_relaties", Relatie.objects.filter(van__in=public).select_related("van")),
    )


def told_begrippen() -> Prefetch:
    """For `prefetch_related`: the `begrippen` of a page, as far as everybody sees them."""
    return Prefetch("begrippen", Begrip.objects.visible_to(EVERYONE))


def uri_of(ref: str) -> str:
    """The permanent address of a term."""
    return absolute(f"/id/begrip/{ref}")


def reference(begrip: Begrip) -> BegripVerwijzing:
    """A term by name."""
    return BegripVerwijzing(ref=begrip.ref, uri=uri_of(begrip.ref), naam=begrip.title)


def _relations(begrip: Begrip) -> list[BegripRelatie]:
    seen_here = [row.seen_from_van() for row in begrip.relaties.all()]
    seen_here += [row.seen_from_naar() for row in begrip.omgekeerde_relaties.all()]
    told: dict[tuple[str, int], Verhouding] = {}
    for seen in seen_here:
        # Two editors may have written the same symmetric relation from both ends.
        told.setdefault((seen.woorden, seen.begrip.pk), seen)
    return [
        BegripRelatie(
            soort=seen.woorden,
            naar=reference(seen.begrip),
            toelichting=seen.toelichting,
            omgekeerd=seen.is_inverse,
        )
        for seen in told.values()
    ]


def as_row(begrip: Begrip) -> BegripGegevens:
    """One term with its relations."""
    return BegripGegevens(
        links=links(f"/begrippen/{begrip.ref}", begrip),
        ref=begrip.ref,
        uri=uri_of(begrip.ref),
        naam=begrip.title,
        andere_namen=begrip.ook_wel,
        benamingen=[
            BegripBenaming(tekst=label.tekst, taal=label.taal)
            for label in begrip.labels.all()
            if label.soort == Label.Soort.ALT
        ],
        notatie=begrip.notatie,
        definitie=begrip.definitie,
        uitleg=begrip.uitleg,
        toelichting=begrip.toelichting,
        voorbeeld=begrip.voorbeeld,
        thema=begrip.thema,
        status=begrip.status,
        peildatum=begrip.peildatum,
        herzien_voor=begrip.herzien_voor,
        gewijzigd_op=begrip.last_published_at,
        opvolger=reference(begrip.opvolger) if begrip.opvolger else None,
        bronnen=[
            BegripBron(titel=bron.titel, verwijzing=bron.verwijzing, pagina=bron.pagina, url=bron.url)
            for bron in begrip.bronnen.all()
        ],
        koppelingen=[
            BegripKoppeling(soort=row.soort, uri=row.uri, naam=row.benaming, stelsel=row.stelsel)
            for row in begrip.koppelingen.all()
        ],
        wijzigingen=[BegripWijziging(op=row.moment, notitie=row.notitie) for row in begrip.wijzigingen.all()],
        relaties=_relations(begrip),
    )


def _narrowed(rows: QuerySet[Begrip], vraag: BegrippenVraag) -> QuerySet[Begrip]:
    """The terms that fit every parameter that is filled in."""
    wanted = {"thema": vraag.thema, "status": vraag.status, "last_published_at__gt": vraag.gewijzigd_sinds}
    rows = rows.filter(**{field: value for field, value in wanted.items() if value})
    if vraag.label:
        named = Q(title__iexact=vraag.label) | Q(
            labels__tekst__iexact=vraag.label, labels__soort=Label.Soort.ALT
        )
        rows = rows.filter(named).distinct()
    if vraag.letter:
        titles = rows.values_list("pk", "title")
        rows = rows.filter(pk__in=[pk for pk, title in titles if letter_of(title) == vraag.letter])
    return rows


def _found(request: HttpRequest, response: HttpResponse, vraag: BegrippenVraag) -> dict[str, object]:
    """The terms that fit a question and the other parameters, best first."""
    asked = SearchRequest(vraag.zoek, frozenset({OPENBAAR}), {"soort": frozenset({"begrip"})})
    found = [int(one.key.rpartition(":")[2]) for one in documents(asked, MOST_FOUND).documents]
    allowed = set(_narrowed(visible(), vraag).filter(pk__in=found).values_list("pk", flat=True))
    numbers = [number for number in found if number in allowed]
    start = (vraag.pagina - 1) * vraag.pagina_grootte
    shown = numbers[start : start + vraag.pagina_grootte]
    rows = visible().in_bulk(shown)
    return page_of(request, response, vraag, len(numbers), [as_row(rows[number]) for number in shown])


@router.get(
    "/begrippen",
    response=BegrippenPagina,
    summary="Begrippen zoeken",
    operation_id="begrippen",
    description="Op alfabet; met “zoek” de best passende eerst. Ook vervallen begrippen, tenzij je met “status” kiest.",
)
def begrippen(
    request: HttpRequest, response: HttpResponse, vraag: Query[BegrippenVraag]
) -> dict[str, object]:
    """Terms in the order of the alphabet, or the best fitting first."""
    strict(request, BegrippenVraag)
    if vraag.zoek.strip():
        return _found(request, response, vraag)
    return listing(request, response, vraag, _narrowed(visible(), vraag), as_row)


@router.get(
    "/begrippen/{ref}",
    response=BegripGegevens,
    summary="Eén begrip",
    operation_id="begrip",
    description="Op vast kenmerk, ook als het begrip is vervallen.",
)
def begrip(request: HttpRequest, response: HttpResponse, ref: str) -> BegripGegevens:
    """One term by its fixed reference, also when it is retired."""
    return as_row(one(request, response, visible().filter(ref=ref)))


@router.get(
    "/begrippen/{ref}/relaties",
    response=RelatiesPagina,
    summary="Hoe een begrip zich verhoudt tot andere",
    operation_id="begripRelaties",
    description="Eerst wat bij dit begrip is vastgelegd, dan wat andere begrippen ervan zeggen.",
)
def begrip_relaties(
    request: HttpRequest, response: HttpResponse, ref: str, vraag: Query[Vraag]
) -> dict[str, object]:
    """The relations of one term, its own and the inverse ones."""
    strict(request, Vraag)
    found = visible().filter(ref=ref).first()
    if found is None:
        raise Http404
    relations: list[Bericht] = list(_relations(found))
    start = (vraag.pagina - 1) * vraag.pagina_grootte
    shown = relations[start : start + vraag.pagina_grootte]
    return page_of(request, response, vraag, len(relations), shown)


def _scheme(index: BegrippenIndex) -> Begrippenkader:
    return Begrippenkader(
        links=links(f"/begrippenkaders/{index.slug}", index),
        ref=index.slug,
        uri=absolute(f"/id/begrippenkader/{index.slug}"),
        naam=index.title,
        omschrijving=index.samenvatting,
        aantal_begrippen=Begrip.objects.visible_to(EVERYONE).current().count(),
    )


@router.get(
    "/begrippenkaders",
    response=BegrippenkadersPagina,
    summary="Begrippenkaders",
    operation_id="begrippenkaders",
    description="De lijsten waar begrippen in staan; dit portaal heeft er één.",
)
def begrippenkaders(request: HttpRequest, response: HttpResponse, vraag: Query[Vraag]) -> dict[str, object]:
    """The schemes; this portal has one."""
    strict(request, Vraag)
    rows = BegrippenIndex.objects.visible_to(EVERYONE).order_by("pk")
    return listing(request, response, vraag, rows, _scheme)


@router.get(
    "/begrippenkaders/{ref}",
    response=Begrippenkader,
    summary="Eén begrippenkader",
    operation_id="begrippenkader",
    description="Eén lijst van begrippen, op kort adres.",
)
def begrippenkader(request: HttpRequest, response: HttpResponse, ref: str) -> Begrippenkader:
    """One scheme."""
    return _scheme(one(request, response, BegrippenIndex.objects.visible_to(EVERYONE).filter(slug=ref)))
