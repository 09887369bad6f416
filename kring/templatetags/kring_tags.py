"""Template tags of kring, for pages of every package and for mail."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse

from accounts.models import User
from basis.visibility import Viewer
from kring import overzicht
from kring.models import Bijeenkomst, Kring, Organisatie

register = template.Library()


@register.simple_tag(takes_context=True)
def agenda(context: Context, bijeenkomsten: Iterable[Bijeenkomst]) -> list[dict[str, Any]]:
    """Meetings as the rows of `components/agenda.html`."""
    return overzicht.agenda(bijeenkomsten, context.get("request"))


@register.simple_tag
def eigen_organisaties(viewer: Viewer) -> list[Organisatie]:
    """Where the viewer works now; one query, none for a visitor."""
    return list(Organisatie.objects.of_person(viewer)) if isinstance(viewer, User) else []


@register.simple_tag(takes_context=True)
def kring_kaart(context: Context, kring: Kring, volgende: Bijeenkomst | None = None) -> dict[str, Any]:
    """A kring as the variables of `components/card.html`; fetch it `with_deelnemers()`."""
    return overzicht.kring_kaart(kring, volgende, context.get("request"))


@register.simple_tag
def volledig_adres(name: str, *args: Any) -> str:
    """The full address of a named page, for mail."""
    return settings.BASE_URL.rstrip("/") + reverse(name, args=args)
