"""Advice to whoever writes a term, and words that texts use without one."""

import pytest

from kennis.ontbreekt import Tekst, gemist
from kennis.schrijfhulp import (
    long_sentences,
    proposals,
    proposed_abbreviation,
    sentences,
    unexplained_abbreviations,
)

LONG = "Dit is " + "heel " * 23 + "lang."


def test_only_sentences_of_more_than_25_words() -> None:
    assert long_sentences(f"Kort. {LONG} Kort.") == [LONG]
    assert long_sentences(LONG.replace("heel ", "", 1)) == []
    assert long_sentences("") == []


def test_a_point_of_a_number_or_abbreviation_ends_no_sentence() -> None:
    text = "Zie art. 1.4 van de wet. Boven 1.000 euro geldt dit! Is dat zo? “Ja.” Punt"
    assert sentences(text) == [
        "Zie art. 1.4 van de wet.",
        "Boven 1.000 euro geldt dit!",
        "Is dat zo?",
        "“Ja.”",
        "Punt",
    ]
    assert sentences("Kop\n\n- een\n- twee\n1. drie") == ["Kop", "- een", "- twee", "1. drie"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vraag het TNO en de ESG-groep.", ["TNO", "ESG"]),
        ("Onderzoek (TNO) telt.", []),
        ("TNO (een instituut) telt.", []),
        ("De afkorting is TNO.", []),
        ("Zie SDGs, MvO en CO2.", ["SDGs", "MvO", "CO2"]),
        ("In Nederland heeft A gelijk. OVERDREVENLANG", []),
    ],
)
def test_abbreviations_that_nobody_explains(text: str, found: list[str]) -> None:
    assert unexplained_abbreviations(text) == found
    assert unexplained_abbreviations(text, {"tno", "esg", "sdgs", "mvo", "co2"}) == []


def test_forms_that_the_term_has_are_not_proposed() -> None:
    assert proposals(["bouwteam"], ["bouwteam"]) == ["bouwteams"]
    assert proposals(["bouwteam"], ["bouwteam", "bouwteams"]) == []
    assert proposals([""], []) == []


@pytest.mark.parametrize(
    ("title", "taken", "letters"),
    [
        ("maatschappelijk verantwoord inkopen", [], "MVI"),
        ("grond-, weg- en waterbouw", [], "GWW"),
        ("maatschappelijk verantwoord inkopen", ["MVI"], ""),
        ("bouwteam", [], ""),
        ("gelijk aan de streep", [], ""),
        ("", [], ""),
    ],
)
def test_first_letters_of_a_long_name(title: str, taken: list[str], letters: str) -> None:
    assert proposed_abbreviation(title, [title, *taken]) == letters


def test_words_that_texts_use_often_without_a_term() -> None:
    words = "De regenton in de wijk en een regentonactie met actie: HMO, ESG, mail info@KVK.nl, [x](https://ABC.nl)."
    teksten = [Tekst(f"Tekst {number}", f"/{number}", words) for number in range(3)]
    teksten.append(Tekst("Eén keer", "/9", "XYZ telt een wijkactie."))
    short, long = gemist(teksten, ["ESG"])
    assert [(row.woord, row.aantal) for row in short] == [("HMO", 3)]
    assert [(row.woord, row.aantal) for row in long] == [("regentonactie", 3)]
    assert [place.url for place in long[0].plekken] == ["/0", "/1", "/2"]
    assert gemist(teksten, ["ESG", "hmo", "regentonacties", "regentonactie"]) == ([], [])
    assert gemist([], []) == ([], [])
