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
    accountmenu: list[MenuItem]
    mag_beheren: bool
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
ACCOUNTMENU = (
    ("Mijn overzicht", "/mijn"),
    ("Mijn lessen", "/lessen/mijn"),
    ("Bewaarde zoekvragen", "/zoeken/bewaard"),
    ("Mijn account", "/account"),
)
MANAGE = (("Beheeromgeving", "/beheer/"),)
DEMOMENU = (("Postvak van de demo", "/postvak"),)
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
    """Menus and the name of the site; no query for a visitor."""
    may_manage = request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")
    account = [*ACCOUNTMENU, *(MANAGE if may_manage else ()), *(DEMOMENU if settings.DEMO else ())]
    return {
        "accountmenu": _menu(tuple(account), request.path),
        "mag_beheren": may_manage,
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
