"""The lists of kennis in the admin: terms, lessons and cases, each with what an editor looks for."""

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
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

    return Column(name, label=label, accessor=day, sort_key=name, width="10%")


class ByTitleIndexView(IndexView):
    """A list in the order of the alphabet."""

    default_ordering = "title"

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """By title without regard to capitals; what was searched for has an order of its own."""
        ordered = super().order_queryset(queryset)
        if self.is_searching or self.ordering not in {"title", "-title"}:
            return ordered
        by_title = Lower("title")
        return ordered.order_by(by_title.desc() if self.ordering.startswith("-") else by_title)


class BegripIndexView(ByTitleIndexView):
    """Terms, found by each of their names: who looks for CSRD does not type it in full."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Those with what was typed in their title, other names or reference; by title unless sorted otherwise."""
        if not self.is_searching:
            return queryset
        names = ("title", "draft_title", "labels__tekst", "ref")
        fits = Q.create([(f"{name}__icontains", self.search_query) for name in names], Q.OR)
        found = queryset.filter(pk__in=Begrip.objects.filter(fits).values("pk"))
        return found if self.is_explicitly_ordered else found.order_by(Lower("title"))


class LesIndexView(IndexView):
    """Lessons with their kring in the same query, last changed on top."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """With the kring."""
        return super().annotate_queryset(pages).select_related("kring")


class BegripViewSet(PageListingViewSet):
    """The glossary."""

    model = Begrip
    index_view_class = BegripIndexView
    icon = "openquote"
    menu_label = _("Begrippen")
    columns: ClassVar[list[Column]] = [
        *BASE_COLUMNS,
        Column("thema", label=_("Thema"), accessor="get_thema_display", sort_key="thema", width="13%"),
        Column(
            "geldigheid", label=_("Geldigheid"), accessor="get_status_display", sort_key="status", width="9%"
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
