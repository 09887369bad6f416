"""Keep a few programs running together: when one ends, or when we are told to stop, all of them end."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import FrameType

from dev.children import end_with_parent
from dev.paths import ROOT

PATIENCE = 10.0


class Supervisor:
    """A handful of child processes that live and die together."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start children with this environment, in the project's folder."""
        self.environment = dict(environment)
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one child in our own process group."""
        self.children[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509
        )

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def wait(self) -> str | None:
        """Wait for a signal or for the first child to end, stop the rest; the name of the child that ended."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        ended = None
        while not self.stopping and ended is None:
            ended = next((name for name, child in self.children.items() if child.poll() is not None), None)
            time.sleep(0.1)
        self.stop()
        return None if self.stopping else ended

    def stop(self) -> None:
        """End every child: first by asking, after some seconds by force."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
