"""Terms, lessons, cases and articles for other programs, in the words of schema.org."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from basis.json_ld import Data, ding, document, pagina
from kennis.kaarten import first_words
from kennis.models import Artikel, Begrip, Casus, Les


def permalink(begrip: Begrip) -> str:
    """The whole address of a term that never changes."""
    return settings.BASE_URL + reverse("kennis:begrip_id", args=[begrip.ref]) if begrip.ref else ""


def begrip_json_ld(begrip: Begrip) -> Data:
    """A term as `DefinedTerm`."""
    base = settings.BASE_URL
    data = document(
        "DefinedTerm",
        name=begrip.title,
        alternateName=begrip.ook_wel,
        description=begrip.definitie,
        termCode=begrip.ref,
        url=f"{base}/begrippen/{begrip.slug}",
        inDefinedTermSet=ding("DefinedTermSet", name=settings.SITE_NAME, url=f"{base}/begrippen"),
    )
    return data | {"@id": permalink(begrip)}


def les_json_ld(les: Les, begrippen: Iterable[Begrip], request: HttpRequest) -> Data:
    """A lesson as `LearningResource`."""
    return pagina(
        les,
        request,
        "LearningResource",
        description=les.samenvatting or first_words(les.advies),
        learningResourceType=_("les uit de praktijk"),
        author=_author(les),
        publisher=_portal(),
        about=_about(begrippen),
        isAccessibleForFree=True,
    )


def _author(les: Les) -> Data:
    """Who a lesson is from, as its readers see it."""
    if les.namens_kring:
        return ding("Organization", name=les.kring.title) if les.kring else {}
    company = ding("Organization", name=les.organisatie.naam) if les.organisatie else {}
    return ding("Person", name=les.auteur.naam, affiliation=company) if les.auteur else company


def casus_json_ld(casus: Casus, begrippen: Iterable[Begrip], request: HttpRequest) -> Data:
    """A case as `Article`, with its place."""
    return pagina(
        casus,
        request,
        "Article",
        headline=casus.title,
        description=casus.samenvatting or first_words(casus.wat),
        contentLocation=ding("Place", name=casus.plaats, geo=_geo(casus)),
        citation=casus.bron,
        publisher=_portal(),
        about=_about(begrippen),
    )


def _geo(casus: Casus) -> Data:
    if casus.breedtegraad is None or casus.lengtegraad is None:
        return {}
    return ding("GeoCoordinates", latitude=float(casus.breedtegraad), longitude=float(casus.lengtegraad))


def artikel_json_ld(artikel: Artikel, reeks: Page | None, request: HttpRequest) -> Data:
    """An article as `Article`, with the series that it is in."""
    series: Any = {}
    if reeks is not None:
        series = ding("CreativeWorkSeries", name=reeks.title, url=reeks.get_full_url(request) or "")
    return pagina(
        artikel,
        request,
        "Article",
        headline=artikel.title,
        description=artikel.samenvatting,
        citation=artikel.bron,
        publisher=_portal(),
        isPartOf=series,
    )


def _portal() -> Data:
    return ding("Organization", name=settings.SITE_NAME, url=settings.BASE_URL)


def _about(begrippen: Iterable[Begrip]) -> list[Data]:
    return [ding("DefinedTerm", name=one.title) | {"@id": permalink(one)} for one in begrippen]
