"""kill -9 of workers at any point: no side effect is lost, and one that is only in the database happens once."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dev import postgres
from dev.children import end_with_parent
from dev.paths import ROOT, python
from tests.database import template

pytestmark = [pytest.mark.fault, pytest.mark.timeout(400)]
MESSAGES = 200
KILLS = 14
# Two workers of one round touch fewer messages than this, so that neither waits for work.
ENOUGH = 100
PATIENCE = 120.0
Query = Callable[[str], list[tuple[Any, ...]]]


class Workshop:
    """The process that forks workers, with the database that they work on."""

    def __init__(self, environment: dict[str, str], query: Query) -> None:
        """Start it; `query` runs SQL on the same database."""
        self.query = query
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.outbox_workers"],
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            preexec_fn=end_with_parent(signal.SIGKILL),  # noqa: PLW1509
        )

    def ask(self, command: str) -> None:
        """Send a command."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")

    def hear(self, *first: str) -> list[str]:
        """The words of the next line that begins with one of these words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            words = line.split()
            if words[0] in first:
                return words
        raise AssertionError("het proces met de werkers hield op")

    def new_worker(self) -> int:
        """The number of a worker that has just begun."""
        self.ask("werker")
        return int(self.hear("werker")[1])

    def pending(self) -> int:
        """How many messages are neither done nor given up."""
        sql = "SELECT count(*) FROM basis_outboxbericht WHERE done_at IS NULL AND dead_at IS NULL"
        return int(self.query(sql)[0][0])

    def let_leases_run_out(self) -> None:
        """As a minute later: what killed workers held is free again."""
        self.query(
            "UPDATE basis_outboxbericht SET lease_until = '2020-01-01 00:00:00+00:00' WHERE lease_until IS NOT NULL"
        )

    def close(self) -> None:
        """End it with its workers."""
        self.process.kill()
        self.process.communicate()


def on_sqlite(path: Path) -> Query:
    """Runs SQL on this file."""

    def query(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
            return connection.execute(sql).fetchall()

    return query


def on_postgres(url: str) -> Query:
    """Runs SQL on this server."""

    def query(sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(url) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    return query


@pytest.fixture
def sqlite_workshop(tmp_path: Path, django_db_setup: None) -> Iterator[Workshop]:
    """Workers on a SQLite file, with the durable settings of the demo."""
    path = tmp_path / "portaal.sqlite3"
    shutil.copy(template(), path)
    found = {
        "KENNISKRING_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "DATABASE_URL": "",
    }
    workshop = Workshop(found, on_sqlite(path))
    yield workshop
    workshop.close()


@pytest.fixture
def postgres_workshop(tmp_path: Path) -> Iterator[Workshop]:
    """Workers on a PostgreSQL of this test's own."""
    with postgres.running() as url:
        found = {
            "KENNISKRING_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings.demo", "DATABASE_URL": url,
        }  # fmt: skip
        subprocess.run(
            [python(), "manage.py", "migrate", "-v0"], cwd=ROOT, env=os.environ | found, check=True
        )
        workshop = Workshop(found, on_postgres(url))
        yield workshop
        workshop.close()


def kill_again_and_again(workshop: Workshop) -> int:
    """Let two workers work and kill them somewhere, until it has been done often; how many were killed."""
    killed = 0
    while killed < KILLS and workshop.pending() > ENOUGH:
        workers = {workshop.new_worker(), workshop.new_worker()}
        while workers:
            pid = "0"
            for _line in range(random.randint(1, 12)):  # noqa: S311
                _word, pid, _message = workshop.hear("bezig", "gedaan")
            # Between two writes, in the middle of one, or just after.
            time.sleep(random.uniform(0, 0.004))  # noqa: S311
            if int(pid) in workers:
                os.kill(int(pid), signal.SIGKILL)
                workers.remove(int(pid))
                killed += 1
        workshop.let_leases_run_out()
    return killed


def finish(workshop: Workshop) -> None:
    """One worker that nobody kills does the rest."""
    worker, deadline = workshop.new_worker(), time.monotonic() + PATIENCE
    while workshop.pending() and time.monotonic() < deadline:
        time.sleep(0.1)
    os.kill(worker, signal.SIGTERM)


def check(workshop: Workshop) -> None:
    """Fill the outbox, kill, finish, and count what happened."""
    workshop.ask(f"zet {MESSAGES}")
    workshop.hear("gezet")
    assert kill_again_and_again(workshop) >= KILLS // 2
    finish(workshop)
    assert workshop.query("SELECT count(*) FROM basis_outboxbericht WHERE done_at IS NULL") == [(0,)]
    effects = Counter(workshop.query("SELECT object_pk FROM basis_auditregel WHERE verb = 'test.effect'"))
    asked = {
        (str(key),)
        for (key,) in workshop.query("SELECT id FROM basis_outboxbericht WHERE kind = 'test.effect'")
    }
    assert len(asked) == MESSAGES
    assert set(effects) == asked
    assert set(effects.values()) == {1}
    # The demo's post box recognises a repeated mail by its Message-ID, as a mail server does.
    subjects = workshop.query("SELECT subject FROM basis_postvakbericht")
    assert sorted(subjects) == sorted((f"Bericht {number}",) for number in range(MESSAGES))


def test_killed_workers_on_sqlite(sqlite_workshop: Workshop) -> None:
    check(sqlite_workshop)


def test_killed_workers_on_postgresql(postgres_workshop: Workshop) -> None:
    check(postgres_workshop)
