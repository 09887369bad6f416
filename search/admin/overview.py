"""What people search for: the dashboard, its reports as CSV, and questions to ignore."""

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.create import CreateView as PageCreateView

from accounts.person import signed_in
from basis.actions import NotAllowed
from kennis.models import BegrippenIndex
from search import counting, statistics
from search.actions import NegeerVraag, TelWeerMee
from search.admin.access import editors_only
from search.admin.chart import bars
from search.models import GenegeerdeVraag
from search.models.zoekdag import MAX_QUESTION

STANDARD_PERIOD = 30
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def period_of(request: HttpRequest) -> int:
    """The number of days in the address; the usual one for anything else."""
    wanted = request.GET.get("dagen", "")
    return next((days for days in statistics.PERIODS if str(days) == wanted), STANDARD_PERIOD)


def shown_number(number: int) -> str:
    """A count as it may be shown."""
    return _("minder dan %(n)s") % {"n": statistics.SMALL} if 0 < number < statistics.SMALL else str(number)


class OverviewView(WagtailAdminTemplateMixin, TemplateView):
    """The dashboard of searches."""

    page_title = _("Zoekvragen")
    header_icon = "search"
    template_name = "search/admin/overzicht.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": _("Zoekvragen")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The reports and the trend of one period."""
        counting.buffer.write()  # what this process counted a moment ago
        days = period_of(self.request)
        points = statistics.trend(days)
        return super().get_context_data(**kwargs) | {
            "dagen": days,
            "perioden": statistics.PERIODS,
            "totalen": statistics.totals(days),
            "rapporten": [_shown(statistics.report(name, days)) for name in statistics.REPORTS],
            "verloop": [
                {
                    "begin": point.begin,
                    "gezocht": shown_number(point.gezocht),
                    "zonder": shown_number(point.zonder_resultaat),
                }
                for point in points
            ],
            "per_week": days >= statistics.WEEKLY_FROM,
            "grafiek": bars(points),
            "genegeerd": GenegeerdeVraag.objects.all(),
        }


def _shown(report: statistics.Report) -> dict[str, Any]:
    synonym, promoted, term = reverse("synoniem:add"), reverse("uitgelicht:add"), reverse("zoeken_begrip")
    rows = [
        {
            "rij": row,
            "plaats": number_format(row.plaats, 1) if row.plaats is not None else "",
            "synoniem_url": f"{synonym}?{urlencode({'links': row.vraag})}",
            "uitgelicht_url": f"{promoted}?{urlencode({'woorden': row.vraag})}",
            "begrip_url": f"{term}?{urlencode({'naam': row.vraag})}",
        }
        for row in report.rijen
    ]
    return {"rapport": report, "rijen": rows}


@editors_only
def overview(request: HttpRequest) -> HttpResponse:
    """The dashboard."""
    return OverviewView.as_view()(request)


@editors_only
def export(request: HttpRequest, naam: str) -> HttpResponse:
    """One report as CSV, with the same small numbers left out."""
    if naam not in statistics.REPORTS:
        raise Http404
    days = period_of(request)
    report = statistics.report(naam, days, most=statistics.MOST_EXPORTED)
    day = date_format(timezone.localdate(), "Y-m-d")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="zoeken-{naam}-{days}-dagen-{day}.csv"'
    answer.write("\ufeff")  # without it, spreadsheets take the text for another encoding
    writer = csv.writer(answer, delimiter=";")
    writer.writerow([_("vraag"), str(report.titel).lower(), _("gezocht"), _("gemiddelde plaats")])
    for row in report.rijen:
        place = number_format(row.plaats, 1) if row.plaats is not None else ""
        writer.writerow([safe_cell(row.vraag), row.aantal, row.gezocht, place])
    if report.kleine_vragen:
        name = ngettext(
            "%(n)s andere vraag, minder dan %(klein)s keer",
            "%(n)s andere vragen, elk minder dan %(klein)s keer",
            report.kleine_vragen,
        ) % {"n": report.kleine_vragen, "klein": statistics.SMALL}
        writer.writerow([name, report.kleine_som, "", ""])
    return answer


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


@require_POST
@editors_only
def negeer(request: HttpRequest) -> HttpResponse:
    """Leave a question out from now on."""
    question = request.POST.get("vraag", "")
    if len(question) > MAX_QUESTION or "\x00" in question:
        raise Http404
    try:
        NegeerVraag(actor=signed_in(request), vraag=question).execute()
    except NotAllowed as refusal:
        raise Http404 from refusal
    messages.success(request, _("“%(vraag)s” staat niet meer in het overzicht.") % {"vraag": question})
    return _back(request)


@require_POST
@editors_only
def tel_weer_mee(request: HttpRequest, pk: int) -> HttpResponse:
    """Count an ignored question again."""
    ignored = get_object_or_404(GenegeerdeVraag, pk=pk)
    try:
        TelWeerMee(actor=signed_in(request), genegeerd=ignored).execute()
    except NotAllowed as refusal:
        raise Http404 from refusal
    messages.success(request, _("“%(vraag)s” telt weer mee.") % {"vraag": ignored.vraag})
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    days = request.POST.get("dagen", "")
    known = days in {str(period) for period in statistics.PERIODS}
    return redirect(f"{reverse('zoeken_overzicht')}?dagen={days}" if known else "zoeken_overzicht")


class TermView(PageCreateView):
    """Wagtail's form for a new term, with the name filled in; it is sent to Wagtail's own address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; nothing is saved."""
        self.page.title = request.GET.get("naam", "")[:MAX_QUESTION]
        self.page.peildatum = timezone.localdate()
        return super().get(request)


@editors_only
def begrip(request: HttpRequest) -> HttpResponse:
    """A new term for a question."""
    index = BegrippenIndex.objects.first()
    if index is None or request.method != "GET":
        raise Http404
    return TermView.as_view()(request, "kennis", "begrip", index.pk)
