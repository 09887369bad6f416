"""How the index is, and the buttons that have a worker compare, repair or rebuild it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.person import signed_in
from basis.actions import NotAllowed
from basis.models import OutboxBericht
from basis.visibility import Viewer, principals
from search.actions import VraagIndexTaak
from search.admin.access import editors_only
from search.analysis import ANALYSIS_VERSION
from search.engines import get_engine, state
from search.engines.base import EngineRequest, EngineUnavailable
from search.facets import KINDS
from search.models import IndexTaak
from search.plan import Plan

SHOWN_TASKS = 10
MESSAGES = "search."


class IndexStateView(WagtailAdminTemplateMixin, TemplateView):
    """The state of the index."""

    page_title = gettext_lazy("Stand van de index")
    header_icon = "cogs"
    template_name = "search/admin/index.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Engine, documents, messages and work."""
        waiting = OutboxBericht.objects.filter(kind__startswith=MESSAGES)
        tasks = list(IndexTaak.objects.select_related("door")[:SHOWN_TASKS])
        planned = waiting.planned().count()
        done = IndexTaak.objects.filter(klaar_op__isnull=False, fout="")
        return (
            super().get_context_data(**kwargs)
            | engine_state(self.request.user)
            | {
                "machine": settings.SEARCH_ENGINE,
                "analyse_nu": ANALYSIS_VERSION,
                "wacht": waiting.pending().count() - planned,
                "gepland": planned,
                "opgegeven": waiting.dead().count(),
                "herbouwd": done.filter(soort=IndexTaak.Soort.HERBOUW).first(),
                "vergeleken": done.exclude(soort=IndexTaak.Soort.HERBOUW).first(),
                "taken": tasks,
                "bezig": next((task for task in tasks if task.klaar_op is None), None),
                "soorten": IndexTaak.Soort,
            }
        )


def engine_state(viewer: Viewer) -> dict[str, Any]:
    """Whether the engine answers, of which analysis its index is, and what this person could find in it."""
    unknown = {"toestand": "ok", "analyse": "", "per_soort": [], "documenten": 0}
    engine = get_engine()
    try:
        version = engine.analysis_version()
        if version is None:
            return unknown
        found = engine.search(EngineRequest(Plan(), principals(viewer), timezone.now(), limit=1))
    except EngineUnavailable:
        return unknown | {"toestand": state()}
    counts = found.facets.get("soort", {})
    kinds = sorted(
        ((KINDS.get(kind, kind), number) for kind, number in counts.items()), key=lambda row: -row[1]
    )
    return unknown | {"analyse": version, "per_soort": kinds, "documenten": found.total}


@editors_only
def index_state(request: HttpRequest) -> HttpResponse:
    """The page."""
    return IndexStateView.as_view()(request)


@require_POST
@editors_only
def ask(request: HttpRequest) -> HttpResponse:
    """Have a worker do one of the kinds of work; pressing twice says that it is being done."""
    kind = request.POST.get("soort", "")
    if kind not in IndexTaak.Soort.values:
        raise Http404
    try:
        VraagIndexTaak(actor=signed_in(request), soort=IndexTaak.Soort(kind)).execute()
    except NotAllowed as refusal:
        raise Http404 from refusal
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Dit wordt nu gedaan. De stand zie je hieronder."))
    return redirect("zoeken_index")
