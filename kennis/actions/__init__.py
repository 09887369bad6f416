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

__all__ = [
    "DienLesIn",
    "KeurLesGoed",
    "SchrijfLes",
    "StuurLesTerug",
    "may_decide",
    "may_edit",
    "may_write_for",
    "schrijf_en_dien_in",
]
