"""Cases from practice, and the articles in their series."""

import re
from collections import Counter
from html import unescape

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basis.kruimels import kruimels
from basis.lijst import Filter, blader, kies
from basis.markdown import render
from basis.page_context import page_context
from basis.templatetags.basis_tags import datum
from basis.visibility import Viewer
from kennis.context.json_ld import artikel_json_ld, casus_json_ld
from kennis.kaarten import Row, begrip_links, casus_kaart, first_words, niveau_badges, options, seen_terms
from kennis.models import Artikel, Artikelreeks, Casus, PraktijkIndex
from kring.indeling import Thema

PER_BLAD = 12
HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


@page_context(PraktijkIndex)
def index_context(index: PraktijkIndex, request: HttpRequest) -> Row:
    """One page of the cases that fit the query string, and every series."""
    filters = [
        Filter("thema", _("Thema"), options(Thema)),
        Filter("niveau", _("Niveau"), options(Casus.Niveau)),
    ]
    keuze = kies(request.GET, filters)
    found = Casus.objects.visible_to(request.user).matching(**keuze.waarden).alphabetical()
    blad, messages = blader(found, request.GET, PER_BLAD)
    return {
        "kruimels": kruimels((_("Praktijk"), "/praktijk")),
        "keuze": keuze,
        "meldingen": [*keuze.meldingen, *messages],
        "blad": blad,
        "kaarten": [casus_kaart(casus, request) for casus in blad.object_list],
        "reeksen": _series(request),
    }


def _series(request: HttpRequest) -> list[Row]:
    paths = Artikel.objects.visible_to(request.user).values_list("path", flat=True)
    numbers = Counter(path[: -Artikel.steplen] for path in paths)
    return [
        {
            "titel": reeks.title,
            "url": reeks.get_url(request),
            "soort": "artikel",
            "soort_naam": _("Reeks"),
            "tekst": reeks.samenvatting,
            "meta": [
                ngettext("%(n)s artikel", "%(n)s artikelen", numbers[reeks.path]) % {"n": numbers[reeks.path]}
            ],
        }
        for reeks in Artikelreeks.objects.visible_to(request.user).order_by("path")
    ]


@page_context(Casus)
def casus_context(casus: Casus, request: HttpRequest) -> Row:
    """A case with its facts and terms."""
    begrippen = seen_terms(casus, request.user)
    return {
        "kruimels": kruimels((_("Praktijk"), "/praktijk"), (casus.title, "")),
        "badges": niveau_badges(casus),
        "feiten": casus_facts(casus),
        "delen": casus_parts(casus),
        "begrippen": begrip_links(begrippen, request),
        "omschrijving": casus.samenvatting or first_words(casus.wat),
        "json_ld": casus_json_ld(casus, begrippen, request),
    }


def casus_facts(casus: Casus) -> list[Row]:
    """The facts column of a case, for `components/data_list.html`."""
    other_town = casus.gemeente if casus.gemeente not in casus.plaats else ""
    return [
        {"label": _("Waar"), "waarde": casus.plaats, "toelichting": other_town},
        {"label": _("Wie"), "waarde": casus.partijen},
        {"label": _("Thema"), "waarde": casus.get_thema_display(), "url": f"/praktijk?thema={casus.thema}"},
        {
            "label": _("Niveau"),
            "waarde": casus.get_niveau_display(),
            "url": f"/praktijk?niveau={casus.niveau}",
        },
        {"label": _("Bron"), "waarde": casus.bron, "toelichting": casus.bron_pagina},
        {"label": _("Nagekeken op"), "waarde": datum(casus.peildatum)},
    ]


def casus_parts(casus: Casus) -> list[Row]:
    """The story of a case in sections; what was not filled in is left out."""
    parts = [
        ("wat", _("Wat er gebeurde"), casus.wat),
        ("opbrengst", _("Wat het opbracht"), casus.opbrengst),
        ("belemmering", _("Wat het belemmerde"), casus.belemmering),
        ("kosten", _("Wat het kostte"), casus.kosten),
        ("contact", _("Wie je kunt vragen"), casus.contact),
    ]
    return [{"anker": anchor, "titel": title, "tekst": text} for anchor, title, text in parts if text.strip()]


@page_context(Artikelreeks)
def reeks_context(reeks: Artikelreeks, request: HttpRequest) -> Row:
    """A series with its articles in order."""
    return {
        "kruimels": kruimels((_("Praktijk"), "/praktijk"), (reeks.title, "")),
        "artikelen": [
            {"titel": artikel.title, "url": artikel.get_url(request), "tekst": artikel.samenvatting}
            for artikel in (articles_of(reeks, request.user) if reeks.pk else [])
        ],
    }


def articles_of(reeks: Artikelreeks, viewer: Viewer) -> list[Artikel]:
    """The articles of a series in order."""
    return list(Artikel.objects.visible_to(viewer).child_of(reeks).order_by("path"))


@page_context(Artikel)
def artikel_context(artikel: Artikel, request: HttpRequest) -> Row:
    """An article with its parts and what comes before and after it."""
    reeks = artikel.get_parent() if artikel.path else None
    trail = [(_("Praktijk"), "/praktijk"), *([(reeks.title, reeks.get_url(request))] if reeks else [])]
    return {
        "kruimels": kruimels(*trail, (artikel.title, "")),
        "reeks": reeks,
        "delen": parts_of(artikel),
        "json_ld": artikel_json_ld(artikel, reeks, request),
        **_neighbours(artikel, request),
    }


def parts_of(artikel: Artikel) -> list[Row]:
    """The headings of an article as links, for `components/toc.html`."""
    texts = [block.value for block in artikel.inhoud if block.block_type == "tekst"]
    found = [match for text in texts for match in HEADING.findall(render(text, top_level=2))]
    return [
        {"titel": Truncator(unescape(strip_tags(title))).chars(80), "url": f"#{anchor}"}
        for anchor, title in found
    ]


def _neighbours(artikel: Artikel, request: HttpRequest) -> Row:
    if not artikel.path:
        return {"vorige": None, "volgende": None, "nummer": 0, "totaal": 0}
    others = list(Artikel.objects.visible_to(request.user).sibling_of(artikel).order_by("path"))
    place = next((number for number, other in enumerate(others) if other.pk == artikel.pk), None)
    if place is None:
        return {"vorige": None, "volgende": None, "nummer": 0, "totaal": len(others)}
    before = others[place - 1] if place else None
    after = others[place + 1] if place + 1 < len(others) else None
    return {
        "vorige": {"titel": before.title, "url": before.get_url(request)} if before else None,
        "volgende": {"titel": after.title, "url": after.get_url(request)} if after else None,
        "nummer": place + 1,
        "totaal": len(others),
    }
