"""Furnishing an empty database: site, page tree, workflow and groups. Running it again changes nothing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from basis.models import BasePage
from convenant.models import ConvenantenIndex, ProjectenIndex
from kennis.models import BegrippenIndex, KringGoedkeuring, LessenIndex, PraktijkIndex
from kring.models import BijeenkomstenIndex, KringenIndex
from portal.models import HomePage
from werkbladen.models import WerkbladenIndex

REDACTIE = "Redactie"
BRANCHES: list[tuple[type[BasePage], str, str, str]] = [
    (
        ConvenantenIndex,
        "convenant",
        "Open convenant",
        "De afspraken tussen gemeenten en regionale bedrijven. Meedoen kan altijd, stoppen ook.",
    ),
    (
        ProjectenIndex,
        "projecten",
        "Convenantprojecten",
        "Projecten die gemeente en markt samen in dertien fasen doorlopen.",
    ),
    (
        LessenIndex,
        "lessen",
        "Lessen",
        "Wat in het ene project is geleerd, helpt het volgende project vooruit.",
    ),
    (
        BegrippenIndex,
        "begrippen",
        "Begrippen",
        "Wat betekent het, en hoe verhoudt het zich tot de rest? In gewone taal, met bron en peildatum.",
    ),
    (
        PraktijkIndex,
        "praktijk",
        "Praktijk",
        "Proeftuinen, voorbeelden en artikelen: wat werkte, en wat niet.",
    ),
    (
        KringenIndex,
        "kenniskringen",
        "Kenniskringen",
        "Een kenniskring is een groep gemeenten en bedrijven in één regio die leert van elkaars projecten.",
    ),
    (
        BijeenkomstenIndex,
        "bijeenkomsten",
        "Bijeenkomsten",
        "Infralokalen, workshops, marktdagen en kringoverleg.",
    ),
    (WerkbladenIndex, "werkbladen", "Werkbladen", "Vragen die je alleen of met je team invult."),
]


@transaction.atomic
def inrichten() -> HomePage:
    """Make what is missing of site, tree, workflow and groups, and return the home page."""
    home = HomePage.objects.first() or _make_home()
    for model, slug, title, summary in BRANCHES:
        if not model.objects.exists():
            home.add_child(instance=model(title=title, slug=slug, samenvatting=summary, show_in_menus=True))
    _point_site_at(home)
    _furnish_workflow()
    _furnish_editors(home)
    return home


def _make_home() -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    # Wagtail's own migrations leave a welcome page there.
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    home = HomePage(
        title=settings.SITE_NAME,
        slug="home",
        samenvatting="Gemeenten en bedrijven in de regio leren samen van elk project in de buitenruimte.",
    )
    root.add_child(instance=home)
    return home


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": port,
            "root_page": home,
            "site_name": settings.SITE_NAME,
        },
    )


def _furnish_workflow() -> None:
    task = KringGoedkeuring.objects.filter(active=True).first()
    if task is None:
        task = KringGoedkeuring.objects.create(name="Goedkeuring door de coördinator van de kring")
    workflow, _made = Workflow.objects.get_or_create(name="Een les gaat langs de kring")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    index = LessenIndex.objects.get()
    WorkflowPage.objects.get_or_create(page=index.page_ptr, defaults={"workflow": workflow})


def _furnish_editors(home: HomePage) -> None:
    """The group of editors: everything in the tree, pictures, documents, glossary; no accounts or settings."""
    group, _made = Group.objects.get_or_create(name=REDACTIE)
    admin = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    answer = Permission.objects.get(codename="change_begripvoorstel")
    group.permissions.add(admin, answer)
    wanted = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=wanted):
        GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
    root = Collection.get_first_root_node()
    for model in ("image", "document"):
        for act in ("add", "change", "choose"):
            permission = Permission.objects.get(codename=f"{act}_{model}")
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    group.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="kennis", content_type__model="begrippenverzameling"
        )
    )
    kept_by_editors = ["synoniem", "uitgelicht", "zoekdag", "genegeerdevraag", "indextaak"]
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="search", content_type__model__in=kept_by_editors)
    )
    Group.objects.filter(name__in=["Moderators", "Editors"], user__isnull=True).delete()
