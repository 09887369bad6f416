"""Models of kennis, one file per concept."""

from kennis.models.artikel import Artikel, Artikelreeks
from kennis.models.begrip import Begrip, BegrippenIndex, Bron, Label
from kennis.models.begrippenversie import Begrippenversie
from kennis.models.casus import Casus, PraktijkIndex
from kennis.models.goedkeuring import KringGoedkeuring
from kennis.models.koppeling import Koppeling
from kennis.models.les import Les, LesQuerySet, LessenIndex
from kennis.models.relatie import Relatie
from kennis.models.verzameling import Begrippenverzameling
from kennis.models.voorstel import Begripvoorstel
from kennis.models.wijziging import Wijziging

__all__ = [
    "Artikel",
    "Artikelreeks",
    "Begrip",
    "BegrippenIndex",
    "Begrippenversie",
    "Begrippenverzameling",
    "Begripvoorstel",
    "Bron",
    "Casus",
    "Koppeling",
    "KringGoedkeuring",
    "Label",
    "Les",
    "LesQuerySet",
    "LessenIndex",
    "PraktijkIndex",
    "Relatie",
    "Wijziging",
]
