"""The forms that an editor is offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.autolink.inflection import proposed_forms

PROPOSALS = {
    "bouwteam": ["bouwteams"],
    "project": ["projecten"],
    "plan": ["plannen"],
    "wet": ["wetten"],
    "proces": ["processen"],
    "budget": ["budgetten"],
    "maat": ["maten"],
    "school": ["scholen"],
    "bedrijf": ["bedrijven"],
    "prijs": ["prijzen"],
    "huis": ["huizen"],
    "kans": ["kansen"],
    "koppelkans": ["koppelkansen"],
    "nulmeting": ["nulmetingen"],
    "maatregel": ["maatregels", "maatregelen"],
    "gemeente": ["gemeenten", "gemeentes"],
    "organisatie": ["organisaties"],
    "strategie": ["strategieën"],
    "idee": ["ideeën"],
    "risico": ["risico's"],
    "criterium": ["criteria", "criteriums"],
    "mogelijkheid": ["mogelijkheden"],
    "aannemer": ["aannemers"],
    "doel": ["doelen"],
    "perceel": ["percelen"],
    "circulair": ["circulaire"],
    "natuurinclusief": ["natuurinclusieve"],
    "emissieloos": ["emissieloze"],
    "maatschappelijk": ["maatschappelijke"],
    "ESG": ["ESG's"],
    "VISI": ["VISI's"],
    "PPS": ["PPS'en"],
    "open convenant": ["open convenanten"],
    "  open   convenant ": ["open convenanten"],
    "living lab": ["living labs"],
    "MVO Prestatieladder": ["MVO Prestatieladders"],
    # no plural, a verb, a plural already, a number, nothing at all
    "beleid": [],
    "maatschappelijk verantwoord inkopen": [],
    "SDGs": [],
    "ISO 26000": [],
    "B": [],
    "": [],
    "!?": [],
}


@pytest.mark.parametrize(("label", "forms"), PROPOSALS.items())
def test_proposals(label: str, forms: list[str]) -> None:
    assert proposed_forms(label) == forms


@given(st.text(max_size=200))
def test_any_label_is_answered(label: str) -> None:
    forms = proposed_forms(label)
    assert len(set(forms)) == len(forms) <= 2
    assert all(0 < len(form) <= 160 and form != label for form in forms)
