import socket

import pytest

from dev.ports import HOST, chosen_port, free_port, is_free


@pytest.mark.parametrize("text", ["acht", "0", "65536", "-1", "80.5", "²"])
def test_refuses_what_is_no_port(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SystemExit):
        chosen_port(8000, "start")
    assert capsys.readouterr().err == f"PORT={text} is geen poort; kies een getal van 1 tot en met 65535.\n"


def test_says_what_to_do_when_the_port_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen()
        port = server.getsockname()[1]
        assert not is_free(port)
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(SystemExit):
            chosen_port(8000, "start")
    assert f"make start PORT={port + 1}" in capsys.readouterr().err


def test_an_empty_choice_is_the_usual_port(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = free_port()
    monkeypatch.setenv("PORT", "")
    assert chosen_port(usual, "start") == usual
