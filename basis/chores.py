"""Regular work that a worker does beside the outbox, in threads of its own so that no message waits for it.

`@chore(every=...)` is done by every worker process, so it must do no harm when done twice at once. Work of once a day is
a message: `daily(kind, at)` puts it in the outbox once, however many workers there are, and its handler does it.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta

from django.db import close_old_connections, connections, transaction
from django.utils import timezone

from basis import outbox

Work = Callable[[], object]
RARE = timedelta(minutes=1)
"""Work that is done less often keeps no connection to the database."""
AFTER_FAILURE = timedelta(minutes=1)
DAILY_LOOK = timedelta(minutes=5)
logger = logging.getLogger("kenniskring.chores")


@dataclass(frozen=True, slots=True)
class Chore:
    """What is to be done, and how long to rest between two times."""

    name: str
    every: timedelta
    work: Work


_chores: dict[str, Chore] = {}


def chore(*, every: timedelta) -> Callable[[Work], Work]:
    """Register work for every worker, at its start and then each time after a rest of `every`."""

    def register(work: Work) -> Work:
        name = f"{work.__module__}.{work.__qualname__}"
        _chores[name] = Chore(name, every, work)
        return work

    return register


def daily(kind: str, at: time) -> None:
    """Have a message of `kind`, without content, carried out once a day, from `at` (Dutch time) on."""

    def enqueue_of_today() -> None:
        now = timezone.localtime()
        if now.time() >= at:
            with transaction.atomic():
                outbox.enqueue(kind, {}, key=f"{kind}:{now:%Y-%m-%d}")

    name = f"daily {kind}"
    _chores[name] = Chore(name, DAILY_LOOK, enqueue_of_today)


@chore(every=timedelta(hours=1))
def forget_old_messages() -> None:
    """Messages that were done long ago."""
    outbox.forget_old()


def registered() -> list[Chore]:
    """All regular work."""
    return list(_chores.values())


def do(one: Chore) -> bool:
    """Do it once; False when it failed, which is told in the log and is no reason to stop."""
    close_old_connections()
    try:
        one.work()
    except Exception:
        logger.exception("regular work %s failed", one.name)
        return False
    else:
        return True
    finally:
        if one.every > RARE:
            connections.close_all()


def start(stopping: threading.Event) -> list[threading.Thread]:
    """Do all regular work until `stopping`, each in a thread that dies with the process."""
    threads = [
        threading.Thread(target=_repeat, args=(one, stopping), name=one.name, daemon=True)
        for one in registered()
    ]
    for thread in threads:
        thread.start()
    return threads


def _repeat(one: Chore, stopping: threading.Event) -> None:
    while not stopping.is_set():
        rest = one.every if do(one) else max(one.every, AFTER_FAILURE)
        stopping.wait(rest.total_seconds())
    connections.close_all()
