"""What search adds to Wagtail's admin."""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from search.admin import files, index_state, overview, synonyms
from search.admin.viewsets import EditorsMenuItem, ZoekenGroup


@hooks.register("register_admin_viewset")
def search_lists() -> ZoekenGroup:
    """Synonyms and promoted pages."""
    return ZoekenGroup()


@hooks.register("register_zoeken_menu_item")
def overview_item() -> EditorsMenuItem:
    """What people search for."""
    return EditorsMenuItem(
        _("Zoekvragen"), reverse_lazy("zoeken_overzicht"), name="zoekvragen", icon_name="search", order=0
    )


@hooks.register("register_zoeken_menu_item")
def names_item() -> EditorsMenuItem:
    """All names that mean the same."""
    return EditorsMenuItem(
        _("Alle namen"), reverse_lazy("zoeken_namen"), name="zoeknamen", icon_name="link", order=15
    )


@hooks.register("register_zoeken_menu_item")
def files_item() -> EditorsMenuItem:
    """What could be read of uploaded files."""
    return EditorsMenuItem(
        _("Bestanden"), reverse_lazy("zoeken_bestanden"), name="zoekbestanden", icon_name="doc-full", order=80
    )


@hooks.register("register_zoeken_menu_item")
def index_item() -> EditorsMenuItem:
    """How the index is."""
    return EditorsMenuItem(
        _("Stand van de index"), reverse_lazy("zoeken_index"), name="zoekindex", icon_name="cogs", order=90
    )


@hooks.register("register_admin_urls")
def search_urls() -> list[URLPattern]:
    """The pages that are no list."""
    return [
        path("zoeken/", overview.overview, name="zoeken_overzicht"),
        path("zoeken/csv/<slug:naam>/", overview.export, name="zoeken_csv"),
        path("zoeken/negeer/", overview.negeer, name="zoeken_negeer"),
        path("zoeken/tel-weer-mee/<int:pk>/", overview.tel_weer_mee, name="zoeken_tel_weer_mee"),
        path("zoeken/begrip/", overview.begrip, name="zoeken_begrip"),
        path("zoeken/namen/", synonyms.names_page, name="zoeken_namen"),
        path("zoeken/bestanden/", files.files, name="zoeken_bestanden"),
        path("zoeken/bestanden/<int:pk>/", files.read_again, name="zoeken_bestand_opnieuw"),
        path("zoeken/index/", index_state.index_state, name="zoeken_index"),
        path("zoeken/index/werk/", index_state.ask, name="zoeken_index_werk"),
    ]
