"""`manage.py search` as processes of their own: how they end, and what is left when they are killed."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dev.children import end_with_parent
from dev.paths import ROOT
from dev.ports import free_port
from tests.database import template
from tests.faults.search_control import Builder

pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]
PATIENCE = 90.0


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


@pytest.fixture
def surroundings(tmp_path: Path, django_db_setup: None) -> dict[str, str]:
    """The environment of a host with a database and a folder of its own, and a server that is away."""
    shutil.copy(template(), tmp_path / "portaal.sqlite3")
    return {
        "KENNISKRING_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "DATABASE_URL": "",
        "SEARCH_ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": f"http://127.0.0.1:{free_port()}",
        "PROEF_INDEX": f"proces-{uuid.uuid4().hex}",
    }


@pytest.fixture
def builder(surroundings: dict[str, str]) -> Iterator[Builder]:
    """Changes the content of the host."""
    made = Builder(surroundings)
    made.ask("vul 10")
    yield made
    made.close()


class Command:
    """`manage.py search` with these words, in the background."""

    def __init__(self, surroundings: dict[str, str], *words: str) -> None:
        """Start it; what it says ends in a file of the host."""
        self.said = Path(surroundings["KENNISKRING_VAR"]) / f"gezegd-{uuid.uuid4().hex}"
        with self.said.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "search", *words],
                cwd=ROOT,
                env=os.environ | surroundings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent(signal.SIGKILL),  # noqa: PLW1509
            )

    def end(self, how: signal.Signals | None = None) -> int:
        """How it ended, by itself or because of a signal."""
        if how is not None:
            self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    @property
    def text(self) -> str:
        """All that it said."""
        return self.said.read_text()


@contextmanager
def following(surroundings: dict[str, str]) -> Iterator[Command]:
    """A process that follows, and that is gone after the block."""
    command = Command(surroundings, "follow")
    try:
        yield command
    finally:
        command.process.kill()
        command.process.wait()


def test_following_goes_on_after_kills_and_ends_cleanly(
    builder: Builder, surroundings: dict[str, str], tmp_path: Path
) -> None:
    def is_equal() -> bool:
        return builder.ask("host") == "0"

    def change(number: int) -> None:
        """So many changes; a worker elsewhere finds what they touch, and cannot write it to the server."""
        builder.ask(f"schrijf {number}")
        builder.ask("leeg")

    def is_building() -> bool:
        return any(tmp_path.glob("zoeken.sqlite3.*.building"))

    with following(surroundings) as follower:
        wait_until(is_building, "er werd niets gebouwd")
        follower.end(signal.SIGKILL)
    with following(surroundings) as follower:
        wait_until(is_equal, "de index van de host werd niet gebouwd")
        assert not is_building()
        change(6)
        wait_until(is_equal, "een wijziging kwam niet aan")
        # In the midst of it: what it has not done by now is done by the next.
        change(40)
        follower.end(signal.SIGKILL)
    change(6)
    assert not is_equal()
    with following(surroundings) as follower:
        wait_until(is_equal, "na kill -9 kwam een wijziging niet aan")
        assert follower.end(signal.SIGTERM) == 0
        assert follower.text == ""


def test_exit_codes(surroundings: dict[str, str], tmp_path: Path) -> None:
    """What a script or a monitor sees: 0 when it went well, 1 with one line that says why not."""
    surroundings["SEARCH_ENGINE"] = "embedded"

    def refused(*words: str) -> str:
        command = Command(surroundings, *words)
        assert command.end() == 1
        assert command.text.count("\n") == 1, command.text
        return command.text

    assert "Er is geen index van deze analyse" in refused("check")
    with (tmp_path / "zoeken.sqlite3.bouw").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "Er wordt al een index gebouwd" in refused("rebuild")
    assert Command(surroundings, "rebuild").end() == 0
