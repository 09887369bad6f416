"""Holds `search_builder`, the process that builds in forks, by its standard input and output."""

import os
import signal
import subprocess
import sys

from dev.children import end_with_parent
from dev.paths import ROOT


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
