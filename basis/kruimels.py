"""The breadcrumb trail of a page."""

from django.utils.translation import gettext as _


def kruimels(*delen: tuple[str, str]) -> list[dict[str, str]]:
    """A trail from the front page, for `components/breadcrumb.html`: (title, url); the last is the page itself."""
    return [{"titel": _("Voorpagina"), "url": "/"}, *({"titel": title, "url": url} for title, url in delen)]
