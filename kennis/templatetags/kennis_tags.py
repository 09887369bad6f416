"""Template tags of kennis, also for the pages of packages above and below it."""

from collections.abc import Iterable

from django import template
from django.template import Context
from wagtail.models import Page

from basis.visibility import Viewer
from kennis.kaarten import Row, stand_badge
from kennis.kaarten import les_kaarten as cards_of
from kennis.models import KringGoedkeuring, Les
from kring.models import Kring

register = template.Library()


@register.simple_tag
def recente_lessen(viewer: Viewer, aantal: int = 3) -> list[Les]:
    """The newest lessons that `viewer` may see: `{% recente_lessen user 3 as lessen %}`."""
    return list(Les.objects.visible_to(viewer).with_frame().newest_first()[:aantal])


@register.simple_tag
def lessen_van_herkomst(page: Page, viewer: Viewer) -> list[Les]:
    """The lessons that came from a page (a project): `{% lessen_van_herkomst page user as lessen %}`."""
    return list(Les.objects.visible_to(viewer).from_origin(page).with_frame().newest_first())


@register.simple_tag
def lessen_voor_kring(kring: Kring, viewer: Viewer, aantal: int = 6) -> list[Les]:
    """The newest lessons of a kring: `{% lessen_voor_kring kring user 6 as lessen %}`."""
    return list(Les.objects.visible_to(viewer).for_kring(kring).with_frame().newest_first()[:aantal])


@register.simple_tag(takes_context=True)
def wachtende_lessen(context: Context, kring: Kring) -> list[Les]:
    """The lessons of a kring that wait for this coordinator: `{% wachtende_lessen kring as lessen %}`.

    Empty for everyone who does not decide, and without one's own lessons.
    """
    viewer = context["request"].user
    if not viewer.is_authenticated or not KringGoedkeuring.decides_in(kring.pk, viewer):
        return []
    waiting = Les.objects.awaiting_coordinator([kring.pk]).exclude(auteur=viewer)
    return list(waiting.with_frame().order_by("latest_revision_created_at", "pk"))


@register.simple_tag(takes_context=True)
def les_kaarten(context: Context, lessen: Iterable[Les]) -> list[Row]:
    """Lessons for `components/card_list.html`: `{% les_kaarten lessen as kaarten %}`."""
    return cards_of(lessen, context.get("request"))


@register.filter
def stand(les: Les) -> Row:
    """Where a lesson stands, for `components/badge.html`."""
    return stand_badge(les)
