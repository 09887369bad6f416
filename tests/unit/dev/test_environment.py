import importlib.util
import runpy

import pytest

from dev import environment, system
from dev.paths import ROOT


def test_says_which_python_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"Dit is Python 3\.9; nodig is 3.11 of nieuwer"):
        runpy.run_path(str(ROOT / "dev" / "__init__.py"))


def test_says_what_to_install_when_python_cannot_make_an_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    with pytest.raises(SystemExit):
        environment.require_venv()
    assert capsys.readouterr().err.count("\n") == 1


def test_says_what_to_install_when_it_may_not_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "may_install", lambda: False)
    with pytest.raises(SystemExit):
        system.require_program("geen-programma", "geen-pakket")
    assert capsys.readouterr().err == (
        "geen-programma ontbreekt. Installeer het als beheerder: apt-get install geen-pakket\n"
    )
