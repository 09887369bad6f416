"""What the editor of a term shows beside its fields."""

from collections.abc import Container
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kennis import netwerk, samenhang
from kennis.context.begrippenkaart import kaart_context
from kennis.kaarten import Row
from kennis.models import Begrip, Casus, Label, Les
from kennis.models.begrip import CARD, MAP
from kennis.schrijfhulp import (
    long_sentences,
    proposals,
    proposed_abbreviation,
    unexplained_abbreviations,
)

TEXTS = ("definitie", "uitleg", "toelichting", "voorbeeld")
MOST_USES = 10


def vormen(begrip: Begrip) -> Row:
    """The forms to offer as hidden labels, and an abbreviation to offer as one that readers see."""
    labels = list(begrip.labels.all())
    taken = [begrip.title, *(label.tekst for label in labels)]
    names = [begrip.title, *(label.tekst for label in labels if _inflects(label))]
    return {
        "vormen": proposals([name for name in names if not _is_proper_name(name)], taken),
        "afkorting": proposed_abbreviation(begrip.title, taken),
    }


def _inflects(label: Label) -> bool:
    # Hidden labels are forms already, and Dutch rules do not fit English words.
    return label.soort == Label.Soort.ALT and label.taal == Label.Taal.NL


def _is_proper_name(name: str) -> bool:
    """Whether every word has a capital, as in the name of a directive; of those there is only one."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def nakijken(begrip: Begrip, request: HttpRequest) -> Row:
    """What is wrong, what may be plainer, and which lessons and cases of those that the editor may see name the term."""
    own = samenhang.lid_of(begrip)
    geheel = samenhang.load(own, begrip.pk)
    known = {*geheel.titels, *geheel.namen}
    return {
        "request": request,
        "fouten": [fout.tekst for fout in samenhang.fouten(geheel, [own[0].ref])] if begrip.ref else [],
        "adviezen": [advice for name in TEXTS for advice in _advice(begrip, name, known)],
        "gebruik": _uses(begrip, request),
    }


def _advice(begrip: Begrip, name: str, known: Container[str]) -> list[str]:
    text: str = getattr(begrip, name)
    where = begrip._meta.get_field(name).verbose_name
    long = _("%(veld)s: deze zin is lang, kun je hem knippen? “%(zin)s”")
    short = _("%(veld)s: leg “%(afkorting)s” uit, of schrijf het voluit.")
    return [
        *(long % {"veld": str(where).capitalize(), "zin": sentence} for sentence in long_sentences(text)),
        *(
            short % {"veld": str(where).capitalize(), "afkorting": word}
            for word in unexplained_abbreviations(text, known)
        ),
    ]


def _uses(begrip: Begrip, request: HttpRequest) -> list[dict[str, Any]]:
    if begrip.pk is None:
        return []
    pages = [
        *Les.objects.visible_to(request.user).naming(begrip).newest_first()[:MOST_USES],
        *Casus.objects.visible_to(request.user).naming(begrip).alphabetical()[:MOST_USES],
    ]
    return [
        {"titel": page.title, "url": page.get_url(request), "soort_naam": page.kind_word} for page in pages
    ]


def voorbeeld(begrip: Begrip, request: HttpRequest, mode_name: str) -> Row:
    """What a preview of the card or of the map needs beside the page."""
    if mode_name == CARD:
        return {"begrippen": [begrip]}
    if mode_name == MAP and begrip.pk:
        return {"kaarten": []} | kaart_context(begrip, request, netwerk.load(begrip))
    return {}
