"""Which lessons a project can still use, the ones that fit best first."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _

from basis.visibility import Viewer
from convenant.models import Convenantproject
from kennis.kaarten import badge, les_badges, les_kaart
from kennis.models import Les
from kennis.models.les import LesQuerySet
from kring.indeling import Fase


def vrije_lessen(project: Convenantproject, viewer: Viewer) -> LesQuerySet:
    """The lessons that `viewer` may see, that this project did not judge yet and that did not come from it."""
    judged = project.toepassingen.values("les")
    return Les.objects.visible_to(viewer).exclude(pk__in=judged).exclude(herkomst=project.pk)


def passende_lessen(project: Convenantproject, lessen: LesQuerySet, q: str = "") -> LesQuerySet:
    """`lessen` with `q` in the title, those that fit phase, theme and contract form on top."""
    found = lessen.filter(title__icontains=q) if q else lessen
    fits = _point(2, fase=int(project.fase())) + _point(2, thema=project.thema)
    if project.contractvorm:
        fits = fits + _point(1, contractvorm=project.contractvorm)
    return found.annotate(past=fits).with_frame().order_by("-past", "-first_published_at", "-pk")


def _point(number: int, **condition: Any) -> Case:
    return Case(When(**condition, then=Value(number)), default=Value(0), output_field=IntegerField())


def keuze_kaarten(
    project: Convenantproject, lessen: Iterable[Les], request: HttpRequest
) -> list[dict[str, Any]]:
    """Lessons on cards that choose them, each saying why it fits; fetch them with `passende_lessen`."""
    now = project.fase()
    return [_kaart(project, now, les, request) for les in lessen]


def _kaart(project: Convenantproject, now: Fase, les: Les, request: HttpRequest) -> dict[str, Any]:
    reasons = [
        (les.fase == now, _("zelfde fase")),
        (les.thema == project.thema, _("zelfde thema")),
        (bool(project.contractvorm) and les.contractvorm == project.contractvorm, _("zelfde contractvorm")),
    ]
    badges = [badge("ok", text, "akkoord") for fits, text in reasons if fits]
    return les_kaart(les, request) | {"url": f"?les={les.slug}", "badges": badges + les_badges(les)}
