"""kill -9 of a rebuild and of workers at every step, while changes go on: afterwards nothing is lost and nothing is stale."""

import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from dev.children import end_with_parent
from dev.paths import ROOT
from dev.ports import free_port
from tests.database import template

pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]
LESSONS = 30
"""Some batches of a rebuild."""


class Builder:
    """The process that builds, with its own database and index."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.search_builder"],
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            preexec_fn=end_with_parent(signal.SIGKILL),  # noqa: PLW1509
        )

    def ask(self, command: str) -> str:
        """Its answer to a command."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{command}\n")
        line = self.process.stdout.readline()
        assert line, f"het proces hield op bij: {command}"
        return line.strip()

    def killed(self, command: str) -> bool:
        """Whether what `command` forked was killed; it may not end in another way than by itself or so."""
        ended = self.ask(f"wacht {self.ask(command)}")
        assert ended in ("gedood", "klaar"), ended
        return ended == "gedood"

    def settle(self) -> str:
        """What differs when all that waits has been done."""
        self.ask("leeg")
        return self.ask("verschil")

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()


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
