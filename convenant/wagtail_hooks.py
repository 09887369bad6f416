"""Convenantprojecten in the admin: a list of their own with phase, kring and municipality."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn

# The filters come by way of Wagtail: django-filter is its requirement, not the portal's own.
from wagtail.admin.views.pages.listing import (
    ChoiceFilter,
    IndexView,
    ModelMultipleChoiceFilter,
    PageFilterSet,
)
from wagtail.admin.viewsets.pages import PageListingViewSet

from convenant.models import Convenantproject
from kring.indeling import Fase
from kring.models import Kring, Organisatie


def gemeenten(request: object) -> QuerySet[Organisatie]:
    """The municipalities, for the filter."""
    return Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE).order_by("naam")


class ProjectFilterSet(PageFilterSet):
    """Filters on phase, kring, municipality and theme."""

    fase = ChoiceFilter(label=_("Fase"), choices=Fase.choices, method="in_phase")
    kring = ModelMultipleChoiceFilter(label=_("Kenniskring"), queryset=Kring.objects.order_by("title"))
    gemeente = ModelMultipleChoiceFilter(label=_("Gemeente"), queryset=gemeenten)

    class Meta:
        model = Convenantproject
        fields: ClassVar[list[str]] = ["thema"]

    def in_phase(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """The projects that are in one phase."""
        phases = Convenantproject.objects.with_fase().matching(fase=value)
        return queryset.filter(pk__in=phases.order_by().values("pk"))


class FaseColumn(Column):
    """The present phase with its number and name."""

    def get_value(self, instance: Convenantproject) -> str:
        """From the transitions that the list fetched along."""
        fase = instance.fase()
        return f"{fase.value}. {fase.label}"


class ProjectIndexView(IndexView):
    """The list, with everything its columns show in a fixed number of queries."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """With kring, municipality and transitions."""
        # Pages are fetched by their own type, which drops select_related.
        return super().annotate_queryset(pages.prefetch_related("kring", "gemeente", "overgangen"))


class ProjectListing(PageListingViewSet):
    """The menu item Projecten."""

    model = Convenantproject
    index_view_class = ProjectIndexView
    icon = "list-ol"
    menu_label = _("Projecten")
    menu_order = 250
    add_to_admin_menu = True
    filterset_class = ProjectFilterSet
    columns: ClassVar[list[Any]] = [
        column for column in IndexView.base_columns if column.name in {"bulk_actions", "title"}
    ] + [
        FaseColumn("fase", label=_("Fase"), width="20%"),
        Column("kring", label=_("Kenniskring"), sort_key="kring__title"),
        Column("gemeente", label=_("Gemeente"), sort_key="gemeente__naam"),
        DateColumn(
            "latest_revision_created_at", label=_("Bijgewerkt"), sort_key="latest_revision_created_at"
        ),
        *(column for column in IndexView.base_columns if column.name == "status"),
    ]


@hooks.register("register_admin_viewset")
def register_listing() -> ProjectListing:
    """The list of projects."""
    return ProjectListing("projecten")
