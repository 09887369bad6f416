"""Enqueue, claim and carry out side effects: at least once, in order of change, with lease and back-off.

A handler must be idempotent: it can be called again after a crash. Handlers that only write to the database
are exactly-once, because their write and the mark `done_at` share one transaction. A slow handler says `slow=True`: it
runs outside a transaction, so that it keeps no lock on the database while it works. Of waiting messages of one kind with
one `subject` only the last is carried out: such a handler does what is true by then.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from basis.models.audit import JSONValue
from basis.models.outbox import OutboxBericht

Handler = Callable[[OutboxBericht], None]
LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
LONGEST_WAIT = 15
KEEP_DONE = timedelta(days=30)
logger = logging.getLogger("kenniskring.outbox")
_handlers: dict[str, Handler] = {}
_slow: set[str] = set()


def handler(kind: str, *, slow: bool = False) -> Callable[[Handler], Handler]:
    """Register the function that carries out messages of `kind`; a `slow` one opens its own transactions."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        if slow:
            _slow.add(kind)
        return function

    return register


def enqueue(
    kind: str,
    payload: dict[str, JSONValue],
    key: str | None = None,
    *,
    subject: str = "",
    at: datetime | None = None,
) -> OutboxBericht:
    """Write a side effect in the present transaction, not to be carried out before `at`.

    With a `key` that is there already, nothing is added. Raises `RuntimeError` outside a transaction, where a crash
    could lose it, and `KeyError` for an unknown kind.
    """
    _check(kind)
    values = {"kind": kind, "payload": payload, "subject": subject, "available_at": at or timezone.now()}
    if key is None:
        return OutboxBericht.objects.create(**values)
    return OutboxBericht.objects.get_or_create(key=key, defaults=values)[0]


def enqueue_many(kind: str, payloads: Iterable[tuple[str, dict[str, JSONValue]]]) -> None:
    """The same for many at once, each with its subject."""
    _check(kind)
    OutboxBericht.objects.bulk_create(
        [OutboxBericht(kind=kind, subject=subject, payload=payload) for subject, payload in payloads],
        batch_size=500,
    )


def _check(kind: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an outbox message belongs in the transaction of its change")
    if kind not in _handlers:
        raise KeyError(f"no outbox handler for {kind!r}")


def next_number() -> int:
    """A number later than that of every message and every one given out before; it is given out once.

    Numbers of messages do not do for "who read last": a transaction with a lower one may end later.
    """
    with transaction.atomic():
        number: int = OutboxBericht.objects.create(kind="nummer", done_at=timezone.now()).pk
        OutboxBericht.objects.filter(pk=number).delete()
    return number


def worker_name() -> str:
    """A name for this process, to hold leases with."""
    return f"{socket.gethostname()}:{os.getpid()}"[:80]


def claim(worker: str, limit: int = 20) -> list[OutboxBericht]:
    """Lease up to `limit` due messages to `worker`, oldest first; no two workers get the same one."""
    if not OutboxBericht.objects.claimable().exists():
        return []  # an idle worker takes no write lock
    with transaction.atomic():
        due = OutboxBericht.objects.claimable()
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        batch = list(due[:limit])
        for message in batch:
            message.leased_by, message.lease_until = worker, timezone.now() + LEASE
            message.attempts += 1
        OutboxBericht.objects.bulk_update(batch, ["leased_by", "lease_until", "attempts"])
    return batch


class TryLater(Exception):
    """What the handler needs is away: the message waits as long as it takes, and is never given up."""


class LeaseLost(Exception):
    """Another worker took the message over; whatever was written for it is rolled back."""


def carry_out(message: OutboxBericht, worker: str) -> bool:
    """Run the handler of a leased message and mark it done, or put it back with a delay. True when done."""
    superseded = bool(message.subject) and _has_successor(message, worker)
    try:
        if message.kind in _slow and not superseded:
            _handlers[message.kind](message)
        with transaction.atomic():
            if message.kind not in _slow and not superseded:
                _handlers[message.kind](message)
            _settle(message, worker, done_at=timezone.now(), lease_until=None, error="")
    except LeaseLost:
        logger.warning("lease of %s was lost", message)
        return False
    except TryLater as error:
        logger.warning("outbox message %s waits: %s", message, error)
        _wait(message, worker, error)
        return False
    except Exception as error:
        logger.exception("outbox message %s failed (attempt %s)", message, message.attempts)
        _put_back(message, worker, error)
        return False
    return True


def _settle(message: OutboxBericht, worker: str, **values: object) -> None:
    held = OutboxBericht.objects.filter(pk=message.pk, leased_by=worker, done_at=None)
    if not held.update(**values):
        raise LeaseLost(str(message))


def _has_successor(message: OutboxBericht, worker: str) -> bool:
    """Whether a later message on the same subject is due that nobody began: it will see this one's change too."""
    later = OutboxBericht.objects.pending().filter(
        Q(lease_until=None) | Q(leased_by=worker),
        kind=message.kind,
        subject=message.subject,
        pk__gt=message.pk,
        available_at__lte=timezone.now(),
    )
    return later.exists()


def _wait(message: OutboxBericht, worker: str, error: TryLater) -> None:
    OutboxBericht.objects.filter(pk=message.pk, leased_by=worker, done_at=None).update(
        lease_until=None,
        error=str(error)[:2000],
        # Waiting is not failing: it leaves enough attempts for the day that it can be done.
        attempts=min(message.attempts, MAX_ATTEMPTS // 2),
        available_at=timezone.now() + timedelta(seconds=min(2**message.attempts, LONGEST_WAIT)),
    )


def _put_back(message: OutboxBericht, worker: str, error: Exception) -> None:
    now = timezone.now()
    values: dict[str, object] = {"lease_until": None, "error": f"{type(error).__name__}: {error}"[:2000]}
    if message.attempts >= MAX_ATTEMPTS:
        values["dead_at"] = now
    else:
        values["available_at"] = now + timedelta(seconds=min(5 * 2**message.attempts, 3600))
    OutboxBericht.objects.filter(pk=message.pk, leased_by=worker, done_at=None).update(**values)


def drain(worker: str | None = None) -> int:
    """Carry out everything that is due; returns how many messages were done."""
    name, done = worker or worker_name(), 0
    while batch := claim(name):
        done += sum(carry_out(message, name) for message in batch)
    return done


def revive(message: OutboxBericht) -> None:
    """Give a message that was given up a fresh set of attempts."""
    OutboxBericht.objects.filter(pk=message.pk).exclude(dead_at=None).update(
        dead_at=None, attempts=0, available_at=timezone.now(), lease_until=None
    )


def forget_old() -> int:
    """Remove messages that were done long ago; returns how many."""
    return OutboxBericht.objects.filter(done_at__lt=timezone.now() - KEEP_DONE).delete()[0]
