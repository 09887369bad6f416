"""Uploaded files: what search could read of them, where they belong, and a button to try again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.person import signed_in
from basis import bijlagen
from basis.actions import NotAllowed
from search.actions import LeesOpnieuw
from search.admin.access import editors_only
from search.models import Bestandstekst

PER_PAGE = 50


class FilesView(WagtailAdminTemplateMixin, TemplateView):
    """Files page by page, of one state when the address names one."""

    page_title = gettext_lazy("Bestanden in de zoekmachine")
    header_icon = "doc-full"
    template_name = "search/admin/bestanden.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The files with their state, and the states with how many there are."""
        chosen = self.request.GET.get("stand", "")
        chosen = chosen if chosen in Bestandstekst.Stand.values else ""
        found = Bestandstekst.objects.of_stand(chosen).with_document()
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("pagina", "1"))
        counts = Bestandstekst.objects.per_stand()
        return super().get_context_data(**kwargs) | {
            "stand": chosen,
            "standen": [
                {"waarde": stand.value, "naam": stand.label, "aantal": counts[stand.value]}
                for stand in Bestandstekst.Stand
                if counts.get(stand.value)
            ],
            "pagina": page,
            "rijen": [_row(file) for file in page],
        }


def _row(file: Bestandstekst) -> dict[str, Any]:
    pages = list(bijlagen.carriers(file.document))
    return {
        "bestand": file,
        "url": reverse("wagtaildocs:edit", args=(file.document_id,)),
        "feiten": ", ".join(fact for fact in bijlagen.facts(file.document) if fact),
        "bij": [str(page) for page in pages],
    }


@editors_only
def files(request: HttpRequest) -> HttpResponse:
    """The page."""
    return FilesView.as_view()(request)


@require_POST
@editors_only
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one file read again."""
    file = get_object_or_404(Bestandstekst.objects.with_document(), pk=pk)
    try:
        LeesOpnieuw(actor=signed_in(request), bestand=file).execute()
    except NotAllowed as refusal:
        raise Http404 from refusal
    messages.success(request, _("“%(titel)s” wordt opnieuw gelezen.") % {"titel": file.document.title})
    return redirect("zoeken_bestanden")
