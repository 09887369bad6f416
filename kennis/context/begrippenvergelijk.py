"""Two terms side by side: what each is, where it is used, what they share and what connects them."""

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from basis.hoofd import hoofd
from basis.kruimels import kruimels
from basis.lijst import SHOWN_OF_A_VALUE
from basis.markdown import render
from basis.templatetags.basis_tags import datum
from basis.visibility import Viewer
from kennis.context.begrippenkaart import stap_rijen
from kennis.kaarten import Row, other_names
from kennis.models import Begrip, Casus, Les
from kennis.netwerk import Netwerk, Term, current_netwerk

FIRST, SECOND = "a", "b"


def vergelijk_context(request: HttpRequest) -> Row:
    """The choice of `?a=` and `?b=` (slugs), and the comparison when both are terms and not the same."""
    netwerk = current_netwerk()
    asked = {name: request.GET.get(name, "").strip() for name in (FIRST, SECOND)}
    one, other = (netwerk.op_slug.get(slug) for slug in asked.values())
    context: Row = _head(one, other) | {
        "kruimels": kruimels((_("Begrippen"), "/begrippen"), (_("Vergelijken"), "")),
        "velden": _fields(netwerk, asked),
        "meldingen": _messages(netwerk, asked),
    }
    if one is None or other is None or one == other:
        return context
    return context | _comparison(netwerk, one, other, request.user)


def _head(one: Term | None, other: Term | None) -> Row:
    title = _("Vergelijk twee begrippen")
    if one is not None and other is not None and one != other:
        title = _("%(een)s en %(ander)s vergeleken") % {"een": one.naam, "ander": other.naam}
    return hoofd(
        "/begrippen/vergelijk",
        title,
        _("Leg twee begrippen naast elkaar: wat is het verschil, en wat hebben ze met elkaar te maken?"),
    )


def _messages(netwerk: Netwerk, asked: dict[str, str]) -> list[str]:
    unknown = [slug for slug in asked.values() if slug and slug not in netwerk.op_slug]
    text = _("“%(naam)s” staat niet in de begrippenlijst. Kies een ander begrip.")
    messages = [text % {"naam": slug[:SHOWN_OF_A_VALUE]} for slug in dict.fromkeys(unknown)]
    if not unknown and asked[FIRST] and asked[FIRST] == asked[SECOND]:
        messages.append(_("Je koos twee keer hetzelfde begrip. Kies er een ander naast."))
    return messages


def _fields(netwerk: Netwerk, asked: dict[str, str]) -> list[Row]:
    terms = sorted(netwerk.termen.values(), key=lambda term: (term.titel.casefold(), term.slug))
    labels = {FIRST: _("Het ene begrip"), SECOND: _("Het andere begrip")}
    return [
        {"naam": name, "label": label, "gekozen": asked[name], "opties": terms}
        for name, label in labels.items()
    ]


def _comparison(netwerk: Netwerk, one: Term, other: Term, viewer: Viewer) -> Row:
    found = Begrip.objects.visible_to(viewer).with_frame().in_bulk([one.pk, other.pk])
    both = (one, other)
    beside = [{step.naar.pk: step.naar for step in netwerk.buren(term.pk)} for term in both]
    return {
        "termen": both,
        "aspecten": _aspects([found[term.pk] for term in both]),
        "gebruik": [_use(term, found[term.pk], viewer) for term in both],
        "verbanden": [stap_rijen(netwerk.buren(term.pk)) for term in both],
        "gedeeld": [term for pk, term in beside[0].items() if pk in beside[1]],
        "pad": stap_rijen(netwerk.pad(one.pk, other.pk)),
    }


def _aspects(begrippen: list[Begrip]) -> list[Row]:
    """Each aspect that at least one of the two has, with what both say about it."""
    aspects = [
        {"titel": _("Definitie"), "delen": [begrip.definitie for begrip in begrippen]},
        {"titel": _("In gewone taal"), "delen": [render(begrip.uitleg) for begrip in begrippen]},
        {"titel": _("Voorbeeld"), "delen": [render(begrip.voorbeeld) for begrip in begrippen]},
        {"titel": _("Ook wel"), "delen": [_names(begrip) for begrip in begrippen]},
        {"titel": _("Thema"), "delen": [begrip.get_thema_display() for begrip in begrippen]},
        {"titel": _("Nagekeken op"), "delen": [datum(begrip.peildatum) for begrip in begrippen]},
    ]
    return [aspect for aspect in aspects if any(aspect["delen"])]


def _names(begrip: Begrip) -> SafeString:
    return format_html_join(", ", "{}", ((name,) for name in other_names(begrip)))


def _use(term: Term, begrip: Begrip, viewer: Viewer) -> Row:
    return {
        "lessen": Les.objects.visible_to(viewer).naming(begrip).count(),
        "casussen": Casus.objects.visible_to(viewer).naming(begrip).count(),
        "slug": term.slug,
    }
