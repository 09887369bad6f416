"""Terms and their collections in the admin: what one may not do with a term that others know, and the lists."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.db.models import Model
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from accounts.models import User
from accounts.person import signed_in
from kennis.models import Begrip, BegrippenIndex, Begrippenverzameling
from kennis.ontbreekt import MOST_TEXTS, gemist_voor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MISSING = _("Begrippen die ontbreken")
KEPT = _(
    "Een begrip dat op de site stond, verwijder je niet: anderen verwijzen ernaar. Zet het op vervallen."
)
ONE_BY_ONE = _("Publiceer begrippen één voor één: dan staat erbij wat er verandert.")
NO_COPY = _("Een begrip kopieer je niet: elk begrip heeft een eigen vast kenmerk. Maak een nieuw begrip.")


def terms_among(pages: Iterable[Model]) -> list[Begrip]:
    """The terms among `pages` and below them."""
    found: list[Begrip] = []
    for page in pages:
        if isinstance(page, Page):
            found += Begrip.objects.filter(path__startswith=page.path)
    return found


def _known(terms: Iterable[Begrip]) -> bool:
    return any(term.first_published_at for term in terms)


def _refused(request: HttpRequest, message: "StrOrPromise", address: str, *args: Any) -> HttpResponse:
    messages.error(request, message)
    return redirect(address, *args)


@hooks.register("before_delete_page")
def keep_known_terms(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A term that was published is retired, so that its permanent address keeps its meaning."""
    if _known(terms_among([page])):
        return _refused(request, KEPT, "wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_copy_page")
def copy_no_terms(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A reference belongs to one term."""
    if terms_among([page]):
        return _refused(request, NO_COPY, "wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def terms_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Model], action_class_instance: BulkAction
) -> HttpResponse | None:
    """The same for many at once; publishing asks for a note about each."""
    terms = terms_among(objects) if action_type in {"delete", "publish"} else []
    if action_type == "delete" and _known(terms):
        return _refused(request, KEPT, action_class_instance.next_url)
    if action_type == "publish" and terms:
        return _refused(request, ONE_BY_ONE, action_class_instance.next_url)
    return None


def may_add_terms(user: User) -> bool:
    """Whether somebody writes in the glossary."""
    index = BegrippenIndex.objects.first()
    return index is not None and index.permissions_for_user(user).can_add_subpage()


class OntbreektView(WagtailAdminTemplateMixin, TemplateView):
    """Words of texts that the glossary does not explain. 404 for whoever may not add terms."""

    page_title = MISSING
    header_icon = "openquote"
    template_name = "kennis/admin/ontbreekt.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Abbreviations and compounds, of what the editor may see."""
        if not may_add_terms(signed_in(self.request)):
            raise Http404
        short, long = gemist_voor(signed_in(self.request))
        lists = [(_("Afkortingen"), short), (_("Samenstellingen"), long)]
        return super().get_context_data(**kwargs) | {"lijsten": lists, "meeste": MOST_TEXTS}


@hooks.register("register_admin_urls")
def missing_url() -> list[URLPattern]:
    """The page with missing words."""
    return [path("begrippen-ontbreken/", OntbreektView.as_view(), name="begrippen_ontbreken")]


class MissingMenuItem(MenuItem):
    """Shown to who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By the permission of the page."""
        return may_add_terms(signed_in(request))


def missing_menu_item() -> MissingMenuItem:
    """The page with missing words in the menu."""
    return MissingMenuItem(MISSING, reverse_lazy("begrippen_ontbreken"), icon_name="openquote", order=900)


class VerzamelingForm(WagtailAdminModelForm):
    """A collection; its terms can be chosen in the order of the alphabet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begrippen"].queryset = Begrip.objects.alphabetical()


class VerzamelingViewSet(ModelViewSet):
    """Parts of the glossary with a name of their own."""

    model: ClassVar[type[Model]] = Begrippenverzameling
    name = "begrippenverzamelingen"
    icon = "list-ul"
    menu_label = _("Begrippenverzamelingen")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display: ClassVar[list[str]] = ["title", "ref", "get_thema_display"]
    search_fields: ClassVar[list[str]] = ["title", "omschrijving"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("title"), FieldPanel("ref")]),
            FieldPanel("omschrijving"),
            FieldPanel("thema"),
            FieldPanel("begrippen", widget=CheckboxSelectMultiple),
        ],
        base_form_class=VerzamelingForm,
    )
