"""What the glossary holds, as the values that the forms of export write and an import compares with."""

from collections import defaultdict
from collections.abc import Container, Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.encoding import iri_to_uri

from kennis.models import Begrip, BegrippenIndex, Begrippenverzameling
from kennis.models.begrip import BegripQuerySet
from kennis.uitwisseling.gegevens import (
    Begripgegevens,
    Brongegevens,
    Koppelinggegevens,
    Labelgegevens,
    Relatiegegevens,
    Verzamelinggegevens,
    Wijzigingsgegevens,
    tidy,
)

AT_ONCE = 200
ROWS_OF_A_TERM = ("labels", "bronnen", "relaties__naar", "koppelingen", "wijzigingen")


def public_terms() -> BegripQuerySet:
    """Every term that everybody may see, retired ones included, in a fixed order."""
    terms: BegripQuerySet = Begrip.objects.visible_to(AnonymousUser())
    return terms.order_by("ref")


def public_scheme() -> BegrippenIndex | None:
    """The scheme that the terms are in; None while it is not public."""
    return BegrippenIndex.objects.visible_to(AnonymousUser()).first()


def told(terms: QuerySet[Begrip], known: Container[int]) -> Iterator[tuple[Begrip, Begripgegevens]]:
    """Each of `terms` with its values, in portions of a constant number of queries.

    Only what lies between the terms with a key in `known` is told.
    """
    full = terms.select_related("opvolger").prefetch_related(*ROWS_OF_A_TERM)
    for begrip in full.iterator(chunk_size=AT_ONCE):
        yield begrip, values_of(begrip, known)


def values_of(begrip: Begrip, known: Container[int]) -> Begripgegevens:
    """One term with its rows; relations and successor outside `known` are left out."""
    opvolger = begrip.opvolger if begrip.opvolger_id in known else None
    return Begripgegevens(
        ref=begrip.ref,
        naam=begrip.title,
        notatie=tidy(begrip.notatie),
        definitie=tidy(begrip.definitie),
        uitleg=tidy(begrip.uitleg),
        toelichting=tidy(begrip.toelichting),
        voorbeeld=tidy(begrip.voorbeeld),
        thema=begrip.thema,
        status=begrip.status,
        peildatum=begrip.peildatum,
        herzien_voor=begrip.herzien_voor,
        opvolger=opvolger.ref if opvolger is not None else "",
        gewijzigd_op=begrip.last_published_at,
        labels=[
            Labelgegevens(row.tekst, row.soort, row.taal, row.hoofdlettergevoelig, row.automatisch_linken)
            for row in begrip.labels.all()
        ],
        bronnen=[
            # The title is the citation when there is no other.
            Brongegevens(
                row.titel,
                row.verwijzing if row.verwijzing != row.titel else "",
                row.pagina,
                iri_to_uri(row.url),
            )
            for row in begrip.bronnen.all()
        ],
        relaties=[
            Relatiegegevens(row.soort, row.naar.ref, row.toelichting)
            for row in begrip.relaties.all()
            if row.naar_id in known
        ],
        koppelingen=[
            Koppelinggegevens(row.soort, iri_to_uri(row.uri), row.benaming, row.stelsel)
            for row in begrip.koppelingen.all()
        ],
        wijzigingen=[Wijzigingsgegevens(row.moment, row.notitie) for row in begrip.wijzigingen.all()],
    )


def public_collections() -> QuerySet[Begrippenverzameling]:
    """Every collection that everybody may see, in a fixed order."""
    return Begrippenverzameling.objects.visible_to(AnonymousUser()).order_by("ref")


def told_collections(
    terms: QuerySet[Begrip], collections: QuerySet[Begrippenverzameling]
) -> list[Verzamelinggegevens]:
    """The collections with those of `terms` that are in them, chosen or by their theme; three queries."""
    refs: dict[int, str] = {}
    of_theme: dict[str, list[str]] = defaultdict(list)
    for pk, ref, thema in terms.values_list("pk", "ref", "thema"):
        refs[pk] = ref
        of_theme[thema].append(ref)
    chosen: dict[int, list[str]] = defaultdict(list)
    pairs = Begrippenverzameling.begrippen.through.objects.values_list("begrippenverzameling_id", "begrip_id")
    for collection, begrip in pairs:
        if begrip in refs:
            chosen[collection].append(refs[begrip])
    found = []
    for one in collections:
        members = {*chosen[one.pk], *(of_theme[one.thema] if one.thema else ())}
        about = (one.ref, one.title, tidy(one.omschrijving), one.thema)
        found.append(Verzamelinggegevens(*about, sorted(members)))
    return found
