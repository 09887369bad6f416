"""What people type in the forms of a project leader."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from convenant.forms import FaseForm, VrijgaveForm
from convenant.forms.project import EuroField
from kring.indeling import Fase


@pytest.mark.parametrize(
    "text", ["1150000", "1.150.000", "€ 1.150.000", "1150000,00", "1.150.000,-", " 1 150 000 "]
)
def test_an_amount_as_people_write_it(text: str) -> None:
    assert EuroField().clean(text) == 1_150_000


@pytest.mark.parametrize("text", ["veel", "1.15", "1,5", "1.150.000,50", "١٢x"])
def test_an_amount_that_is_none(text: str) -> None:
    with pytest.raises(ValidationError, match="hele euro"):
        EuroField().clean(text)


def test_an_amount_is_shown_in_dutch() -> None:
    assert EuroField().prepare_value(1_150_000) == "1.150.000"
    assert EuroField().prepare_value("tik") == "tik"


def test_the_next_phase_is_chosen_and_earlier_ones_are_not_offered() -> None:
    form = FaseForm(now=Fase.CONSULTATIE)
    assert form["fase"].initial == "5"
    assert [value for value, _label in form.fields["fase"].choices] == [str(n) for n in range(5, 14)]
    assert form.fields["fase"].choices[2][1] == "7. Aanbesteding (slaat 5–6 over)"


def vrijgave(dag: str, tijd: str, aantal: str = "1", begrepen: str = "on") -> VrijgaveForm:
    return VrijgaveForm({"moment": dag, "tijd": tijd, "aantal": aantal, "begrepen": begrepen}, aantal=1)


def test_a_moment_is_in_dutch_time() -> None:
    form = vrijgave("2027-07-01", "09:00")
    assert form.is_valid()
    assert form.cleaned_data["op"] == datetime(2027, 7, 1, 7, 0, tzinfo=UTC)


def test_an_hour_that_the_clock_skips_is_refused() -> None:
    form = vrijgave("2027-03-28", "02:30")
    assert not form.is_valid()
    assert "tijd" in form.errors


@pytest.mark.parametrize(
    ("field", "form"),
    [
        ("moment", vrijgave("gisteren", "09:00")),
        ("tijd", vrijgave("2027-01-05", "kwart over negen")),
        ("begrepen", vrijgave("2027-01-05", "09:00", begrepen="")),
        ("aantal", vrijgave("2027-01-05", "09:00", aantal="2")),
        ("aantal", vrijgave("2027-01-05", "09:00", aantal="")),
    ],
)
def test_a_half_filled_release_is_told(field: str, form: VrijgaveForm) -> None:
    assert not form.is_valid()
    assert list(form.errors) == [field]
