"""Models of kennis, one file per concept."""

from kennis.models.artikel import Artikel, Artikelreeks
from kennis.models.begrip import Begrip, BegrippenIndex, Bron, Label
from kennis.models.begrippenversie import Begrippenversie
from kennis.models.casus import Casus, PraktijkIndex
from kennis.models.goedkeuring import KringGoedkeuring
from kennis.models.les import Les, LesQuerySet, LessenIndex
from kennis.models.relatie import Relatie
from kennis.models.voorstel import Begripvoorstel

__all__ = [
    "Artikel",
    "Artikelreeks",
    "Begrip",
    "BegrippenIndex",
    "Begrippenversie",
    "Begripvoorstel",
    "Bron",
    "Casus",
    "KringGoedkeuring",
    "Label",
    "Les",
    "LesQuerySet",
    "LessenIndex",
    "PraktijkIndex",
    "Relatie",
]
