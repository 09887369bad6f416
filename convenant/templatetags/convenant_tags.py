"""What pages of other packages show of convenantprojecten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Count
from django.http import HttpRequest
from django.template import RequestContext
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basis.visibility import Viewer
from convenant.context.projecten import project_kaart
from convenant.models import Convenantproject, Toepassing
from kennis.models import Les
from kring.models import Kring

register = template.Library()
RIJEN = 12
PROJECTEN = 6


@dataclass(frozen=True)
class Toepassingen:
    """What projects did with one lesson: the latest rows, and a summary of all of them."""

    rijen: tuple[dict[str, Any], ...]
    totaal: int
    gebruikt: int
    hielp: int

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rijen)

    def __len__(self) -> int:
        return self.totaal

    @property
    def meer(self) -> int:
        """How many more there are than the rows."""
        return self.totaal - len(self.rijen)

    @property
    def samenvatting(self) -> str:
        """In one line: "toegepast in 3 projecten, hielp in 2"; empty when no project judged it."""
        if not self.totaal:
            return ""
        if not self.gebruikt:
            return _("bekeken, nog nergens toegepast")
        text = ngettext("toegepast in %(n)s project", "toegepast in %(n)s projecten", self.gebruikt)
        line = text % {"n": self.gebruikt}
        return f"{line}, {_('hielp in %(n)s') % {'n': self.hielp}}" if self.hielp else line


@register.simple_tag(takes_context=True)
def toepassingen_van(context: RequestContext, les: Les) -> Toepassingen:
    """What projects did with `les`, as far as the viewer may see it; two queries."""
    request: HttpRequest | None = context.get("request")
    if request is None or not les.pk:
        return Toepassingen((), 0, 0, 0)
    found = Toepassing.objects.visible_to(request.user).of_les(les)
    numbers = found.numbers()
    rows = tuple(_rij(row, request) for row in found.with_project()[:RIJEN])
    return Toepassingen(rows, numbers["totaal"], numbers["gebruikt"], numbers["hielp"])


def _rij(row: Toepassing, request: HttpRequest) -> dict[str, Any]:
    return {
        "titel": row.project.title,
        "url": row.project.get_url(request),
        "gemeente": row.project.gemeente.naam,
        "oordeel": row.oordeel,
        "oordeel_tekst": row.get_oordeel_display(),
        "toelichting": row.toelichting,
        "uitkomst": row.uitkomst,
        "uitkomst_tekst": row.get_uitkomst_display(),
        "op": row.op,
    }


@register.simple_tag(takes_context=True)
def projecten_van_kring(context: RequestContext, kring: Kring, viewer: Viewer) -> list[dict[str, Any]]:
    """The projects of `kring` that went on last, as cards; one query."""
    if not kring.pk:
        return []
    found = Convenantproject.objects.visible_to(viewer).for_kring(kring).with_fase().latest_step_first()
    return [project_kaart(project, context.get("request")) for project in found[:PROJECTEN]]


@register.simple_tag
def met_projecten(kaarten: list[dict[str, Any]], viewer: Viewer) -> list[dict[str, Any]]:
    """Cards of kringen with how many projects each has that `viewer` may see; one query for all cards."""
    projects = Convenantproject.objects.visible_to(viewer).filter(
        kring__in=[kaart["kring"] for kaart in kaarten]
    )
    counted = dict(projects.order_by().values_list("kring").annotate(Count("pk")))
    rows = []
    for kaart in kaarten:
        number = counted.get(kaart["kring"], 0)
        text = ngettext("%(n)s project", "%(n)s projecten", number) % {"n": number}
        rows.append(kaart | {"meta": [*kaart["meta"][:2], text, *kaart["meta"][2:]]})
    return rows
