"""The geometry of a map of terms: nothing overlaps, everything fits, and the same input gives the same drawing."""

from itertools import combinations

import pytest

from kennis.begrippenkaart import BREED, SMAL, Knoop, Tak, Tekening, boom, breek, ladder, waaier

CENTRE = Knoop(0, "ESG", voluit="environmental, social and governance", rol="midden")
LONG = "samenwerkingsovereenkomstenregistratiesysteem voor een wijk"


def neighbours(number: int) -> list[Knoop]:
    """So many boxes, with texts of all lengths."""
    return [
        Knoop(key, LONG if key % 3 == 0 else f"begrip {key}", f"/begrippen/{key}", "wordt uitgewerkt in")
        for key in range(1, number + 1)
    ]


def branches(number: int) -> list[Tak]:
    """So many neighbours, the even ones with three terms behind them."""
    return [
        Tak(
            one, tuple(Knoop(100 * one.sleutel + n, f"verder {n}") for n in range(3 * (one.sleutel % 2 == 0)))
        )
        for one in neighbours(number)
    ]


def drawings(number: int) -> list[Tekening]:
    """Every form for so many neighbours."""
    cross = [(1, number), (1, 2)]
    return [
        waaier(CENTRE, neighbours(number), cross),
        boom(CENTRE, branches(number), cross),
        ladder(CENTRE, branches(number), cross),
    ]


@pytest.mark.parametrize("number", [1, 2, 3, 7, 14])
def test_boxes_stay_apart_and_within_the_drawing(number: int) -> None:
    for drawing in drawings(number):
        for a, b in combinations(drawing.vakken, 2):
            apart = a.rechts < b.x or b.rechts < a.x or a.y + a.hoogte < b.y or b.y + b.hoogte < a.y
            assert apart, f"{a.knoop.naam} ligt op {b.knoop.naam}"
        for box in drawing.vakken:
            assert box.x >= 0
            assert box.y >= 0
            assert box.rechts <= drawing.breedte
            assert box.y + box.hoogte <= drawing.hoogte
            for line in box.regels:
                assert box.y < line.y < box.y + box.hoogte
        assert drawing.breedte <= BREED


@pytest.mark.parametrize("number", [1, 5])
def test_every_box_is_there_and_reached(number: int) -> None:
    for drawing in drawings(number):
        keys = [box.knoop.sleutel for box in drawing.vakken]
        assert len(keys) == len(set(keys))
        assert {0, *range(1, number + 1)} <= set(keys)
        assert sum(line.soort == "tak" for line in drawing.lijnen) == len(keys) - 1


def test_same_input_gives_the_same_drawing() -> None:
    assert drawings(6) == drawings(6)


def test_a_pair_that_a_branch_connects_gets_no_second_line() -> None:
    drawing = ladder(CENTRE, branches(3), [(0, 1), (1, 2), (2, 99)])
    assert [line.soort for line in drawing.lijnen].count("dwars") == 1


def test_no_line_runs_behind_the_middle() -> None:
    drawing = waaier(CENTRE, neighbours(4), [(1, 2), (3, 4), (1, 3)])
    assert [line.soort for line in drawing.lijnen].count("dwars") == 2


def test_narrow_drawing_is_as_wide_as_a_phone() -> None:
    assert ladder(CENTRE, branches(3)).breedte == SMAL


@pytest.mark.parametrize("most", [5, 12, 40])
def test_lines_are_not_longer_than_asked_and_lose_nothing(most: int) -> None:
    lines = breek(LONG, most)
    assert all(len(line) <= most for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == LONG.replace(" ", "")


def test_no_text_is_no_line() -> None:
    assert breek("", 10) == []


def test_a_word_is_cut_at_its_own_hyphen() -> None:
    assert breek("prijs-kwaliteitverhouding", 20) == ["prijs-", "kwaliteitverhouding"]
