"""Lists and forms of synonyms and promoted pages, and the menu."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel, Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.person import signed_in
from basis.actions import Action
from search.actions import BewaarSynoniem, LichtUit, VerwijderBesluit
from search.admin.access import SEE
from search.models import Synoniem, Uitgelicht

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def yes_or_no(name: str, label: "StrOrPromise") -> Column:
    """A column that says ja or nee."""
    return Column(name, label=label, accessor=lambda row: _("ja") if getattr(row, name) else _("nee"))


def standing(row: Uitgelicht) -> "StrOrPromise":
    """Whether visitors see a promoted page at this moment, and if not, why."""
    now = timezone.now()
    if not row.pagina.live:
        return _("nee, de pagina is niet gepubliceerd")
    if row.is_in_force(now):
        return _("ja")
    return _("nog niet") if row.van > now else _("niet meer")


class PrefilledCreateView(CreateView):
    """A form that takes its first values from the address, and saves through an action."""

    prefilled: ClassVar[str] = ""

    def get_initial(self) -> dict[str, Any]:
        """What the dashboard gives along."""
        given = self.request.GET.get(self.prefilled, "")
        return super().get_initial() | ({self.prefilled: given[:300]} if given else {})

    def save_instance(self) -> Model:
        """Through the action."""
        return saving(self.request, self.form.instance).execute()


class ActionEditView(EditView):
    """A form that saves through an action."""

    def save_instance(self) -> Model:
        """Through the action."""
        return saving(self.request, self.form.instance).execute()


class ActionDeleteView(DeleteView):
    """Deletes through an action."""

    def delete_action(self) -> None:
        """Through the action."""
        VerwijderBesluit(actor=signed_in(self.request), besluit=self.object).execute()


def saving(request: HttpRequest, row: Model) -> Action[Any]:
    """The action that saves `row`. Raises `ValidationError` for another kind of row."""
    if isinstance(row, Synoniem):
        return BewaarSynoniem(actor=signed_in(request), synoniem=row)
    if isinstance(row, Uitgelicht):
        return LichtUit(actor=signed_in(request), uitgelicht=row)
    raise ValidationError(str(row))


class SynoniemCreateView(PrefilledCreateView):
    """A new synonym for a question."""

    prefilled: ClassVar[str] = "links"


class UitgelichtCreateView(PrefilledCreateView):
    """A page on top of a question."""

    prefilled: ClassVar[str] = "woorden"


class SynoniemViewSet(ModelViewSet):
    """What editors added to the names that mean the same."""

    model: ClassVar[type[Model]] = Synoniem
    icon = "list-ul"
    menu_label = _("Synoniemen")
    add_view_class = SynoniemCreateView
    edit_view_class = ActionEditView
    delete_view_class = ActionDeleteView
    copy_view_enabled = False
    list_display: ClassVar[list[str | Column]] = [
        "links",
        "rechts",
        yes_or_no("andersom", _("Ook andersom")),
        yes_or_no("actief", _("Actief")),
        "gewijzigd",
    ]
    list_filter: ClassVar[list[str]] = ["andersom", "actief"]
    search_fields: ClassVar[list[str]] = ["links", "rechts", "notitie"]
    index_template_name = "search/admin/synoniemen.html"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("links"),
        FieldPanel("rechts"),
        FieldPanel("andersom"),
        FieldPanel("notitie"),
        FieldPanel("actief"),
    ]


class UitgelichtViewSet(ModelViewSet):
    """Pages that stand on top for some questions."""

    model: ClassVar[type[Model]] = Uitgelicht
    icon = "pick"
    menu_label = _("Uitgelicht")
    add_view_class = UitgelichtCreateView
    edit_view_class = ActionEditView
    delete_view_class = ActionDeleteView
    copy_view_enabled = False
    list_display: ClassVar[list[str | Column]] = [
        "woorden",
        "pagina",
        Column("stand", label=_("Nu te zien"), accessor=standing),
        "van",
        "tot",
    ]
    search_fields: ClassVar[list[str]] = ["woorden", "notitie"]
    panels: ClassVar[list[Panel]] = [
        FieldPanel("woorden"),
        PageChooserPanel("pagina"),
        FieldRowPanel([FieldPanel("van"), FieldPanel("tot")]),
        FieldPanel("notitie"),
    ]


class EditorsMenuItem(MenuItem):
    """Shown to who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By the permission of the page."""
        return bool(request.user.has_perm(SEE))


class ZoekenGroup(ViewSetGroup):
    """Everything about search in one part of the menu; the hook below adds the two pages that are no list."""

    menu_label = _("Zoeken")
    menu_name = "zoeken"
    menu_icon = "search"
    menu_order = 160
    submenu_hook = "register_zoeken_menu_item"
    items = (SynoniemViewSet, UitgelichtViewSet)
