"""What all pages have in common, and pages of text without a source of their own."""

from datetime import date
from typing import Any, TypedDict

from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from basis.markdown import plain
from basis.models import BasePage
from convenant.models import ConvenantenIndex, ProjectenIndex
from kennis.models import BegrippenIndex, LessenIndex, PraktijkIndex
from kring.models import BijeenkomstenIndex, KringenIndex
from search.documents import SearchDocument
from search.sections import Part, joined, stream_parts
from search.sources import key_of, shown_in, source
from werkbladen.models import WerkbladenIndex


class Frame(TypedDict):
    """The fields of a document that every page fills in the same way."""

    key: str
    titel: str
    url: str
    acl: tuple[str, ...]
    soort_naam: str
    samenvatting: str


def frame(page: BasePage) -> Frame:
    """What every page gives."""
    return {
        "key": key_of(page._meta.label, page.pk),
        "titel": page.title,
        "url": page.url or "",
        "acl": page.acl(),
        "soort_naam": str(page.kind_word),
        "samenvatting": page.samenvatting,
    }


@shown_in(Page)
def below(page: Page) -> QuerySet[Page]:
    """The page and all below it: their address is made of its, and what restricts it restricts them."""
    return Page.objects.filter(path__startswith=page.path)


def published_on(page: BasePage) -> date | None:
    """The day on which the page first appeared, in Dutch time."""
    return timezone.localdate(page.first_published_at) if page.first_published_at else None


def year(day: date | None) -> str:
    """The facet value of a day."""
    return str(day.year) if day else ""


def rich_text(html: str) -> str:
    """The words of rich text."""
    return str(get_text_for_indexing(html)) if html else ""


def headings(markdown: str) -> tuple[str, ...]:
    """The headings in Markdown text."""
    return tuple(line.lstrip("#").strip() for line in markdown.splitlines() if line.startswith("#"))


def stream_headings(value: StreamValue) -> tuple[str, ...]:
    """The headings and titles in a StreamField."""
    found: list[str] = []
    for block in value:
        if isinstance(block.value, str):
            found.extend(headings(block.value))
        elif hasattr(block.value, "get") and block.value.get("titel"):
            found.append(str(block.value["titel"]))
    return tuple(found)


def page_of_text(page: BasePage) -> SearchDocument:
    """The document of a page without anything special: all its text fields."""
    text, sections = joined(_parts(page))
    return SearchDocument(**frame(page), soort="pagina", tekst=text, secties=sections, koppen=_headings(page))


def _own_fields(page: BasePage) -> list[Any]:
    return [field for field in page._meta.local_fields if not field.is_relation]


def _parts(page: BasePage) -> list[Part]:
    parts = []
    for field in _own_fields(page):
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            parts += stream_parts(value)
        elif isinstance(field, RichTextField):
            parts.append(Part(rich_text(value)))
        elif field.get_internal_type() == "TextField" and value:
            parts.append(Part(plain(str(value))))
    return parts


def _headings(page: BasePage) -> tuple[str, ...]:
    streams = [getattr(page, field.name) for field in _own_fields(page) if isinstance(field, StreamField)]
    return tuple(heading for stream in streams for heading in stream_headings(stream))


def searchable_pages(*page_types: type[Model]) -> None:
    """Register page types that are no more than text; the composition root does so for its own."""
    for page_type in page_types:
        source(page_type)(page_of_text)


searchable_pages(
    BegrippenIndex,
    BijeenkomstenIndex,
    ConvenantenIndex,
    KringenIndex,
    LessenIndex,
    PraktijkIndex,
    ProjectenIndex,
    WerkbladenIndex,
)
