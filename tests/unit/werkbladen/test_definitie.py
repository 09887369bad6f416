"""Worksheet definitions, their form and their radar."""

from typing import Any

import pytest

from werkbladen import radar
from werkbladen.definitie import load_all, parse
from werkbladen.forms import WerkbladForm

SCALE = {"sleutel": "s", "soort": "schaal", "label": "Hoe ver?", "min": 1, "max": 5}


def definition(count: int = 3) -> dict[str, Any]:
    """The data of a small worksheet."""
    sections = [{"sleutel": f"deel{n}", "titel": f"Deel {n}", "vragen": [SCALE]} for n in range(count)]
    return {"sleutel": "proef", "versie": 1, "titel": "Proef", "uitkomst": "radar", "secties": sections}


def test_every_shipped_definition_is_a_form() -> None:
    """Each file loads and each of its questions is a field."""
    definitions = load_all()
    assert {item.sleutel for item in definitions} >= {"acht-succesfactoren", "brons-zilver-goud"}
    for item in definitions:
        assert list(WerkbladForm(item).fields) == item.veldnamen()


def test_unknown_kind_and_double_key_are_refused() -> None:
    """A wrong file says so."""
    with pytest.raises(ValueError, match="onbekende soort"):
        parse(
            definition()
            | {"secties": [{"sleutel": "a", "titel": "A", "vragen": [SCALE | {"soort": "raad"}]}]}
        )
    with pytest.raises(ValueError, match="dezelfde sleutel"):
        parse(definition() | {"secties": [{"sleutel": "a", "titel": "A", "vragen": [SCALE, SCALE]}]})


def test_bad_answers_are_refused_and_kept() -> None:
    """A score of nine is no score; what was typed is still in the form."""
    form = WerkbladForm(parse(definition()), {"deel0__s": "9"})
    assert not form.is_valid()
    assert form["deel0__s"].value() == "9"


def test_radar_points_lie_where_the_scores_say() -> None:
    """The first axis points up; a full score lies on its end, none in the middle."""
    chart = radar.build(parse(definition(4)), {"deel0__s": 5, "deel1__s": 1})
    assert chart is not None
    assert chart.spaken[0].punt == chart.spaken[0].eind == (240.0, 90.0)
    assert chart.spaken[2].punt == (240.0, 240.0)
    assert len(chart.ringen) == 5


def test_no_radar_without_answers_or_with_two_axes() -> None:
    """A shape of two corners or of nothing says nothing."""
    assert radar.build(parse(definition()), {}) is None
    assert radar.build(parse(definition(2)), {"deel0__s": 3}) is None
