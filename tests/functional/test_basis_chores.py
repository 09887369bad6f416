"""Regular work beside the outbox."""

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from basis import chores, outbox
from basis.models import OutboxBericht

KIND = "test.daily"


@pytest.fixture
def own_chores(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No other work than the test's own; what was done is in the list."""
    monkeypatch.setattr(chores, "_chores", {})
    monkeypatch.setattr(outbox, "_handlers", dict(outbox._handlers))
    done: list[str] = []
    outbox.handler(KIND)(lambda message: done.append(str(message.key)))
    return done


def test_work_of_once_a_day_is_done_once_a_day(db: None, own_chores: list[str]) -> None:
    chores.daily(KIND, time(3))
    (one,) = chores.registered()
    # Half past two, half past three and half past four in Amsterdam, and the next day.
    moments = [datetime(2026, 11, 21, hour, 30, tzinfo=UTC) for hour in (1, 2, 3)]
    for moment in (*moments, datetime(2026, 11, 22, 2, 30, tzinfo=UTC)):
        with time_machine.travel(moment, tick=False):
            assert one.work() is None
            outbox.drain()
    assert own_chores == [f"{KIND}:2026-11-21", f"{KIND}:2026-11-22"]
    assert OutboxBericht.objects.filter(kind=KIND).count() == 2


def test_a_failure_is_told_and_ends_nothing(db: None, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise RuntimeError("proef")

    assert not chores.do(chores.Chore("proef", timedelta(seconds=1), broken))
    assert "regular work proef failed" in caplog.text


def test_threads_work_again_and_again_until_told_to_stop(own_chores: list[str]) -> None:
    often = threading.Semaphore(0)
    chores.chore(every=timedelta(milliseconds=1))(often.release)
    stopping = threading.Event()
    threads = chores.start(stopping)
    for _ in range(3):
        assert often.acquire(timeout=60)
    stopping.set()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
