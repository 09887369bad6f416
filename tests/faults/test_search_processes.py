"""`manage.py search` as processes of their own: how they end, and what is left when they are killed."""

import fcntl
import shutil
import signal
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.ports import free_port
from tests.database import template
from tests.faults.search_control import Builder, Command, following, wait_until

pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]


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
