"""Mutations of kennis."""

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
from kennis.actions.voorstel import BeantwoordVoorstel, StelBegripVoor

__all__ = [
    "BeantwoordVoorstel",
    "DienLesIn",
    "KeurLesGoed",
    "SchrijfLes",
    "StelBegripVoor",
    "StuurLesTerug",
    "may_decide",
    "may_edit",
    "may_write_for",
    "schrijf_en_dien_in",
]
