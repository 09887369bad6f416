"""A circuit breaker: leave a server in peace that does not answer, and try again now and then."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.errors import EngineRefused, EngineSlow

FAILURES = 3
"""So many failures one after the other open it; one that cost time does so at once."""
PAUSE, LONGEST_PAUSE = 2.0, 30.0


class Breaker:
    """One for each process and purpose; threads may share it. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = 0.0
        """How long the present pause lasts; 0 when it is closed."""
        self._until = 0.0
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether the server failed and has not answered since."""
        return self._pause > 0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask the server within this. Raises `EngineUnavailable` when it must be left alone now.

        After a pause one asker at a time tries; the next pause is longer, until one gets an answer.
        """
        probes = self._enter()
        try:
            yield
        except EngineRefused:
            self._succeeded()
            raise
        except EngineUnavailable as error:
            self._failed(at_once=probes or isinstance(error, EngineSlow))
            raise
        except BaseException:
            self._leave(probes)
            raise
        else:
            self._succeeded()

    def _enter(self) -> bool:
        """Whether this asker is the one that tries."""
        with self._lock:
            if not self.is_open:
                return False
            if self._probing or self._clock() < self._until:
                raise EngineUnavailable("it failed a moment ago and is left alone")
            self._probing = True
            return True

    def _leave(self, probes: bool) -> None:
        """No verdict: something else went wrong."""
        with self._lock:
            self._probing = self._probing and not probes

    def _succeeded(self) -> None:
        with self._lock:
            self._failures, self._pause, self._probing = 0, 0.0, False

    def _failed(self, *, at_once: bool) -> None:
        with self._lock:
            self._failures += 1
            if not at_once and self._failures < FAILURES:
                return
            if self.is_open and not self._probing:
                return  # asked before it opened: that failure is known
            self._pause = min(max(PAUSE, 2 * self._pause), LONGEST_PAUSE)
            self._until = self._clock() + self._pause
            self._probing = False
