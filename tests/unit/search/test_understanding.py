"""What counts as a typing error."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.analysis import get_analysis
from search.documents import SearchDocument
from search.engines.embedded import EmbeddedEngine
from search.understanding import understand

EVERYONE = frozenset({"openbaar"})
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    return EmbeddedEngine(tmp_path / "zoeken.sqlite3")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("gemeenteraat", "gemeenteraad"),
        ("leidraad", ""),
    ],
)
def test_a_good_word_that_no_text_has_is_left_as_it_is(engine: EmbeddedEngine, text: str, meant: str) -> None:
    document = SearchDocument(
        key="a", soort="les", titel="Wie leidt", tekst="De gemeente en de raad", url="/a", acl=("openbaar",)
    )
    engine.rebuild([document], 1)
    assert understand(text, engine, get_analysis(), EVERYONE, NOW).corrected_text == meant


@pytest.mark.parametrize(
    ("text", "kind", "stems"),
    [
        ("lessen over riool", "les", {"riool"}),
        ("welke lessen zijn er over het riool", "les", {"riool"}),
        ("riool Lessen", "les", {"riool"}),
        ('"nieuw riool" projecten', "project", set()),
        ("lessen", "", {"les"}),
        ("wat is een begrip", "", {"begrip"}),
        ("riool lessen straat", "", {"riool", "les", "straat"}),
        ("begrip warmtenet", "", {"begrip", "warmtenet"}),
    ],
)
def test_the_kind_that_is_asked_for_is_no_topic(
    engine: EmbeddedEngine, text: str, kind: str, stems: set[str]
) -> None:
    named = SearchDocument(
        key="a", soort="begrip", titel="Begrip", url="/a", acl=("openbaar",), vormen=("begrip warmtenet",)
    )
    text_of_all = SearchDocument(
        key="b",
        soort="les",
        titel="Nieuw riool, lessen, straat, begrip, warmtenet",
        url="/b",
        acl=("openbaar",),
    )
    engine.rebuild([named, text_of_all], 1)
    found = understand(text, engine, get_analysis(), EVERYONE, NOW)
    assert found.plan.kind == kind
    assert {concept.alternatives[0].stems[0] for concept in found.plan.concepts} == stems
    assert not understand(text, engine, get_analysis(), EVERYONE, NOW, literal=True).plan.kind


def test_a_compound_is_also_what_its_last_part_is(engine: EmbeddedEngine) -> None:
    """`bouwmachines` are machines, and those are called materieel; more than they have to do with bouw."""
    engine.rebuild([], 1)
    concept = understand("bouwmachines", engine, get_analysis(), EVERYONE, NOW).plan.concepts[0]
    weights = {one.stems: one.weight for one in concept.alternatives if not one.beside}
    assert weights[("machine",)] > weights[("materieel",)] > weights[("bouw",)]
