"""Template tags of accounts."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()
# The first that is found wins: Edge calls itself Chrome too, and Chrome calls itself Safari.
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def apparaat(user_agent: str) -> str:
    """A browser's name for itself in two words; a program we do not know keeps the first part of its own."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(programma)s op %(systeem)s") % {"programma": browser, "systeem": system}
    return browser or system or user_agent[:40] or _("onbekend programma")
