"""One timeline of a project: transitions with their reasons, releases and lessons that it judged."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.models import Convenantproject, Toepassing
from kring.indeling import Fase

Row = dict[str, Any]
MOMENTEN = 60


def tijdlijn(project: Convenantproject, judged: list[Toepassing], request: HttpRequest) -> list[Row]:
    """What happened, the latest on top, for `components/timeline.html`; one query, at most `MOMENTEN` rows."""
    if not project.pk:
        return []
    rows = [*_phases(project), *_releases(project), *_lessons(judged, request)]
    return sorted(rows, key=lambda row: (row["datum"], row["volgorde"]), reverse=True)[:MOMENTEN]


def _phases(project: Convenantproject) -> list[Row]:
    jumps = {jump.op: jump for jump in project.sprongen()}
    rows = []
    for step in project.overgangen.all():
        fase, jump = Fase(step.fase), jumps.get(step.op)
        text = step.reden
        if jump and text:
            text = ngettext(
                "Fase %(nummers)s overgeslagen. %(reden)s",
                "Fasen %(nummers)s overgeslagen. %(reden)s",
                len(jump.fasen),
            )
            text %= {"nummers": ", ".join(str(item.value) for item in jump.fasen), "reden": step.reden}
        title = (
            _("Naar fase %(nummer)s: %(naam)s")
            if fase > Fase.ZOEKEN
            else _("Begonnen in fase %(nummer)s: %(naam)s")
        )
        rows.append(
            {
                "datum": step.op,
                "volgorde": fase.value,
                "titel": title % {"nummer": fase.value, "naam": fase.label},
                "tekst": text,
                "soort": "project",
                "soort_naam": _("Fase"),
            }
        )
    return rows


def _releases(project: Convenantproject) -> list[Row]:
    return [
        {
            "datum": release.moment,
            "volgorde": 0,
            "titel": _("Het dossier is vrijgegeven"),
            "url": f"#vrijgave-{release.pk}",
            "tekst": _("Vanaf dit moment kan iedereen lezen wat in de marktconsultatie is gedeeld."),
            "soort": "dossier",
            "nadruk": True,
        }
        for release in project.vrijgaven.released().latest_first()[:MOMENTEN]
    ]


def _lessons(judged: list[Toepassing], request: HttpRequest) -> list[Row]:
    return [
        {
            "datum": row.op,
            "volgorde": 0,
            "titel": row.les.title,
            "url": row.les.get_url(request),
            "tekst": row.toelichting,
            "soort": "les",
            "soort_naam": _("Les: %(oordeel)s") % {"oordeel": row.get_oordeel_display().lower()},
        }
        for row in judged
    ]
