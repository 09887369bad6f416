"""A whole portal on a free port with a folder of its own, started as a newcomer starts it, for tests and pictures."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.paths import ROOT
from dev.ports import HOST, free_port

START_PATIENCE = 600.0
STOP_PATIENCE = 30.0


class PortalError(RuntimeError):
    """The portal did not start; the message holds what it said."""


def answers(url: str) -> bool:
    """Whether a server answers at this address, whatever it says."""
    try:
        with urllib.request.urlopen(url, timeout=10):  # noqa: S310
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the portal with its data in `folder`; its process and its URL once it answers.

    Raises `PortalError` with its own words when it ends or takes too long.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder / "start.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "dev.start"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(port), "KENNISKRING_VAR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    url, deadline = f"http://{HOST}:{port}", time.monotonic() + START_PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if answers(url):
            return process, url
        time.sleep(0.2)
    stop(process)
    raise PortalError(f"Het portaal startte niet ({log}):\n{log.read_text(errors='replace')[-4000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End this portal, and only this one."""
    process.terminate()
    try:
        process.wait(STOP_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A portal for as long as the block lasts; gives its URL."""
    process, url = start(folder)
    try:
        yield url
    finally:
        stop(process)
