"""The sitemap: every page that everyone may see and the overviews of the glossary, with their real date of change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from basis.models import BasePage
from kennis.alfabet import groepen, ingangen
from kennis.models import Begrip, Begrippenverzameling

OVERVIEWS = ("kennis:begrippen_overzicht", "kennis:begrippen_hierarchie", "kennis:verzamelingen")
NOBODY = AnonymousUser()


@dataclass(frozen=True)
class Adres:
    """One address and when what it shows changed last; None when that is not known."""

    pad: str
    gewijzigd: datetime | None


def public_page_types() -> list[type[BasePage]]:
    """Every concrete page type of the portal."""
    return [model for model in BasePage.__subclasses__() if not model._meta.abstract] + [
        model for base in BasePage.__subclasses__() if base._meta.abstract for model in base.__subclasses__()
    ]


class PublicSitemap(Sitemap):
    """Pages by the same `visible_to` as everything else, and what is made of terms."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def items(self) -> list[Adres]:
        """The addresses that a visitor without login can open, in an order that stays."""
        pages = sorted(_public_pages(), key=lambda page: page.path)
        # A list changes when a page below it does.
        below: dict[str, datetime | None] = {}
        for page in pages:
            parent = page.path[: -Page.steplen]
            below[parent] = _latest(below.get(parent), page.last_published_at)
        listed = [
            Adres(page.get_url(self._request), _latest(page.last_published_at, below.get(page.path)))
            for page in pages
        ]
        return listed + _of_terms()

    def location(self, item: Adres) -> str:
        """The address without the name of the site."""
        return item.pad

    def lastmod(self, item: Adres) -> datetime | None:
        """When it changed."""
        return item.gewijzigd

    def get_protocol(self, protocol: str | None = None) -> str:
        """That of the portal's own address, whatever the request came in by."""
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        """The same."""
        return urlsplit(settings.BASE_URL).netloc


def _public_pages() -> Iterator[BasePage]:
    shown = ("path", "url_path", "last_published_at")
    for model in public_page_types():
        yield from model.objects.visible_to(NOBODY).only(*shown)


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def _of_terms() -> list[Adres]:
    """The overviews of the glossary, its collections and each letter that has terms; they change when a term does."""
    terms = list(Begrip.objects.visible_to(NOBODY).current().with_frame())
    letters = [group["letter"] for group in groepen(ingangen(terms, "/begrippen"))]
    changed = _latest(*(term.last_published_at for term in terms))
    collections = Begrippenverzameling.objects.visible_to(NOBODY).values_list("ref", flat=True)
    paths = [
        *map(reverse, OVERVIEWS),
        *(reverse("kennis:verzameling", args=[ref]) for ref in collections),
        *(f"/begrippen?letter={letter}" for letter in letters),
    ]
    return [Adres(path, changed) for path in paths] if terms else []
