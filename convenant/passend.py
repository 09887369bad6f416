"""Which lessons a project can still use, the ones that fit best first."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from basis.visibility import Viewer
from convenant.models import Convenantproject
from kennis.models import Les
from kring.indeling import Fase, Zichtbaarheid


def vrije_lessen(project: Convenantproject, viewer: Viewer) -> QuerySet[Les]:
    """The lessons that `viewer` may see, that this project did not judge yet and that did not come from it."""
    judged = project.toepassingen.values("les")
    return Les.objects.visible_to(viewer).exclude(pk__in=judged).exclude(herkomst=project.pk)


def passende_lessen(project: Convenantproject, lessen: QuerySet[Les], q: str = "") -> QuerySet[Les]:
    """`lessen` with `q` in the title, those that fit phase, theme and contract form on top."""
    found = lessen.filter(title__icontains=q) if q else lessen
    fits = _point(2, fase=int(project.fase())) + _point(2, thema=project.thema)
    if project.contractvorm:
        fits = fits + _point(1, contractvorm=project.contractvorm)
    return found.annotate(past=fits).select_related("kring").order_by("-past", "-first_published_at", "-pk")


def _point(number: int, **condition: Any) -> Case:
    return Case(When(**condition, then=Value(number)), default=Value(0), output_field=IntegerField())


def keuze_kaarten(project: Convenantproject, lessen: Iterable[Les]) -> list[dict[str, Any]]:
    """Lessons on cards that choose them, each saying why it fits; fetch them with `passende_lessen`."""
    now = project.fase()
    return [_kaart(project, now, les) for les in lessen]


def _kaart(project: Convenantproject, now: Fase, les: Les) -> dict[str, Any]:
    reasons = [
        (les.fase == now, _("zelfde fase")),
        (les.thema == project.thema, _("zelfde thema")),
        (bool(project.contractvorm) and les.contractvorm == project.contractvorm, _("zelfde contractvorm")),
    ]
    badges = [{"soort": "ok", "tekst": text, "toon": "akkoord"} for fits, text in reasons if fits]
    if les.zichtbaarheid == Zichtbaarheid.KRING:
        badges.append({"soort": "besloten", "tekst": _("Alleen voor de kring"), "toon": "stil"})
    return {
        "titel": les.title,
        "url": f"?les={les.slug}",
        "soort": "les",
        "tekst": les.samenvatting,
        "meta": [
            les.get_thema_display(),
            les.get_fase_display() if les.fase else "",
            les.kring.title if les.kring else "",
        ],
        "badges": badges,
    }
