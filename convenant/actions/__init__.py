"""Mutations of convenant."""

from convenant.actions.dossier import BrengIn, GeefVrij
from convenant.actions.ondertekenen import Onderteken
from convenant.actions.project import (
    GaNaarFase,
    LegUitkomstVast,
    MaakProject,
    PasLesToe,
    WijzigProject,
    leads,
    works_for_gemeente,
)

__all__ = [
    "BrengIn",
    "GaNaarFase",
    "GeefVrij",
    "LegUitkomstVast",
    "MaakProject",
    "Onderteken",
    "PasLesToe",
    "WijzigProject",
    "leads",
    "works_for_gemeente",
]
