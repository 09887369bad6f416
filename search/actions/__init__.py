"""What editors change about search."""

from search.actions.bestanden import LeesOpnieuw
from search.actions.indextaak import VraagIndexTaak
from search.actions.redactie import BewaarSynoniem, LichtUit, NegeerVraag, TelWeerMee, VerwijderBesluit

__all__ = [
    "BewaarSynoniem",
    "LeesOpnieuw",
    "LichtUit",
    "NegeerVraag",
    "TelWeerMee",
    "VerwijderBesluit",
    "VraagIndexTaak",
]
