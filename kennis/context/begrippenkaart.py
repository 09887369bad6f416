"""The map of one term for its page: the term, its neighbours and, when asked, one step further."""

from collections.abc import Iterable

from django.http import HttpRequest

from kennis.begrippenkaart import Knoop, Tak, Tekening, boom, ladder, waaier
from kennis.kaarten import Row
from kennis.models import Begrip
from kennis.netwerk import Netwerk, Stap, Term, current_netwerk

# More boxes make a drawing that nobody reads; the list beside it has them all.
MOST_NEIGHBOURS, MOST_FURTHER = 14, 24


def kaart_context(begrip: Begrip, request: HttpRequest, netwerk: Netwerk | None = None) -> Row:
    """Both drawings (wide and narrow) and the list of the second step; empty without neighbours to draw.

    A retired term and one that not everybody sees are not in the network, and so get no map. Without `netwerk` it is
    the one that readers have.
    """
    netwerk = netwerk or current_netwerk()
    neighbours = netwerk.buren(begrip.pk) if begrip.pk else []
    if not neighbours:
        return {}
    shown = neighbours[:MOST_NEIGHBOURS]
    further = netwerk.verder(begrip.pk, shown)
    asked = further if request.GET.get("stappen") == "2" else []
    drawn = asked[:MOST_FURTHER]
    return {
        "kaarten": _drawings(netwerk, netwerk.termen[begrip.pk], shown, drawn),
        "kan_verder": bool(further),
        "verder": stap_rijen(asked),
        "niet_getekend": len(neighbours) - len(shown) + len(asked) - len(drawn),
    }


def _drawings(netwerk: Netwerk, term: Term, neighbours: list[Stap], further: list[Stap]) -> list[Row]:
    centre = knoop(term, "midden")
    branches = [
        Tak(_stap_knoop(step), tuple(_stap_knoop(more) for more in further if more.van.pk == step.naar.pk))
        for step in neighbours
    ]
    crossing = netwerk.verbindingen(step.naar.pk for step in neighbours)
    wide = (
        boom(centre, branches, crossing)
        if further
        else waaier(centre, [branch.knoop for branch in branches], crossing)
    )
    return vormen(wide, ladder(centre, branches, crossing))


def vormen(breed: Tekening, smal: Tekening) -> list[Row]:
    """The two drawings of one map, of which the style sheet shows the one that fits the screen."""
    return [{"vorm": "breed", "tekening": breed}, {"vorm": "smal", "tekening": smal}]


def knoop(term: Term, rol: str = "buur", woorden: str = "") -> Knoop:
    """The box of a term; the one in the middle links to nothing, it is the page itself."""
    full = term.titel if term.kort else ""
    return Knoop(term.pk, term.naam, "" if rol == "midden" else term.url, woorden, full, rol)


def _stap_knoop(stap: Stap) -> Knoop:
    return knoop(stap.naar, woorden=stap.band.woorden)


def stap_rijen(stappen: Iterable[Stap]) -> list[Row]:
    """Each step as a sentence with links, for `kennis/includes/stappen.html`."""
    return [
        {
            "van": stap.van,
            "woorden": stap.band.woorden,
            "naar": stap.naar,
            "toelichting": stap.band.toelichting,
        }
        for stap in stappen
    ]
