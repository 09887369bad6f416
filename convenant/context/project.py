"""The page of one convenantproject."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _

from basis.kruimels import kruimels
from basis.templatetags.basis_tags import euro
from basis.visibility import Viewer
from convenant.actions import leads
from convenant.context.dossier import dossier_context
from convenant.context.projecten import demonstratie
from convenant.context.tijdlijn import MOMENTEN, tijdlijn
from convenant.fasen import FaseTekst, fase_teksten, next_phase
from convenant.herkomst import lessen_uit
from convenant.models import Convenantproject, Toepassing
from kennis.kaarten import les_kaarten
from kring.indeling import Fase
from kring.models import Bijeenkomst
from kring.overzicht import agenda

Row = dict[str, Any]
BIJEENKOMSTEN = 3
LESSEN = 30


def kruimels_naar(project: Convenantproject, hier: str, request: HttpRequest) -> list[Row]:
    """The trail to a page that belongs to a project."""
    return kruimels((_("Projecten"), "/projecten"), (project.title, project.get_url(request)), (hier, ""))


def project_context(project: Convenantproject, request: HttpRequest) -> Row:
    """Where the project is, and what the viewer may see of dossier, lessons, meetings and timeline."""
    viewer = request.user
    if project.pk:
        # The line, the phase and the timeline all read the transitions.
        prefetch_related_objects([project], "overgangen")
    is_leader = viewer.is_authenticated and viewer.pk == project.projectleider_id and leads(viewer, project)
    judged = _judged(project, viewer)
    context: Row = {
        "kruimels": kruimels((_("Projecten"), "/projecten"), (project.title, "")),
        "badges": demonstratie(project),
        "is_leider": is_leader,
        "stappen": stappen(project),
        "sprongen": project.sprongen(),
        **_now_and_next(project.fase()),
        "feiten": _facts(project, request),
        "delen": _parts(),
        **dossier_context(project, request, is_leader=is_leader),
        "toepassingen": [toepassing_rij(row, request) for row in judged],
        "uit_project": les_kaarten(lessen_uit(project, viewer)[:LESSEN], request) if project.pk else [],
        "agenda": _meetings(project, request),
        "momenten": tijdlijn(project, judged, request),
    }
    return context


def stappen(project: Convenantproject) -> list[Row]:
    """The thirteen stops for `components/fase_lijn.html`; reasons for skipping stand below the line."""
    return [
        {
            "nummer": step.nummer,
            "naam": step.naam,
            "status": step.status,
            "datum": step.datum,
            "toelichting": "",
        }
        for step in project.stappen()
    ]


def _now_and_next(now: Fase) -> Row:
    texts, after = fase_teksten(), next_phase(now)
    here = texts[now]
    return {
        "fase": here,
        "nu": format_html("<strong>{}. {}</strong> {}", here.fase.value, here.naam, here.omschrijving),
        "straks": _then(texts[after])
        if after
        else _("Dit is de laatste fase. Alles wat is geleerd, staat hier."),
    }


def _then(text: FaseTekst) -> str:
    return format_html("<strong>{}. {}</strong> {}", text.fase.value, text.naam, text.omschrijving)


def _facts(project: Convenantproject, request: HttpRequest) -> list[Row]:
    kring = project.kring if project.kring_id else None
    return [
        {"label": _("Gemeente"), "waarde": project.gemeente.naam if project.gemeente_id else ""},
        {
            "label": _("Projectleider"),
            "waarde": project.projectleider.naam if project.projectleider_id else "",
        },
        {"label": _("Plaats"), "waarde": project.plaats},
        {"label": _("Kenniskring"), "waarde": kring.title, "url": kring.get_url(request)} if kring else {},
        {
            "label": _("Thema"),
            "waarde": project.get_thema_display(),
            "url": f"/projecten?thema={project.thema}",
        },
        {"label": _("Contractvorm"), "waarde": project.get_contractvorm_display()},
        {"label": _("Raming"), "waarde": euro(project.raming)},
    ]


def _judged(project: Convenantproject, viewer: Viewer) -> list[Toepassing]:
    """The lessons that the project judged, for the list and for the timeline."""
    return list(project.toepassingen.visible_to(viewer).with_les()[:MOMENTEN]) if project.pk else []


def toepassing_rij(row: Toepassing, request: HttpRequest) -> Row:
    """One judged lesson as a row: the lesson, the verdict and what came of it."""
    return {
        "pk": row.pk,
        "titel": row.les.title,
        "url": row.les.get_url(request),
        "oordeel": row.oordeel,
        "oordeel_tekst": row.get_oordeel_display(),
        "toelichting": row.toelichting,
        "uitkomst": row.uitkomst,
        "uitkomst_tekst": row.get_uitkomst_display(),
        "op": row.op,
        "wacht": row.wacht_op_uitkomst,
    }


def _meetings(project: Convenantproject, request: HttpRequest) -> list[Row]:
    if not project.kring_id:
        return []
    coming = Bijeenkomst.objects.visible_to(request.user).for_kring(project.kring).upcoming()
    return agenda(coming.select_related("kring")[:BIJEENKOMSTEN], request)


def _parts() -> list[Row]:
    """The parts of the page, for `components/toc.html`."""
    return [
        {"titel": _("Over"), "url": "#over"},
        {"titel": _("Dossier"), "url": "#dossier"},
        {"titel": _("Lessen"), "url": "#lessen"},
        {"titel": _("Bijeenkomsten"), "url": "#bijeenkomsten"},
        {"titel": _("Tijdlijn"), "url": "#tijdlijn"},
    ]
