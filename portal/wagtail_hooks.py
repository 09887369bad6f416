"""The admin as an editor and an administrator meet it: dashboard, people and facts, outbox and audit log."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Model
from django.forms.widgets import Media
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.models import User
from basis import outbox
from basis.models import AuditRegel, OutboxBericht
from convenant.models import ConvenantVersie
from kring.models import Coordinatorschap, Deelname, Medewerker, Organisatie
from portal.dashboard import dashboard_rows


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Administrators may look; nobody writes here, because the actions do."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Only `view`, only for administrators."""
        return bool(action == "view" and user.is_active and user.is_superuser)


class AddOnlyPolicy(ModelPermissionPolicy):
    """Administrators add and look; nobody changes or removes."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Only `add` and `view`, only for administrators."""
        return bool(action in {"add", "view"} and user.is_active and user.is_superuser)


for read_only in (Deelname, OutboxBericht, AuditRegel):
    register_permission_policy(read_only, ReadOnlyPolicy(read_only))
register_permission_policy(ConvenantVersie, AddOnlyPolicy(ConvenantVersie))


class FactViewSet(ModelViewSet):
    """Base of read-only lists of dated rows and logs."""

    inspect_view_enabled = True
    copy_view_enabled = False
    exclude_form_fields: ClassVar[list[str]] = []
    list_per_page = 50


class OrganisatieViewSet(ModelViewSet):
    """Organisations: an administrator adds municipalities and corrects names."""

    model: ClassVar[type[Model]] = Organisatie
    icon = "group"
    menu_label = _("Organisaties")
    list_display: ClassVar[list[str]] = ["naam", "soort", "plaats", "kvk"]
    list_filter: ClassVar[list[str]] = ["soort", "demonstratie"]
    search_fields: ClassVar[list[str]] = ["naam", "kvk", "plaats"]
    form_fields: ClassVar[list[str]] = [
        "naam", "slug", "kvk", "soort", "plaats", "website", "omschrijving", "demonstratie",
    ]  # fmt: skip


class MedewerkerViewSet(ModelViewSet):
    """Who works for whom; an administrator gives a municipality its first person."""

    model: ClassVar[type[Model]] = Medewerker
    icon = "user"
    menu_label = _("Medewerkers")
    list_display: ClassVar[list[str]] = ["user", "organisatie", "rol", "van", "tot"]
    list_filter: ClassVar[list[str]] = ["organisatie", "rol"]
    form_fields: ClassVar[list[str]] = ["user", "organisatie", "rol", "van", "tot"]


class CoordinatorschapViewSet(ModelViewSet):
    """Who coordinates which kring."""

    model: ClassVar[type[Model]] = Coordinatorschap
    icon = "user"
    menu_label = _("Coördinatoren")
    list_display: ClassVar[list[str]] = ["user", "kring", "van", "tot"]
    form_fields: ClassVar[list[str]] = ["user", "kring", "van", "tot"]


class DeelnameViewSet(FactViewSet):
    """Memberships through time."""

    model: ClassVar[type[Model]] = Deelname
    icon = "date"
    menu_label = _("Deelnames")
    list_display: ClassVar[list[str]] = ["organisatie", "kring", "van", "tot", "reden"]
    list_filter: ClassVar[list[str]] = ["kring"]


class VersieViewSet(ModelViewSet):
    """Versions of convenanten: add a new one; what stands is never changed (the database refuses)."""

    model: ClassVar[type[Model]] = ConvenantVersie
    icon = "doc-full"
    menu_label = _("Convenantversies")
    list_display: ClassVar[list[str]] = ["convenant", "nummer", "ingangsdatum"]
    inspect_view_enabled = True
    copy_view_enabled = True
    exclude_form_fields: ClassVar[list[str]] = []


class KringGroup(ModelViewSetGroup):
    """People and facts."""

    menu_label = _("Kringen")
    menu_icon = "group"
    menu_order = 300
    items = (OrganisatieViewSet, MedewerkerViewSet, CoordinatorschapViewSet, DeelnameViewSet, VersieViewSet)


class OutboxViewSet(FactViewSet):
    """Side effects: what waits, what was done, what was given up."""

    model: ClassVar[type[Model]] = OutboxBericht
    icon = "mail"
    menu_label = _("Outbox")
    list_display: ClassVar[list[str]] = [
        "id",
        "kind",
        "status",
        "attempts",
        "created_at",
        "done_at",
        "dead_at",
    ]
    list_filter: ClassVar[dict[str, list[str]]] = {
        "kind": ["exact"],
        "dead_at": ["isnull"],
        "done_at": ["isnull"],
    }


class AuditViewSet(FactViewSet):
    """Who did what, when."""

    model: ClassVar[type[Model]] = AuditRegel
    icon = "list-ul"
    menu_label = _("Auditlog")
    list_display: ClassVar[list[str]] = ["at", "actor", "verb", "object_label"]
    list_filter: ClassVar[list[str]] = ["verb", "actor"]


class ControlGroup(ModelViewSetGroup):
    """What an administrator keeps an eye on."""

    menu_label = _("Controle")
    menu_icon = "view"
    menu_order = 900
    items = (OutboxViewSet, AuditViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """Kring, convenant and control."""
    return [KringGroup(), ControlGroup()]


@require_POST
def revive_dead(request: HttpRequest) -> HttpResponseRedirect:
    """Give every message that was given up a fresh set of attempts; administrators only."""
    if not request.user.is_superuser:
        return permission_denied(request)
    number = 0
    for message in OutboxBericht.objects.dead():
        outbox.revive(message)
        number += 1
    messages.success(request, gettext("%(n)s berichten opnieuw in de rij gezet.") % {"n": number})
    return HttpResponseRedirect(reverse("wagtailadmin_home"))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The button that revives dead messages."""
    return [path("outbox/opnieuw/", revive_dead, name="wagtail_outbox_opnieuw")]


class WaitingPanel(Component):
    """The dashboard's first panel: what waits for this person."""

    order = 10
    template_name = "portal/admin/wacht.html"
    media = Media()

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Counted rows, each with a link."""
        request = parent_context["request"]
        return {
            "rijen": dashboard_rows(request.user),
            "request": request,
            "is_beheer": request.user.is_superuser,
        }


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put it on top."""
    panels.insert(0, WaitingPanel())


@hooks.register("register_admin_menu_item")
def view_site() -> MenuItem:
    """A way back to the site."""
    return MenuItem(_("Naar de site"), "/", icon_name="home", order=10_000)
