"""Uploaded files: found by their text, by whoever may see something that carries them (`basis.bijlagen`)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import CollectionViewRestriction

from basis import bijlagen
from basis.models import Bijlage
from convenant.models import Convenantproject
from kennis.models import Artikel, Casus, Les
from kring.models import Bijeenkomst, Kring
from search import sources
from search.documents import Plek, SearchDocument
from search.models import Bestandstekst
from search.sources import follows, key_of, shown_in, source

BestandModel = get_document_model()


def files() -> QuerySet[Any]:
    """Documents with what was read from them."""
    return BestandModel.objects.select_related("bestandstekst", "collection")


def next_release(document: AbstractDocument) -> datetime | None:
    """The next moment at which one more of what carries it is for others to see."""
    now = timezone.now()
    moments = (place.zichtbaar_vanaf for place in _places(document))
    return min((moment for moment in moments if moment and moment > now), default=None)


@source(BestandModel, files, changes=next_release)
def file_document(document: AbstractDocument) -> SearchDocument | None:
    """A file with its text, and where it belongs; None when nothing that someone may see carries it."""
    places = _places(document)
    if not places or document.collection.get_view_restrictions().exists():
        return None
    acl, visible_from = audience(places, timezone.now())
    read: Bestandstekst | None = getattr(document, "bestandstekst", None)
    day = timezone.localdate(document.created_at)
    return SearchDocument(
        key=key_of(document._meta.label, document.pk),
        soort="bestand",
        soort_naam=_("bestand"),
        titel=document.title,
        url=document.url,
        acl=acl,
        zichtbaar_vanaf=visible_from,
        tekst=read.tekst if read else "",
        thema=_shared(places, "thema"),
        kring=_shared(places, "kring"),
        gemeente=_shared(places, "gemeente"),
        fase=_shared(places, "fase"),
        niveau=_shared(places, "niveau"),
        jaar=str(day.year),
        datum=day,
        bijzonderheden=tuple(fact for fact in bijlagen.facts(document) if fact),
        demonstratie=all(place.demonstratie for place in places),
        hoort_bij=tuple(Plek(row.titel, row.url, row.acl, row.zichtbaar_vanaf) for row in places),
    )


def audience(places: list[SearchDocument], now: datetime) -> tuple[tuple[str, ...], datetime | None]:
    """Who may find a file that `places` carry, and from when: everyone whom one of them is open to.

    While none is open yet, those of the first that will be; the clock then makes the document anew (`next_release`).
    """
    open_now = [row for row in places if row.zichtbaar_vanaf is None or row.zichtbaar_vanaf <= now]
    first = min((row.zichtbaar_vanaf for row in places if row.zichtbaar_vanaf), default=None)
    counted = open_now or [row for row in places if row.zichtbaar_vanaf == first]
    tokens = dict.fromkeys(token for row in counted for token in row.acl)
    return tuple(tokens), None if open_now else first


def _places(document: AbstractDocument) -> list[SearchDocument]:
    """The search documents of what carries it; asked once for each object."""
    known: list[SearchDocument] | None = document.__dict__.get("_places")
    if known is None:
        carriers = [row for row in bijlagen.carriers(document) if sources.is_searchable(type(row))]
        found = (sources.document_of(row._meta.label, row.pk) for row in carriers)
        known = document.__dict__["_places"] = [row for row in found if row is not None]
    return known


def _shared(places: list[SearchDocument], name: str) -> str:
    """The facet value that all places have; anything else would tell of a place that not everyone may see."""
    values = {getattr(place, name) for place in places}
    return str(values.pop()) if len(values) == 1 else ""


def carries_files(*models: type[Model]) -> None:
    """Say of models that their rows may carry files: a change of a row changes the documents of its files."""
    for model in models:
        follows(model)(files_of_row)
        shown_in(model)(files_in_row)


def files_of_row(instance: Model) -> Iterable[Model]:
    """The files that it carries, or carried until now."""
    return BestandModel.objects.filter(pk__in=bijlagen.documents_of(instance))


def files_in_row(instance: Model) -> QuerySet[Any]:
    """The files that it carries, after a change of what is above it."""
    return BestandModel.objects.filter(pk__in=bijlagen.documents_of(instance))


@follows(Bijlage)
def file_of_row(row: Bijlage) -> Iterable[Model]:
    """The file that is put with a page, or taken off."""
    return [row.document]


@follows(CollectionViewRestriction)
def files_of_collection(restriction: CollectionViewRestriction) -> Iterable[Model]:
    """The files in a collection that is closed or opened, and below it."""
    below = restriction.collection.get_descendants(inclusive=True)
    return BestandModel.objects.filter(collection__in=below)


carries_files(Artikel, Bijeenkomst, Casus, Convenantproject, Kring, Les)
