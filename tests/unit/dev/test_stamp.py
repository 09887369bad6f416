from pathlib import Path

from dev.stamp import Stamp, digest, files_below


def test_a_step_runs_again_only_when_its_input_changes(tmp_path: Path) -> None:
    source = tmp_path / "bron.txt"
    source.write_text("een")
    Stamp(tmp_path / "stempel", digest([source])).mark()
    assert Stamp(tmp_path / "stempel", digest([source])).is_fresh()
    source.write_text("twee")
    assert not Stamp(tmp_path / "stempel", digest([source])).is_fresh()


def test_names_count_as_much_as_contents(tmp_path: Path) -> None:
    one, other = tmp_path / "een", tmp_path / "ander"
    one.write_text("zelfde")
    other.write_text("zelfde")
    assert digest([one]) != digest([other])
    assert digest([one, tmp_path / "weg"]) != digest([one])


def test_leaves_out_what_tools_write(tmp_path: Path) -> None:
    for name in ("node_modules/pakket.js", "__pycache__/module.pyc", "css/site.css", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert files_below(tmp_path) == [tmp_path / "a.txt", tmp_path / "css" / "site.css"]
