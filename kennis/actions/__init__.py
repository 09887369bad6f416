"""Mutations of kennis."""

from kennis.actions.inlezen import LeesBegrippenIn, may_import
from kennis.actions.les import (
    DienLesIn,
    KeurLesGoed,
    SchrijfLes,
    StuurLesTerug,
    may_decide,
    may_edit,
    may_write_for,
    schrijf_en_dien_in,
)
from kennis.actions.voorstel import BeantwoordVoorstel, StelBegripVoor, StelWijzigingVoor

__all__ = [
    "BeantwoordVoorstel",
    "DienLesIn",
    "KeurLesGoed",
    "LeesBegrippenIn",
    "SchrijfLes",
    "StelBegripVoor",
    "StelWijzigingVoor",
    "StuurLesTerug",
    "may_decide",
    "may_edit",
    "may_import",
    "may_write_for",
    "schrijf_en_dien_in",
]
