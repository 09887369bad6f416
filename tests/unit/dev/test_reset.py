from pathlib import Path

import pytest

from dev import reset


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KENNISKRING_VAR", str(tmp_path))
    monkeypatch.delenv("JA", raising=False)
    (tmp_path / "portaal.sqlite3").write_text("alles")
    (tmp_path / "portaal.sqlite3-wal").touch()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "foto.jpg").touch()
    (tmp_path / "van mij.txt").touch()
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_removes_nothing_without_asking(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = names(var)
    with pytest.raises(SystemExit):
        reset.main()
    assert names(var) == before
    assert "make reset JA=1" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "stays"), [("nee", True), ("", True), ("JA", False), (" ja ", False)])
def test_does_what_the_person_answers(
    var: Path, monkeypatch: pytest.MonkeyPatch, answer: str, stays: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda *_: answer)
    reset.main()
    assert ("portaal.sqlite3" in names(var)) is stays


def test_removes_only_what_the_portal_made(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JA", "1")
    reset.main()
    assert names(var) == {"van mij.txt"}
    reset.main()
