"""Programs that we start end when we end, however we end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from dev import postgres
from dev.paths import ROOT

pytestmark = pytest.mark.fault


def is_gone(pid: int, patience: float = 15.0) -> bool:
    """Whether the process ends before the patience runs out."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def python(code: str) -> subprocess.Popen[str]:
    """A Python of ours that runs this code and prints what we need to know."""
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


SUPERVISED = """
import os, sys
from dev.supervisor import Supervisor
supervisor = Supervisor(os.environ)
for name in ("een", "twee"):
    supervisor.start(name, [sys.executable, "-c", "import time; time.sleep(60)"])
print(*(child.pid for child in supervisor.children.values()), flush=True)
print("ended:", supervisor.wait(), flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_children_end_with_their_supervisor(how: signal.Signals) -> None:
    with python(SUPERVISED) as supervisor:
        children = [int(pid) for pid in first_line(supervisor).split()]
        supervisor.send_signal(how)
        supervisor.wait(20)
        assert all(is_gone(pid) for pid in children)


def test_when_one_child_ends_the_other_ends_too() -> None:
    with python(SUPERVISED) as supervisor:
        one, other = (int(pid) for pid in first_line(supervisor).split())
        os.kill(one, signal.SIGKILL)
        assert first_line(supervisor) == "ended: een"
        assert is_gone(other)


def test_postgresql_serves_on_loopback_and_is_gone_afterwards() -> None:
    with postgres.running() as url:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT current_setting('listen_addresses'), 'café' || 1").fetchone()
        assert row == ("127.0.0.1", "café1")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=5)


def test_postgresql_ends_when_its_starter_is_killed() -> None:
    code = """
from dev import postgres
with postgres.running() as url:
    print(url, flush=True)
    input()
"""
    starter = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with starter:
        url = first_line(starter)
        starter.kill()
        starter.wait(20)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return
        time.sleep(0.2)
    pytest.fail("PostgreSQL bleef draaien")
