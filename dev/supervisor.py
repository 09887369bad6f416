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
        """Start children with this environment, in the project's folder; from now on a signal means: stop."""
        self.environment = dict(environment)
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)

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
        """Wait for a signal or for the first child to end, then stop the rest; the name of the child that ended."""
        while self.is_whole():
            time.sleep(0.1)
        ended = None if self.stopping else self._ended()
        self.stop()
        return ended

    def _ended(self) -> str | None:
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def is_whole(self) -> bool:
        """Whether every child still runs and nobody asked to stop."""
        return not self.stopping and self._ended() is None

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
