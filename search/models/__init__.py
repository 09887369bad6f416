"""What search keeps: counts of questions, what editors decided, and work on the index."""

from search.models.bestandstekst import Bestandstekst
from search.models.indextaak import IndexTaak
from search.models.stand import Redactiestand
from search.models.synoniem import Synoniem
from search.models.uitgelicht import Uitgelicht
from search.models.zoekdag import GenegeerdeVraag, Zoekdag
from search.models.zoekvraag import Zoekvraag

__all__ = [
    "Bestandstekst",
    "GenegeerdeVraag",
    "IndexTaak",
    "Redactiestand",
    "Synoniem",
    "Uitgelicht",
    "Zoekdag",
    "Zoekvraag",
]
