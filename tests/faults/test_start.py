"""`make start` is repeatable, keeps what is there, stays small and leaves nothing running."""

import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from dev import portal
from tests.faults.test_services import is_gone

# A first start migrates, compresses every static file and loads all demo content.
pytestmark = [pytest.mark.fault, pytest.mark.alone, pytest.mark.timeout(900)]

MOST_MEMORY = 500 * 1024


def descendants(pid: int) -> list[int]:
    """A process and everything that it started, as far as it still runs."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [pid, *(one for child in children for one in descendants(child))]


def resident_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def rows(folder: Path) -> dict[str, int]:
    """How many rows each table holds, apart from what running itself writes."""
    with sqlite3.connect(folder / "portaal.sqlite3") as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    passing = ("django_session", "basis_outbox", "sqlite_", "django_tasks")
    return {name: count for name, count in counts.items() if not name.startswith(passing)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a portal that was started once and stopped as with Ctrl-C."""
    folder = tmp_path_factory.mktemp("portaal")
    process, _url = portal.start(folder)
    os.killpg(process.pid, signal.SIGINT)
    process.wait(30)
    assert (folder / "start.log").read_text().rstrip().endswith("Gestopt.")
    return folder


def preparation(folder: Path) -> dict[str, int]:
    """When each part of the preparation was last done: the stamps that it leaves."""
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.stamp")}


def test_a_second_start_prepares_and_changes_nothing(folder: Path) -> None:
    before, prepared = rows(folder), preparation(folder)
    assert len(prepared) == 3
    with portal.running(folder):
        assert rows(folder) == before
    assert preparation(folder) == prepared
    assert "Ik " not in (folder / "start.log").read_text()


def test_what_someone_made_survives_a_start(folder: Path) -> None:
    with sqlite3.connect(folder / "portaal.sqlite3") as connection:
        connection.execute("UPDATE kring_organisatie SET website = 'https://eigen.example' WHERE id = 1")
    # Even when all of the preparation runs again.
    for stamp in folder.glob("*.stamp"):
        stamp.unlink()
    with portal.running(folder), sqlite3.connect(folder / "portaal.sqlite3") as connection:
        row = connection.execute("SELECT website FROM kring_organisatie WHERE id = 1").fetchone()
    assert row == ("https://eigen.example",)


def test_stays_small_and_prints_the_accounts(folder: Path) -> None:
    process, url = portal.start(folder)
    try:
        for path in ("/", "/zoeken?q=sroi", "/begrippen", "/lessen", "/beheer/"):
            assert portal.answers(url + path)
        used = sum(resident_kilobytes(pid) for pid in descendants(process.pid))
        said = (folder / "start.log").read_text()
    finally:
        portal.stop(process)
    assert used < MOST_MEMORY
    assert "Het portaal draait op http://localhost:" in said
    assert "coordinator@demo.example" in said


def kill_child(process: subprocess.Popen[bytes], words: str, patience: float = 20.0) -> None:
    """Kill the child with these words in its command line, as soon as it is there."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        for pid in descendants(process.pid)[1:]:
            if words in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                os.kill(pid, signal.SIGKILL)
                return
        time.sleep(0.1)
    pytest.fail(f"geen kind '{words}'")


@pytest.mark.parametrize(("child", "said"), [("-m gunicorn", "de server"), ("manage.py worker", "de werker")])
def test_says_it_when_a_part_dies_and_leaves_nothing_behind(folder: Path, child: str, said: str) -> None:
    process, url = portal.start(folder)
    kill_child(process, child)
    assert process.wait(30) == 1
    assert f"want {said} hield er vanzelf mee op" in (folder / "start.log").read_text()
    # The process that answers requests looks once a second whether the one that started it is still there.
    deadline = time.monotonic() + 20.0
    while portal.answers(url) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not portal.answers(url)


def test_a_killed_start_leaves_nothing_behind(folder: Path) -> None:
    process, url = portal.start(folder)
    family = descendants(process.pid)
    process.kill()
    process.wait(30)
    assert all(is_gone(pid) for pid in family)
    assert not portal.answers(url)
