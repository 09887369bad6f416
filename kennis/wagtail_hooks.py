"""The lists of kennis in the admin: terms, lessons and cases, each with what an editor looks for."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from kennis.models import Begrip, Casus, Les

# Every list stands under one parent, so that column says nothing.
BASE_COLUMNS = [column for column in PageListingViewSet.columns if column.name != "parent"]


class FramedIndexView(IndexView):
    """A list whose columns show related records, fetched in the same query."""

    related: ClassVar[tuple[str, ...]] = ()

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """With the related records."""
        return super().annotate_queryset(pages).select_related(*self.related)


class LesIndexView(FramedIndexView):
    """Lessons with their kring and author."""

    related = ("kring", "auteur", "organisatie")


class KennisViewSet(PageListingViewSet):
    """Base of the lists of kennis."""

    list_per_page = 50
    default_ordering: ClassVar[Any] = "title"


class BegripViewSet(KennisViewSet):
    """The glossary."""

    model = Begrip
    icon = "openquote"
    menu_label = _("Begrippen")
    columns: ClassVar[list[Any]] = [
        *BASE_COLUMNS,
        Column("thema", label=_("Thema"), accessor="get_thema_display", sort_key="thema"),
        Column("stand", label=_("Stand"), accessor="get_status_display", sort_key="status"),
        DateColumn("peildatum", label=_("Nagekeken op"), sort_key="peildatum"),
    ]
    list_filter: ClassVar[list[str]] = ["thema", "status", "peildatum"]


class LesViewSet(KennisViewSet):
    """Lessons of every kring, also what is not on the site yet."""

    model = Les
    index_view_class = LesIndexView
    icon = "pick"
    menu_label = _("Lessen")
    columns: ClassVar[list[Any]] = [
        *BASE_COLUMNS,
        Column("kring", label=_("Kenniskring"), sort_key="kring__title"),
        Column("afzender", label=_("Van")),
        Column("thema", label=_("Thema"), accessor="get_thema_display", sort_key="thema"),
        Column("fase", label=_("Fase"), accessor="get_fase_display", sort_key="fase"),
        DateColumn("herzien_op", label=_("Opnieuw bekijken op"), sort_key="herzien_op"),
    ]
    list_filter: ClassVar[list[str]] = ["kring", "thema", "fase", "contractvorm", "zichtbaarheid", "demonstratie"]
    default_ordering = "-latest_revision_created_at"


class CasusViewSet(KennisViewSet):
    """Cases from practice."""

    model = Casus
    icon = "site"
    menu_label = _("Praktijk")
    columns: ClassVar[list[Any]] = [
        *BASE_COLUMNS,
        Column("plaats", label=_("Plaats"), sort_key="plaats"),
        Column("thema", label=_("Thema"), accessor="get_thema_display", sort_key="thema"),
        Column("niveau", label=_("Niveau"), accessor="niveau", sort_key="niveau"),
        DateColumn("peildatum", label=_("Nagekeken op"), sort_key="peildatum"),
        BooleanColumn("op_de_kaart", label=_("Op de kaart"), accessor="has_place"),
    ]
    list_filter: ClassVar[list[str]] = ["thema", "niveau", "gemeente", "peildatum"]


class KennisGroup(ViewSetGroup):
    """Everything that the portal knows, in one part of the menu."""

    menu_label = _("Kennis")
    menu_icon = "openquote"
    menu_order = 150
    items = (BegripViewSet("begrippen"), LesViewSet("lessen"), CasusViewSet("praktijk"))


@hooks.register("register_admin_viewset")
def kennis_listings() -> KennisGroup:
    """The lists of kennis in the menu."""
    return KennisGroup()
