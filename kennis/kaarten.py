"""Lessons, cases and terms as the dictionaries that the components of the theme take."""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from basis.markdown import plain
from basis.visibility import Viewer
from kennis.models import Begrip, Casus, Label, Les
from kring.indeling import Zichtbaarheid

Row = dict[str, Any]
FIRST_WORDS = 28


def first_words(text: str, limit: int = FIRST_WORDS) -> str:
    """The first `limit` words of Markdown `text`."""
    return Truncator(plain(text)).words(limit) if text else ""


def options(choices: type[TextChoices]) -> list[tuple[str, str]]:
    """The choices of a field as the options of a filter."""
    return [(str(value), str(label)) for value, label in choices.choices]


def badge(soort: str, tekst: str, toon: str = "") -> Row:
    """A word with a mark, for `components/badge.html`."""
    return {"soort": soort, "tekst": tekst, "toon": toon}


def les_badges(les: Les) -> list[Row]:
    """What a reader must know about a lesson at a glance."""
    badges = []
    if les.zichtbaarheid == Zichtbaarheid.KRING:
        badges.append(badge("besloten", _("Alleen voor de kring"), "stil"))
    if les.demonstratie:
        badges.append(badge("demonstratie", _("Demonstratie")))
    return badges


def stand_badge(les: Les) -> Row:
    """Where a lesson stands, as a word with a mark."""
    return {
        "concept": badge("concept", _("Concept"), "stil"),
        "ingediend": badge("bijeenkomst", _("Ingediend, wacht op de coördinator"), "stil"),
        "terug": badge("waarschuwing", _("Terug: pas hem aan"), "actie"),
        "goedgekeurd": badge("ok", _("Goedgekeurd"), "akkoord"),
    }[les.stand]


def fase_in_words(les: Les) -> str:
    """The phase that a lesson is about: a fact of it, not how far it is."""
    return (
        _("fase %(nummer)s: %(naam)s") % {"nummer": les.fase, "naam": les.get_fase_display().lower()}
        if les.fase
        else ""
    )


def les_kaart(les: Les, request: HttpRequest | None) -> Row:
    """A lesson on a card: the advice first."""
    date = date_format(localtime(les.first_published_at), "j F Y") if les.first_published_at else ""
    return {
        "titel": les.title,
        "url": les.get_url(request),
        "soort": "les",
        "tekst": les.samenvatting or first_words(les.advies),
        "badges": les_badges(les),
        "meta": [les.get_thema_display(), fase_in_words(les), les.afzender, date],
    }


def les_kaarten(lessen: Iterable[Les], request: HttpRequest | None) -> list[Row]:
    """Lessons for `components/card_list.html`; fetch them `with_frame()`."""
    return [les_kaart(les, request) for les in lessen]


def casus_kaart(casus: Casus, request: HttpRequest | None) -> Row:
    """A case on a card, with its place."""
    return {
        "titel": casus.title,
        "url": casus.get_url(request),
        "soort": "casus",
        "tekst": casus.samenvatting or first_words(casus.wat),
        "badges": niveau_badges(casus),
        "meta": [casus.plaats, casus.get_thema_display()],
    }


def niveau_badges(casus: Casus) -> list[Row]:
    """The level of a case as a word with a mark; nothing when it has none."""
    return [badge(casus.niveau, casus.niveau.capitalize())] if casus.niveau else []


def seen_terms(page: Les | Casus, viewer: Viewer) -> list[Begrip]:
    """The terms that were tied to a lesson or case, also in a preview, as far as `viewer` may see them."""
    pks = [begrip.pk for begrip in page.begrippen.all()] if page.pk else []
    return list(Begrip.objects.visible_to(viewer).filter(pk__in=pks).alphabetical()) if pks else []


def other_names(begrip: Begrip) -> list[SafeString]:
    """The names that readers see besides the title; one that is not Dutch says its language, for a screen reader."""
    shown = (label for label in begrip.labels.all() if label.soort == Label.Soort.ALT)
    return [in_language(label.tekst, label.taal) for label in shown]


def in_language(text: str, taal: str) -> SafeString:
    """`text` with a mark of its language, when that is not Dutch."""
    if taal == Label.Taal.NL:
        return conditional_escape(text)
    return format_html('<span lang="{}">{}</span>', taal, text)


def begrip_links(begrippen: Iterable[Begrip], request: HttpRequest | None) -> list[Row]:
    """Terms as links with their definition."""
    return [
        {"titel": begrip.title, "url": begrip.get_url(request), "tekst": begrip.definitie}
        for begrip in begrippen
    ]
