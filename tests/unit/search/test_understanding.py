"""What counts as a typing error."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.analysis import get_analysis
from search.documents import SearchDocument
from search.engines.embedded import EmbeddedEngine
from search.understanding import understand

EVERYONE = frozenset({"openbaar"})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("gemeenteraat", "gemeenteraad"),
        ("leidraad", ""),
    ],
)
def test_a_good_word_that_no_text_has_is_left_as_it_is(tmp_path: Path, text: str, meant: str) -> None:
    engine = EmbeddedEngine(tmp_path / "zoeken.sqlite3")
    document = SearchDocument(
        key="a", soort="les", titel="Wie leidt", tekst="De gemeente en de raad", url="/a", acl=("openbaar",)
    )
    engine.rebuild([document], 1)
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert understand(text, engine, get_analysis(), EVERYONE, now).corrected_text == meant
