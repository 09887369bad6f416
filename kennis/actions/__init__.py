"""Mutations of kennis."""

from kennis.actions.les import DienLesIn, KeurLesGoed, SchrijfLes, StuurLesTerug, may_edit, may_write_for

__all__ = ["DienLesIn", "KeurLesGoed", "SchrijfLes", "StuurLesTerug", "may_edit", "may_write_for"]
