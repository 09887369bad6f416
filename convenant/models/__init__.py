"""Models of convenant, one file per concept."""

from convenant.models.convenant import Convenant, ConvenantenIndex
from convenant.models.dossier import Bijdrage, Vrijgave
from convenant.models.project import Convenantproject, Faseovergang, ProjectenIndex
from convenant.models.toepassing import Toepassing
from convenant.models.versie import ConvenantVersie, Handtekening

__all__ = [
    "Bijdrage",
    "Convenant",
    "ConvenantVersie",
    "ConvenantenIndex",
    "Convenantproject",
    "Faseovergang",
    "Handtekening",
    "ProjectenIndex",
    "Toepassing",
    "Vrijgave",
]
