"""The list of words that mean the same."""

import pytest

from search.analysis import get_analysis
from search.thesaurus import BrokenRule, look_up, parse_rules, rules


@pytest.mark.parametrize("line", ["bewoner", "a => b, c", "bewoner,", ", inwoner", "-, inwoner"])
def test_a_broken_rule_is_refused(line: str) -> None:
    with pytest.raises(BrokenRule):
        parse_rules(line)


def test_our_own_list_is_sound() -> None:
    assert len(rules()) > 20


def test_a_name_is_found_in_any_form_and_inside_a_compound() -> None:
    analysis = get_analysis()
    assert ("inwoner",) in look_up([("bewoners",)], analysis)[("bewoners",)]
    assert ("inwoner", "avond") in look_up([("bewonersavond",)], analysis)[("bewonersavond",)]
    assert look_up([("xyzzy",)], analysis) == {}
