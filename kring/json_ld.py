"""Meetings and kringen for other programs, in the words of schema.org."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localtime

from basis.json_ld import Data, ding, document
from kring.models import Bijeenkomst, Kring


def bijeenkomst_json_ld(item: Bijeenkomst, request: HttpRequest) -> Data:
    """A meeting as `Event`, in Dutch time."""
    organiser = (
        _organiser(item.kring, request) if item.kring else ding("Organization", name=settings.SITE_NAME)
    )
    return document(
        "Event",
        name=item.title,
        url=item.get_full_url(request) or "",
        inLanguage="nl",
        description=item.samenvatting,
        startDate=localtime(item.begin).isoformat() if item.begin else "",
        endDate=localtime(item.eind).isoformat() if item.eind else "",
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
        location=ding("Place", name=item.plaats, address=item.plaats),
        organizer=organiser,
        isAccessibleForFree=True,
    )


def kring_json_ld(kring: Kring, request: HttpRequest) -> Data:
    """A kring as `Organization`."""
    about = {"description": kring.samenvatting, "areaServed": kring.regio}
    return document("Organization", name=kring.title, url=kring.get_full_url(request) or "", **about)


def _organiser(kring: Kring, request: HttpRequest) -> Data:
    return ding("Organization", name=kring.title, url=kring.get_full_url(request) or "")
