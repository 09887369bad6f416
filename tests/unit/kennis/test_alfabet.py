"""How the glossary is ordered."""

import pytest

from kennis.alfabet import LETTERS, Ingang, groepen, letterbalk, vlak


@pytest.mark.parametrize(
    ("titel", "letter"),
    [
        ("bouwteam", "B"), ("Élan", "E"), ("'s-Hertogenbosch", "S"), ("“gelijk aan de streep”", "G"),
        ("3D-model", "0-9"), ("€ per jaar", "P"), ("???", "0-9"), ("ĳzer", "I"), ("ß-staal", "S"), ("水", "0-9"),
    ],
)  # fmt: skip
def test_letter(titel: str, letter: str) -> None:
    assert Ingang(titel, "/x").letter == letter


def test_order_is_without_capitals_and_accents() -> None:
    names = ["zon", "Éénloket", "ESG", "esdoorn", "eenheid"]
    assert sorted(names, key=vlak) == ["eenheid", "Éénloket", "esdoorn", "ESG", "zon"]


def test_groups_and_bar() -> None:
    groups = groepen([Ingang("alfa", "/alfa"), Ingang("A", "/alfa", zie="alfa"), Ingang("2-in-1", "/twee")])
    assert [group["letter"] for group in groups] == ["A", "0-9"]
    bar = letterbalk(groups)
    assert [item["letter"] for item in bar] == list(LETTERS)
    assert {item["letter"]: item["aantal"] for item in bar if item["aantal"]} == {"A": 2, "0-9": 1}
