"""kill -9 of a rebuild and of workers at every step, while changes go on: afterwards nothing is lost and nothing is stale."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from dev.ports import free_port
from tests.database import template
from tests.faults.search_control import Builder

pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]
LESSONS = 30
"""Some batches of a rebuild."""


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def builder(request: pytest.FixtureRequest, tmp_path: Path, django_db_setup: None) -> Iterator[Builder]:
    shutil.copy(template(), tmp_path / "portaal.sqlite3")
    index = f"fout-{uuid.uuid4().hex}"
    url = request.getfixturevalue("elasticsearch_url") if request.param == "elasticsearch" else ""
    made = Builder(
        {
            "KENNISKRING_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "DATABASE_URL": "",
            "SEARCH_ENGINE": request.param,
            "ELASTICSEARCH_URL": url,
            "PROEF_INDEX": index,
        }
    )
    made.ask(f"vul {LESSONS}")
    yield made
    made.close()
    if url:
        with Elasticsearch(url, request_timeout=30) as client:
            for name in client.indices.get(index=f"{index}*"):
                client.indices.delete(index=name)


STEPS = [
    "add:1", "na:add:1", "na:add:3", "finish:1", "na:finish:1", "_promise:1", "na:_promise:1", "install:1",
    "na:install:1", "_replay:1", "write:1", "na:write:2",
]  # fmt: skip


def test_a_rebuild_that_is_killed_at_any_step(builder: Builder) -> None:
    assert not builder.killed("bouw -")
    for step in STEPS:
        pid = builder.ask(f"bouw {step}")
        # While it builds, and a worker carries it out on the index that is in use then.
        builder.ask("schrijf 6")
        builder.ask("leeg")
        assert builder.ask(f"wacht {pid}") == "gedood", step
        assert builder.settle() == "0 0", step


def test_a_rebuild_that_was_killed_is_continued(builder: Builder) -> None:
    assert not builder.killed("bouw -")
    assert builder.killed("bouw na:add:6")
    builder.ask("schrijf 6")
    builder.ask("leeg")
    assert builder.ask("half") != "geen"
    assert builder.killed("verder na:add:2")
    builder.ask("schrijf 3")
    assert not builder.killed("verder -")
    assert builder.ask("half") == "geen"
    assert builder.settle() == "0 0"


WORKER_STEPS = [
    "na:claim:1",
    "next_number:1",
    "na:next_number:2",
    "write:2",
    "na:write:3",
    "_settle:1",
    "na:_settle:2",
]


def test_a_worker_that_is_killed_between_any_two_steps(builder: Builder) -> None:
    assert not builder.killed("bouw -")
    for step in WORKER_STEPS:
        builder.ask("schrijf 8")
        assert builder.killed(f"werk {step}"), step
        assert builder.settle() == "0 0", step


@pytest.mark.elasticsearch
@pytest.mark.parametrize("builder", ["elasticsearch"], indirect=True)
def test_five_hundred_changes_while_the_server_is_away(builder: Builder, elasticsearch_url: str) -> None:
    assert not builder.killed("bouw -")
    builder.ask(f"server http://127.0.0.1:{free_port()}")
    for _turn in range(5):
        builder.ask("schrijf 100")
        builder.ask("beurt")
    builder.ask(f"server {elasticsearch_url}")
    assert builder.settle() == "0 0"
