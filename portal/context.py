"""What the frame of every page needs."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest


class MenuItem(TypedDict):
    """One entry of the menu."""

    titel: str
    url: str
    actief: bool


class Frame(TypedDict):
    """The context that `templates/base.html` relies on."""

    hoofdmenu: list[MenuItem]
    voetmenu: list[MenuItem]
    site_naam: str
    is_demo: bool
    base_url: str


HOOFDMENU = (
    ("Convenant", "/convenant"),
    ("Projecten", "/projecten"),
    ("Lessen", "/lessen"),
    ("Begrippen", "/begrippen"),
    ("Praktijk", "/praktijk"),
    ("Kenniskringen", "/kenniskringen"),
    ("Bijeenkomsten", "/bijeenkomsten"),
)
VOETMENU = (
    ("Over dit portaal", "/over"),
    ("Deelnemen", "/deelnemen"),
    ("Werkbladen", "/werkbladen"),
    ("Toegankelijkheid", "/toegankelijkheid"),
    ("Privacy", "/privacy"),
    ("Contact", "/contact"),
    ("Open data", "/open-data"),
    ("Licenties", "/licenties"),
)


def site_frame(request: HttpRequest) -> Frame:
    """Menus and the name of the site; no query."""
    return {
        "hoofdmenu": _menu(HOOFDMENU, request.path),
        "voetmenu": _menu(VOETMENU, request.path),
        "site_naam": settings.SITE_NAME,
        "is_demo": settings.DEMO,
        "base_url": settings.BASE_URL,
    }


def _menu(entries: tuple[tuple[str, str], ...], path: str) -> list[MenuItem]:
    return [
        {"titel": title, "url": url, "actief": path == url or path.startswith(f"{url}/")}
        for title, url in entries
    ]
