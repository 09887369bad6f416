"""The map of reporting and procurement for its page: columns on a wide screen, a ladder on a narrow one."""

from itertools import pairwise

from django.utils.translation import gettext as _

from basis.hoofd import hoofd
from basis.kruimels import kruimels
from kennis.begrippenkaart import Knoop, Tak, kolommen, ladder
from kennis.begrippenoverzicht import Groep, groepen
from kennis.context.begrippenkaart import knoop, stap_rijen, vormen
from kennis.kaarten import Row
from kennis.netwerk import Stap, current_netwerk


def overzicht_context() -> Row:
    """The drawings, and each field with its terms and relations in words; empty without terms."""
    groups = groepen(current_netwerk())
    head = hoofd(
        "/begrippen/overzicht",
        _("Hoe hangen ESG, CSRD, MVI en SROI samen?"),
        _("De afkortingen over verslag doen en inkopen op één kaart, met uitleg in gewone taal."),
    )
    return head | {
        "kruimels": kruimels((_("Begrippen"), "/begrippen"), (_("Overzicht"), "")),
        "kaarten": _drawings(groups) if groups else [],
        "groepen": [
            {
                "sleutel": group.veld.sleutel,
                "titel": group.veld.titel,
                "zin": group.veld.zin,
                "termen": group.termen,
                "stappen": stap_rijen([*group.binnen, *group.naar_buiten]),
            }
            for group in groups
        ],
    }


def _drawings(groups: list[Groep]) -> list[Row]:
    headings = [Knoop(-number, str(group.veld.titel), rol="kop") for number, group in enumerate(groups, 1)]
    boxes = [tuple(knoop(term) for term in group.termen) for group in groups]
    inside = [pair for group in groups for pair in _pairs(group.binnen)]
    columns = [[heading, *own] for heading, own in zip(headings, boxes, strict=True)]
    branches = [Tak(heading, own) for heading, own in zip(headings, boxes, strict=True)]
    # Lines within a field or over the field in between would cross these: the words on the page tell those.
    beside = [pair for first, second in pairwise(groups) for pair in _between(first, second)]
    centre = Knoop(0, _("Rapporteren en inkopen"), rol="midden")
    return vormen(kolommen(columns, (), beside), ladder(centre, branches, inside))


def _pairs(steps: list[Stap]) -> list[tuple[int, int]]:
    return [(step.van.pk, step.naar.pk) for step in steps]


def _between(first: Groep, second: Groep) -> list[tuple[int, int]]:
    there = {term.pk for term in second.termen}
    return [pair for pair in _pairs(first.naar_buiten) if pair[1] in there]
