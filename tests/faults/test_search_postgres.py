"""Search with PostgreSQL as the database: what only a server with many transactions at once can do wrong."""

import os
import signal
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zlib import crc32

import psycopg
import pytest
from elasticsearch import Elasticsearch

from dev import postgres
from dev.paths import ROOT, python
from dev.ports import free_port
from tests.faults.search_control import Builder, following, wait_until

pytestmark = [pytest.mark.fault, pytest.mark.timeout(400)]
MakeBuilder = Callable[..., Builder]


@pytest.fixture(scope="module")
def migrated() -> Iterator[str]:
    """A server of these tests' own; its first database holds the tables and is copied for each test."""
    with postgres.running() as url:
        surroundings = {"DJANGO_SETTINGS_MODULE": "portal.settings.demo", "DATABASE_URL": url}
        subprocess.run(
            [python(), "manage.py", "migrate", "-v0"], cwd=ROOT, env=os.environ | surroundings, check=True
        )
        yield url


@pytest.fixture
def database(migrated: str) -> str:
    """The address of a database of this test's own."""
    name = f"proef_{uuid.uuid4().hex}"
    with closing(psycopg.connect(migrated.rpartition("/")[0] + "/template1", autocommit=True)) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE postgres")
    return f"{migrated.rpartition('/')[0]}/{name}"


@pytest.fixture
def surroundings(database: str, tmp_path: Path) -> dict[str, str]:
    """A host on that database, with a search server that is away."""
    return {
        "KENNISKRING_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "DATABASE_URL": database,
        "SEARCH_ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": f"http://127.0.0.1:{free_port()}",
        "PROEF_INDEX": f"postgres-{uuid.uuid4().hex}",
    }


@pytest.fixture
def make_builder(surroundings: dict[str, str]) -> Iterator[MakeBuilder]:
    """Starts the process that changes and builds, with some content."""
    made: list[Builder] = []

    def make(**more: str) -> Builder:
        builder = Builder(surroundings | more)
        made.append(builder)
        builder.ask("vul 20")
        return builder

    yield make
    for builder in made:
        builder.close()


@pytest.fixture
def other(database: str) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
    """A second connection to the database, which begins a transaction with its first words."""
    with closing(psycopg.connect(database)) as connection:
        yield connection


ENQUEUE = """
    INSERT INTO basis_outboxbericht
        (kind, payload, subject, created_at, available_at, attempts, leased_by, error)
    SELECT 'search.update', jsonb_build_object('model', 'kennis.Les', 'pk', %(les)s::int),
        'kennis.les:' || %(les)s, now(), now(), 0, '', ''
    RETURNING id
"""


def change_a_lesson(other: "psycopg.Connection[tuple[Any, ...]]") -> int:
    """As an action does, in a transaction that has not ended; returns the number of its message."""
    # One that the builder leaves alone, or it would wait for us.
    (les,) = other.execute("SELECT page_ptr_id FROM kennis_les ORDER BY 1 OFFSET 10").fetchone() or (0,)
    other.execute("UPDATE wagtailcore_page SET title = 'Het laatst' WHERE id = %s", [les])
    (number,) = other.execute(ENQUEUE, {"les": les}).fetchone() or (0,)
    return int(number)


@pytest.mark.parametrize("engine", ["embedded", "elasticsearch"])
def test_a_change_that_ends_after_later_ones_is_not_lost(
    make_builder: MakeBuilder, other: "psycopg.Connection[tuple[Any, ...]]", engine: str
) -> None:
    """For the engine in use, and for the index that a host follows with."""
    builder = make_builder(SEARCH_ENGINE=engine)
    assert builder.ask(f"wacht {builder.ask('bouw -')}") == "klaar" if engine == "embedded" else True
    catch_up = "leeg" if engine == "embedded" else "volg"
    builder.ask(catch_up)
    early = change_a_lesson(other)
    builder.ask("schrijf 5")
    builder.ask("leeg")
    builder.ask(catch_up)
    assert builder.ask("host") == "0"
    with closing(psycopg.connect(other.info.dsn)) as looking:
        (latest,) = looking.execute("SELECT max(id) FROM basis_outboxbericht").fetchone() or (0,)
    assert latest > early
    other.commit()
    assert builder.ask("host") == "1"
    builder.ask(catch_up)
    assert builder.ask("host") == "0"


def test_two_workers_do_everything_once(
    make_builder: MakeBuilder, other: "psycopg.Connection[tuple[Any, ...]]"
) -> None:
    builder = make_builder(SEARCH_ENGINE="embedded")
    assert builder.ask(f"wacht {builder.ask('bouw -')}") == "klaar"
    other.execute("DELETE FROM basis_outboxbericht")
    other.commit()
    builder.ask("schrijf 60")
    workers = [builder.ask("werk -") for _worker in range(2)]
    assert [builder.ask(f"wacht {worker}") for worker in workers] == ["klaar", "klaar"]
    rows = other.execute(
        "SELECT attempts, leased_by, done_at IS NOT NULL FROM basis_outboxbericht"
    ).fetchall()
    assert {(attempts, is_done) for attempts, _worker, is_done in rows} == {(1, True)}
    assert len({worker for _attempts, worker, _is_done in rows}) == 2
    assert builder.ask("verschil") == "0 0"


@pytest.mark.elasticsearch
def test_one_builder_at_a_time_whichever_host(
    make_builder: MakeBuilder,
    other: "psycopg.Connection[tuple[Any, ...]]",
    surroundings: dict[str, str],
    elasticsearch_url: str,
) -> None:
    index = surroundings["PROEF_INDEX"]
    builder = make_builder(ELASTICSEARCH_URL=elasticsearch_url)
    try:
        other.execute("SELECT pg_advisory_lock(%s)", [crc32(index.encode())])
        assert builder.ask(f"wacht {builder.ask('bouw -')}") == "fout"
        other.execute("SELECT pg_advisory_unlock(%s)", [crc32(index.encode())])
        # Whoever is killed while it builds keeps nobody out.
        assert builder.killed("bouw na:add:1")
        assert not builder.killed("bouw -")
        assert builder.settle() == "0 0"
    finally:
        with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
            for name in client.indices.get(index=f"{index}*"):
                client.indices.delete(index=name)


def test_following_outlives_a_restart_of_the_database(
    make_builder: MakeBuilder, other: "psycopg.Connection[tuple[Any, ...]]", surroundings: dict[str, str]
) -> None:
    builder = make_builder()

    def is_equal() -> bool:
        return builder.ask("host") == "0"

    with following(surroundings) as follower:
        wait_until(is_equal, "de index van de host werd niet gebouwd")
        # As the database does when it stops; all of this test's other processes connect anew by themselves.
        mine = other.info.backend_pid
        builder.ask("dicht")
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> %s",
            [mine],
        )
        other.commit()
        builder.ask("schrijf 6")
        builder.ask("leeg")
        wait_until(is_equal, "na een verbroken verbinding kwam een wijziging niet aan")
        assert follower.end(signal.SIGTERM) == 0
