"""The list of lessons and the page of one lesson."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from basis.kruimels import kruimels
from basis.lijst import Filter, blader, kies
from basis.models import BasePage
from basis.page_context import page_context
from basis.templatetags.basis_tags import datum
from basis.visibility import Viewer, kring_pks
from kennis.context.json_ld import les_json_ld
from kennis.kaarten import Row, begrip_links, first_words, les_badges, les_kaarten, options, seen_terms
from kennis.models import Begrip, Les, LesQuerySet, LessenIndex
from kring.indeling import Contractvorm, Fase, Thema
from kring.models import Kring

PER_BLAD = 12
OWN_ON_TOP = 5


@page_context(LessenIndex)
def list_context(index: LessenIndex, request: HttpRequest) -> Row:
    """One page of the lessons that fit the query string, with the reader's own unfinished ones on top."""
    keuze = kies(request.GET, _filters(request))
    found = Les.objects.visible_to(request.user).matching(**keuze.waarden).with_frame().newest_first()
    blad, messages = blader(found, request.GET, PER_BLAD)
    return {
        "kruimels": kruimels((_("Lessen"), "/lessen")),
        "keuze": keuze,
        # The term is chosen by a link from its page; a select box with all terms has no end.
        "velden": keuze.velden[:-1],
        "meldingen": [*keuze.meldingen, *messages],
        "blad": blad,
        "kaarten": les_kaarten(blad.object_list, request),
        "eigen": own_unfinished(request.user)[: OWN_ON_TOP + 1] if request.user.is_authenticated else [],
        "mag_schrijven": may_write(request.user),
    }


def own_unfinished(viewer: Viewer) -> LesQuerySet:
    """The lessons of `viewer` that are not on the site yet, last changed on top."""
    mine = Les.objects.written_by(viewer).unpublished().with_stand()
    return mine.order_by("-latest_revision_created_at", "-pk")


def may_write(viewer: Viewer) -> bool:
    """Whether `viewer` takes part in a kring, and so may write lessons."""
    return bool(kring_pks(viewer))


def _filters(request: HttpRequest) -> list[Filter]:
    kringen = Kring.objects.visible_to(request.user).order_by("title").values_list("slug", "title")
    phases = [(str(value), f"{value}. {label}") for value, label in Fase.choices]
    return [
        Filter("thema", _("Thema"), options(Thema)),
        Filter("fase", _("Fase"), phases),
        Filter("kring", _("Kenniskring"), list(kringen)),
        Filter("contractvorm", _("Contractvorm"), options(Contractvorm)),
        Filter("begrip", _("Begrip"), _named_term(request)),
    ]


def _named_term(request: HttpRequest) -> list[tuple[str, str]]:
    """The one term of the query string; all of them would make a list without end."""
    slug = request.GET.get("begrip", "")[:255]
    if not slug:
        return []
    return list(Begrip.objects.visible_to(request.user).filter(slug=slug).values_list("slug", "title"))


@page_context(Les)
def les_context(les: Les, request: HttpRequest) -> Row:
    """A lesson with its facts and terms."""
    begrippen = seen_terms(les, request.user)
    return {
        "kruimels": kruimels((_("Lessen"), "/lessen"), (les.title, "")),
        "les": les,
        "badges": les_badges(les),
        "advies_meta": _advice_meta(les),
        "feiten": les_facts(les, request),
        "begrippen": begrip_links(begrippen, request),
        "omschrijving": les.samenvatting or first_words(les.advies),
        "json_ld": les_json_ld(les, begrippen, request),
    }


def _advice_meta(les: Les) -> list[Any]:
    return [les.afzender, datum(les.first_published_at)]


def les_facts(les: Les, request: HttpRequest) -> list[Row]:
    """Where a lesson comes from and where it fits, for `components/data_list.html`."""
    origin = visible_origin(les, request.user)
    return [
        {"label": _("Van"), "waarde": les.afzender},
        {"label": _("Kenniskring"), **_link(les.kring, request)},
        {"label": _("Project"), **_link(origin, request)},
        {
            "label": _("Thema"),
            "waarde": les.get_thema_display(),
            "url": f"/lessen?thema={les.thema}" if les.thema else "",
        },
        {
            "label": _("Fase"),
            "waarde": f"{les.fase}. {les.get_fase_display()}" if les.fase else "",
            "url": f"/lessen?fase={les.fase}",
        },
        {
            "label": _("Contractvorm"),
            "waarde": les.get_contractvorm_display(),
            "url": f"/lessen?contractvorm={les.contractvorm}",
        },
        {"label": _("Gedeeld op"), "waarde": datum(les.first_published_at)},
        {"label": _("Opnieuw bekijken op"), "waarde": datum(les.herzien_op), "toelichting": _reviewer(les)},
        {"label": _("Bron"), "waarde": les.bron},
    ]


def _reviewer(les: Les) -> str:
    return _("door de coördinator van de kring") if les.kring_id else ""


def _link(page: Page | None, request: HttpRequest) -> Row:
    return {"waarde": page.title, "url": page.get_url(request)} if page else {"waarde": ""}


def visible_origin(les: Les, viewer: Viewer) -> Page | None:
    """The page that a lesson comes from, when `viewer` may see it."""
    origin = les.herkomst.specific if les.herkomst else None
    if isinstance(origin, BasePage) and origin.is_visible_to(viewer):
        return origin
    return None
