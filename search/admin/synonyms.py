"""All names that mean the same, from every source, and what gets in each other's way."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search import synonyms
from search.admin.access import editors_only

SOURCES = {
    synonyms.BEGRIPPEN: _("Begrippenlijst"),
    synonyms.EIGEN: _("Vaste lijst van het portaal"),
    synonyms.REDACTIE: _("Redactie"),
}
PER_PAGE = 50
MOST_CONFLICTS = 100


class NamesView(WagtailAdminTemplateMixin, TemplateView):
    """Groups page by page, conflicts on top."""

    page_title = _("Alle namen")
    header_icon = "link"
    template_name = "search/admin/namen.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Of one source when the address names one."""
        chosen = self.request.GET.get("bron", "")
        chosen = chosen if chosen in SOURCES else ""
        found = [group for group in synonyms.groups() if chosen in ("", group.bron)]
        in_the_way = synonyms.conflicts()
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("pagina", "1"))
        return super().get_context_data(**kwargs) | {
            "bron": chosen,
            "bronnen": SOURCES,
            "groepen": [(group, SOURCES[group.bron], edit_url(group)) for group in page],
            "pagina": page,
            "conflicten": [
                (conflict, [(group, SOURCES[group.bron], edit_url(group)) for group in conflict.groepen])
                for conflict in in_the_way[:MOST_CONFLICTS]
            ],
            "aantal_conflicten": len(in_the_way),
        }


def edit_url(group: synonyms.Group) -> str:
    """Where an editor changes the group; empty for the fixed list."""
    if group.pk is None:
        return ""
    if group.bron == synonyms.BEGRIPPEN:
        return reverse("wagtailadmin_pages:edit", args=(group.pk,))
    return reverse("synoniem:edit", args=(group.pk,))


@editors_only
def names_page(request: HttpRequest) -> HttpResponse:
    """The page."""
    return NamesView.as_view()(request)
