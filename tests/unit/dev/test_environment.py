import importlib.util
import sys
from types import SimpleNamespace

import pytest

from dev import environment, system


def test_says_which_python_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        environment, "sys", SimpleNamespace(version_info=(3, 9, 2), executable=sys.executable)
    )
    with pytest.raises(SystemExit):
        environment.require_python()
    assert "3.11 of nieuwer" in capsys.readouterr().err


def test_says_what_to_install_when_python_cannot_make_an_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    with pytest.raises(SystemExit):
        environment.require_python()
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
