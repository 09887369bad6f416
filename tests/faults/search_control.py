"""Holds processes about the index: `search_builder` by its standard input and output, and `manage.py search`."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.children import end_with_parent
from dev.paths import ROOT

PATIENCE = 90.0


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


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Until it holds; fails with `what` when that takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


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
