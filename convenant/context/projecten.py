"""The list of convenantprojecten: how many in each phase, and one page of those that fit."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from basis.kruimels import kruimels
from basis.lijst import Filter, blader, kies
from convenant.models import Convenantproject
from convenant.partijen import gemeenten_of
from kring.indeling import Fase, Thema
from kring.models import Kring, Organisatie

Row = dict[str, Any]
PER_BLAD = 12


def index_context(request: HttpRequest) -> Row:
    """The line with the number of projects in each phase, filters, and one page of cards."""
    visible = Convenantproject.objects.visible_to(request.user)
    keuze = kies(request.GET, _filters(request))
    found = visible.with_fase().matching(**keuze.waarden).latest_step_first()
    blad, messages = blader(found, request.GET, PER_BLAD)
    return {
        "kruimels": kruimels((_("Projecten"), "")),
        "fasen": verdeling(visible.per_fase()),
        "keuze": keuze,
        "blad": blad,
        "kaarten": [project_kaart(project, request) for project in blad],
        "meldingen": [*keuze.meldingen, *messages],
        "mag_maken": bool(gemeenten_of(request.user)),
    }


def _filters(request: HttpRequest) -> list[Filter]:
    kringen = Kring.objects.visible_to(request.user).order_by("title").values_list("slug", "title")
    with_project = Convenantproject.objects.visible_to(request.user).values("gemeente")
    gemeenten = Organisatie.objects.filter(pk__in=with_project).order_by("naam").values_list("slug", "naam")
    return [
        Filter("fase", _("Fase"), [(str(fase.value), f"{fase.value}. {fase.label}") for fase in Fase]),
        Filter("kring", _("Kenniskring"), list(kringen)),
        Filter("gemeente", _("Gemeente"), list(gemeenten)),
        Filter("thema", _("Thema"), [(value, str(label)) for value, label in Thema.choices]),
    ]


def verdeling(numbers: dict[int, int]) -> list[Row]:
    """The thirteen phases with how many projects are in each, for `components/fase_verdeling.html`."""
    return [
        {
            "nummer": fase.value,
            "naam": fase.label,
            "aantal": numbers.get(fase.value, 0),
            "url": f"/projecten?fase={fase.value}",
        }
        for fase in Fase
    ]


def project_kaart(project: Convenantproject, request: HttpRequest | None = None) -> Row:
    """A project on a card; fetch it `with_fase()`."""
    fase = Fase(project.fase_nu)
    since = date_format(localtime(project.fase_sinds), "j F Y") if project.fase_sinds else ""
    return {
        "titel": project.title,
        "url": project.get_url(request),
        "soort": "project",
        "tekst": project.samenvatting,
        "fase_nummer": fase.value,
        "fase_naam": fase.label,
        "meta": [
            project.gemeente.naam,
            project.get_thema_display(),
            _("in deze fase sinds %(dag)s") % {"dag": since} if since else "",
        ],
        "badges": demonstratie(project),
    }


def demonstratie(project: Convenantproject) -> list[Row]:
    """The mark of what was made up for the demonstration."""
    return [{"soort": "demonstratie", "tekst": _("Demonstratie"), "toon": ""}] if project.demonstratie else []
