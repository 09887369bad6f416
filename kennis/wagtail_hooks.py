"""The lists of kennis in the admin: terms, lessons and cases, each with what an editor looks for."""

from typing import TYPE_CHECKING, ClassVar

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from kennis.beheer_begrippen import VerzamelingViewSet, missing_menu_item
from kennis.beheer_uitwisseling import exchange_menu_item
from kennis.beheer_voorstellen import VoorstelViewSet
from kennis.models import Begrip, Casus, Les

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Every list stands under one parent, so that column says nothing.
BASE_COLUMNS = [column for column in PageListingViewSet.columns if column.name != "parent"]


def day_column(name: str, label: "StrOrPromise") -> Column:
    """A column with a day in words; Wagtail's own tells how long ago it was, also of days to come."""

    def day(page: Page) -> str:
        value = getattr(page, name)
        return date_format(value, "j F Y") if value else ""

    return Column(name, label=label, accessor=day, sort_key=name, width="13%")


class ByTitleIndexView(IndexView):
    """A list in the order of the alphabet."""

    default_ordering = "title"


class LesIndexView(IndexView):
    """Lessons with their kring in the same query, last changed on top."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """With the kring."""
        return super().annotate_queryset(pages).select_related("kring")


class BegripViewSet(PageListingViewSet):
    """The glossary."""

    model = Begrip
    index_view_class = ByTitleIndexView
    icon = "openquote"
    menu_label = _("Begrippen")
    columns: ClassVar[list[Column]] = [
        *BASE_COLUMNS,
        Column("thema", label=_("Thema"), accessor="get_thema_display", sort_key="thema", width="16%"),
        Column(
            "geldigheid", label=_("Geldigheid"), accessor="get_status_display", sort_key="status", width="11%"
        ),
        day_column("peildatum", _("Nagekeken op")),
        day_column("herzien_voor", _("Herzien vóór")),
    ]
    list_filter: ClassVar[list[str]] = ["thema", "status", "peildatum", "herzien_voor", "eigenaar"]


class LesViewSet(PageListingViewSet):
    """Lessons of every kring, also what is not on the site yet."""

    model = Les
    index_view_class = LesIndexView
    icon = "pick"
    menu_label = _("Lessen")
    columns: ClassVar[list[Column]] = [
        *BASE_COLUMNS,
        Column("kring", label=_("Kenniskring"), sort_key="kring__title", width="16%"),
        Column("thema", label=_("Thema"), accessor="get_thema_display", sort_key="thema", width="14%"),
        day_column("herzien_op", _("Herzien op")),
    ]
    list_filter: ClassVar[list[str]] = [
        "kring",
        "thema",
        "fase",
        "contractvorm",
        "zichtbaarheid",
        "demonstratie",
    ]


class CasusViewSet(PageListingViewSet):
    """Cases from practice."""

    model = Casus
    index_view_class = ByTitleIndexView
    icon = "site"
    menu_label = _("Praktijk")
    columns: ClassVar[list[Column]] = [
        *BASE_COLUMNS,
        Column("plaats", label=_("Plaats"), sort_key="plaats", width="15%"),
        Column("thema", label=_("Thema"), accessor="get_thema_display", sort_key="thema", width="14%"),
        Column("niveau", label=_("Niveau"), accessor="niveau", sort_key="niveau", width="8%"),
        day_column("peildatum", _("Nagekeken op")),
    ]
    list_filter: ClassVar[list[str]] = ["thema", "niveau", "gemeente", "peildatum"]


class KennisGroup(ViewSetGroup):
    """Everything that the portal knows, in one part of the menu."""

    menu_label = _("Kennis")
    menu_icon = "openquote"
    menu_order = 150
    items = (
        BegripViewSet("begrippen"),
        VerzamelingViewSet(),
        LesViewSet("lessen"),
        CasusViewSet("praktijk"),
        VoorstelViewSet(),
    )

    def get_submenu_items(self) -> list[MenuItem]:
        """The lists, the page with words that are missing, and the way in and out."""
        return [*super().get_submenu_items(), missing_menu_item(), exchange_menu_item()]


@hooks.register("register_admin_viewset")
def kennis_listings() -> KennisGroup:
    """The lists of kennis in the menu."""
    return KennisGroup()
