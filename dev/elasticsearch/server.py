"""Start, find and stop one Elasticsearch node on the loopback address."""

import os
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from dev.elasticsearch.build import server
from dev.lock import only_one
from dev.system import require_program

MAIN_CLASS = "nl.kenniskring.zoekserver.SearchServer"
MEMORY = ("-Xms384m", "-Xmx768m")
START_PATIENCE = 120.0
STOP_PATIENCE = 20.0
_BLINK = 0.2
# Nodes that outlive the call that started them; a forgotten handle would be called a leak.
_KEPT: list["Node"] = []


class ElasticsearchError(RuntimeError):
    """The node did not start; the message holds what it said."""


@dataclass
class Node:
    """A running node that we started."""

    process: subprocess.Popen[bytes]
    url: str

    def stop(self) -> None:
        """End this node, and only this one, by its process."""
        self.process.terminate()
        try:
            self.process.wait(STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _command(home: Path, port: int, owner: int, classes: Path) -> list[str]:
    java = require_program("java", "openjdk-17-jdk-headless")
    # The serial collector and the quick compiler alone: a small node that starts fast beside other work.
    options = [*MEMORY, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"]
    arguments = [f"--home={home}", f"--port={port}", f"--owner={owner}", f"--address-file={home / 'address'}"]
    return [java, *options, "-cp", f"{classes}/*", MAIN_CLASS, *arguments]


def is_ready(url: str) -> bool:
    """Whether the node answers and can hold indices."""
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def start(home: Path, *, port: int = 0, owner: int | None = None) -> Node:
    """Start a node with its data in `home`; it ends when we stop it or when the `owner` process (we) ends.

    Raises `ElasticsearchError` with the node's own words when it does not come up.
    """
    build = server()
    home.mkdir(parents=True, exist_ok=True)
    modules, address, log = home / "modules", home / "address", home / "node.log"
    for leftover in (modules, address):
        leftover.unlink(missing_ok=True)
    modules.symlink_to(build / "modules")
    with log.open("wb") as output:
        process = subprocess.Popen(
            _command(home, port, owner or os.getpid(), build / "lib"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=home,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if address.exists() and is_ready(address.read_text()):
            return Node(process, address.read_text())
        time.sleep(_BLINK)
    if process.poll() is None:
        process.kill()
    process.wait()
    raise ElasticsearchError(
        f"Elasticsearch startte niet ({log}):\n{log.read_text(errors='replace')[-4000:]}"
    )


def shared(home: Path, owner: int) -> str:
    """The URL of the one node in `home`, started by whoever comes first; it ends when `owner` ends."""
    with only_one(home.with_name(home.name + ".lock")):
        address = home / "address"
        if address.exists() and is_ready(address.read_text()):
            return address.read_text()
        node = start(home, owner=owner)
        _KEPT.append(node)
        return node.url
