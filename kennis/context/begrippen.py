"""The glossary from A to Z and the page of one term."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from basis.hoofd import hoofd
from basis.kruimels import kruimels
from basis.lijst import Filter, kies
from basis.page_context import page_context
from basis.templatetags.basis_tags import datum
from basis.visibility import Viewer
from kennis.alfabet import LETTERS, groepen, ingangen, letterbalk
from kennis.context.begrippenkaart import kaart_context
from kennis.context.begrippenverzamelingen import verzamelingen_van
from kennis.context.json_ld import begrip_json_ld, permalink
from kennis.kaarten import Row, badge, casus_kaart, les_kaarten, options, other_names
from kennis.models import Begrip, BegrippenIndex, Casus, Les
from kring.indeling import Thema

USED_IN = 4
CHANGED = 5
DESCRIBED = 300
TOLD_CHANGES = 10


@page_context(BegrippenIndex)
def index_context(index: BegrippenIndex, request: HttpRequest) -> Row:
    """Every term that is in force, of one theme when the query string says so."""
    letters = [(letter, letter) for letter in LETTERS]
    keuze = kies(
        request.GET, [Filter("thema", _("Thema"), options(Thema)), Filter("letter", _("Letter"), letters)]
    )
    terms = Begrip.objects.visible_to(request.user).current().about(keuze.waarden["thema"]).with_frame()
    rows = list(terms.only("slug", "title", "definitie"))
    groups = groepen(ingangen(rows, index.get_url(request) or "/begrippen"))
    letter = keuze.waarden["letter"]
    return {
        "kruimels": kruimels((_("Begrippen"), "/begrippen")),
        "keuze": keuze,
        "meldingen": keuze.meldingen,
        "groepen": [group for group in groups if letter in ("", group["letter"])],
        "letters": letterbalk(groups, keuze.waarden["thema"] if letter else None),
        "letter": letter,
        "aantal": len(rows),
        **(_one_letter(letter) if letter else {}),
        "gewijzigd": _recently_changed(request) if keuze.is_leeg else [],
    }


def _one_letter(letter: str) -> Row:
    """The head of the page of one letter, which has an address of its own."""
    title = _("Begrippen bij %(letter)s") % {"letter": letter}
    return hoofd(
        f"/begrippen?letter={letter}",
        title,
        _("Begrippen en afkortingen bij %(letter)s, met uitleg en bron.") % {"letter": letter},
    )


def _recently_changed(request: HttpRequest) -> list[Begrip]:
    """The terms that an editor published last, with what changed."""
    terms = Begrip.objects.visible_to(request.user).current().filter(last_published_at__isnull=False)
    shown = terms.order_by("-last_published_at", "title").only("slug", "title", "last_published_at")
    return list(shown.prefetch_related("wijzigingen")[:CHANGED])


@page_context(Begrip)
def begrip_context(begrip: Begrip, request: HttpRequest) -> Row:
    """A term with its relations in words, where it is used and its facts."""
    told = begrip.verhoudingen()
    seen = _seen(begrip, [one.begrip.pk for one in told], request.user)
    return {
        "kruimels": kruimels((_("Begrippen"), "/begrippen"), (begrip.title, "")),
        "kop": dfn(begrip.title),
        "badges": _badges(begrip),
        "ook": _also(begrip),
        "opvolger": _successor(begrip, seen, request),
        "relaties": [
            {
                "soort": one.woorden,
                "titel": one.begrip.title,
                "url": one.begrip.get_url(request),
                "toelichting": one.toelichting,
                "vervallen": one.begrip.is_vervallen,
            }
            for one in told
            if one.begrip.pk in seen
        ],
        "feiten": begrip_facts(begrip),
        "bronnen": begrip.bronnen.all(),
        "koppelingen": begrip.koppelingen.all(),
        "verzamelingen": verzamelingen_van(begrip, request.user),
        "wijzigingen": _history(begrip),
        "json_ld": begrip_json_ld(begrip),
        "omschrijving": Truncator(begrip.definitie).chars(DESCRIBED),
        "vast_adres": permalink(begrip),
        **kaart_context(begrip, request),
        **_used_in(begrip, request),
    }


def dfn(title: str) -> SafeString:
    """The term as the word that the page defines, with a capital as a heading has."""
    return format_html("<dfn>{}</dfn>", title[:1].upper() + title[1:])


def _also(begrip: Begrip) -> list[SafeString]:
    """The other names on one line, with the language of each that is not Dutch."""
    names = other_names(begrip)
    return (
        [format_html(_("ook wel: {}"), format_html_join(", ", "{}", ((name,) for name in names)))]
        if names
        else []
    )


def _history(begrip: Begrip) -> list[Row]:
    """The latest changes, for `components/timeline.html`; who made them is the editors' own affair."""
    rows = begrip.wijzigingen.all()[:TOLD_CHANGES] if begrip.pk else []
    return [{"datum": localtime(row.moment), "titel": row.notitie} for row in rows]


def _badges(begrip: Begrip) -> list[Row]:
    if begrip.status == Begrip.Status.VOORSTEL:
        return [badge("concept", _("Voorstel"), "stil")]
    return [badge("waarschuwing", _("Vervallen"), "let-op")] if begrip.is_vervallen else []


def _seen(begrip: Begrip, related: Iterable[int], viewer: Viewer) -> set[int]:
    """Which of the related terms and the successor the viewer may see."""
    pks = {*related, begrip.opvolger_id} - {None}
    return set(Begrip.objects.visible_to(viewer).filter(pk__in=pks).values_list("pk", flat=True))


def _successor(begrip: Begrip, seen: set[int], request: HttpRequest) -> Row | None:
    if not begrip.is_vervallen or begrip.opvolger is None or begrip.opvolger.pk not in seen:
        return None
    return {"titel": begrip.opvolger.title, "url": begrip.opvolger.get_url(request)}


def _used_in(begrip: Begrip, request: HttpRequest) -> Row:
    if begrip.pk is None:
        return {"lessen": [], "casussen": [], "aantal_lessen": 0}
    lessen = Les.objects.visible_to(request.user).naming(begrip)
    casussen = Casus.objects.visible_to(request.user).naming(begrip).alphabetical()
    les_cards = les_kaarten(lessen.with_frame().newest_first()[:USED_IN], request)
    casus_cards = [casus_kaart(casus, request) for casus in casussen[:USED_IN]]
    return {
        "lessen": les_cards,
        "aantal_lessen": lessen.count(),
        "casussen": casus_cards,
        "gebruikt_kaarten": les_cards + casus_cards,
    }


def begrip_facts(begrip: Begrip) -> list[Row]:
    """The facts column of a term, for `components/data_list.html`."""
    return [
        {"label": _("Nagekeken op"), "waarde": datum(begrip.peildatum)},
        {"label": _("Wordt opnieuw nagekeken vóór"), "waarde": datum(begrip.herzien_voor)},
        {
            "label": _("Thema"),
            "waarde": begrip.get_thema_display(),
            "url": f"/begrippen?thema={begrip.thema}" if begrip.thema else "",
        },
        {"label": _("Status"), "waarde": begrip.get_status_display()},
        {"label": _("Notatie"), "waarde": begrip.notatie},
        {
            "label": _("Vast adres"),
            "waarde": permalink_path(begrip),
            "url": permalink_path(begrip),
            "toelichting": _("Dit adres verandert nooit."),
        },
        {"label": _("Zo verwijs je hiernaar"), "waarde": citation(begrip)},
    ]


def permalink_path(begrip: Begrip) -> str:
    """The address of a term that never changes; empty while it has no reference yet."""
    return reverse("kennis:begrip_id", args=[begrip.ref]) if begrip.ref else ""


def citation(begrip: Begrip) -> str:
    """The term as a source in a text of somebody else; empty while it has no reference yet."""
    if not begrip.ref:
        return ""
    text = _("“%(naam)s”, begrippenlijst van %(site)s, nagekeken op %(dag)s, %(adres)s")
    return text % {
        "naam": begrip.title,
        "site": settings.SITE_NAME,
        "dag": date_format(begrip.peildatum, "j F Y"),
        "adres": permalink(begrip),
    }
