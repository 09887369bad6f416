"""What is remembered of words that were read changes nothing of what is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import get_analysis, stretches
from search.analysis.stretches import Stretches

WORDS = ["Gemeente.", "gemeenten", "(bodemsanering)", "CO₂-uitstoot", "de", "risico's,", "...", "wadi"]


@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from(["meen", "bodem", "co2uitstoot", "risico"])),
            st.sets(st.sampled_from(WORDS)),
        )
    )
)
def test_finds_what_reading_afresh_finds(asked: list[tuple[set[str], set[str]]]) -> None:
    analysis = get_analysis()
    remembered = Stretches(analysis.fits)
    for stems, among in asked:
        expected = {one for one in among if stems & set(analysis.fits(one))}
        assert remembered.holding(stems, among) == expected


@given(st.text(alphabet="dekangsro.'(-&,é₂", max_size=14))
def test_a_stretch_holds_all_that_the_index_has_of_it(stretch: str) -> None:
    tokens = get_analysis().analyse(stretch)
    assert {*tokens.stems, *tokens.parts} <= set(get_analysis().fits(stretch))


def test_reads_a_stretch_once_until_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "MOST_LETTERS", 10)
    read: list[str] = []

    def fits(stretch: str) -> tuple[str, ...]:
        read.append(stretch)
        return (stretch,)

    remembered = Stretches(fits)
    for _time in range(2):
        assert remembered.holding(["kade"], {"kade"}) == {"kade"}
    assert read == ["kade"]
    remembered.holding([], {"funderingen"})
    # Now it holds too many letters: it starts afresh, and finds the same.
    assert remembered.holding(["kade"], {"kade"}) == {"kade"}
    assert read == ["kade", "funderingen", "kade"]
