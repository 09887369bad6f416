"""What a page tells other programs about itself: schema.org as JSON-LD, shown by `templates/base.html`."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

Data = dict[str, Any]


def ding(soort: str, **velden: Any) -> Data:
    """A thing of a schema.org type; what is empty is left out."""
    return {"@type": soort} | {
        name: value for name, value in velden.items() if value not in ("", None, [], {})
    }


def document(soort: str, **velden: Any) -> Data:
    """The same with its vocabulary, as the whole of a page."""
    return {"@context": "https://schema.org"} | ding(soort, **velden)


def pagina(page: Page, request: HttpRequest, soort: str, **velden: Any) -> Data:
    """A page as a document: its title, address and dates, and whatever more is known of it."""
    published, changed = page.first_published_at, page.last_published_at
    frame = {
        "name": page.title,
        "url": page.get_full_url(request) or "",
        "inLanguage": "nl",
        "datePublished": published.isoformat() if published else "",
        "dateModified": changed.isoformat() if changed else "",
    }
    return document(soort, **(frame | velden))
