"""What only the embedded engine does: its files, and what it keeps of them in memory."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from search.engines.embedded import EmbeddedEngine
from tests.search.test_contract import document, fill, find, keys


def test_the_newest_generation_and_the_one_before_stay(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "index.sqlite3")
    for round_ in range(3):
        engine.rebuild([document(f"round{round_}", tekst="riool")], round_)
        assert keys(find(engine, "riool")) == [f"round{round_}"]
    engine.put(document("late", tekst="riool"), 9)
    left = sorted(
        path.name for path in tmp_path.iterdir() if not path.name.endswith((".lock", "-wal", "-shm"))
    )
    assert left[0] == "index.sqlite3"
    assert left[-1] == "index.sqlite3.vorige"
    assert len(left) == 4


def test_a_build_that_was_killed_is_cleared_away(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "index.sqlite3")
    left = tmp_path / "index.sqlite3.0123456789ab.building"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    engine.rebuild([document("a", tekst="riool")], 1)
    assert not left.exists()
    assert keys(find(engine, "riool")) == ["a"]


def test_what_is_kept_of_an_embedded_index_follows_every_writer(tmp_path: Path) -> None:
    """Sets of documents are kept with a connection: they have to go with what another thread and this one write."""
    engine = EmbeddedEngine(tmp_path / "index.sqlite3")
    fill(engine, document("een", "Zandbed", thema="klimaat"))
    assert find(engine, "zandbed").facets["thema"] == {"klimaat": 1}
    with ThreadPoolExecutor(1) as other:
        other.submit(engine.put, document("twee", "Zandbed", thema="klimaat"), 2).result()
    assert find(engine, "zandbed").facets["thema"] == {"klimaat": 2}
    engine.put(document("drie", "Zandbed", thema="wonen"), 3)
    assert find(engine, "zandbed").facets["thema"] == {"klimaat": 2, "wonen": 1}
    with ThreadPoolExecutor(1) as other:
        other.submit(engine.delete, "een", 4).result()
    assert find(engine, "zandbed").facets["thema"] == {"klimaat": 1, "wonen": 1}
