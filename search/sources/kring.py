"""Kenniskringen and their meetings."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from kring.models import Bijeenkomst, Kring
from search.documents import SearchDocument
from search.sources import shown_in, source
from search.sources.pages import frame, rich_text, year


@source(Kring)
def kring_document(kring: Kring) -> SearchDocument:
    """A kring, found by its region and what it does."""
    return SearchDocument(
        **frame(kring),
        soort="kring",
        tekst="\n".join((kring.regio, rich_text(kring.omschrijving), rich_text(kring.gedragsregels))),
        kring=kring.slug,
        bijzonderheden=(kring.regio,),
        demonstratie=kring.demonstratie,
    )


def meetings() -> QuerySet[Bijeenkomst]:
    """Meetings with their kring."""
    return Bijeenkomst.objects.select_related("kring")


@source(Bijeenkomst, meetings)
def bijeenkomst_document(meeting: Bijeenkomst) -> SearchDocument:
    """A meeting with its programme and minutes."""
    day = timezone.localdate(meeting.begin)
    return SearchDocument(
        **frame(meeting),
        soort="bijeenkomst",
        tekst="\n".join((rich_text(meeting.programma), rich_text(meeting.verslag))),
        labels=(meeting.get_soort_display(),),
        thema=meeting.thema,
        kring=meeting.kring.slug if meeting.kring else "",
        jaar=year(day),
        datum=day,
        bijzonderheden=(meeting.get_soort_display(), date_format(day, "j F Y"), meeting.plaats),
        demonstratie=meeting.demonstratie,
    )


@shown_in(Kring)
def meetings_of_kring(kring: Kring) -> QuerySet[Bijeenkomst]:
    """Meetings are counted under their kring."""
    return Bijeenkomst.objects.filter(kring=kring)
