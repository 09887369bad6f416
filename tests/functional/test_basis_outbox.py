"""The outbox: written with the change, carried out after it, never lost, never twice."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from basis import outbox
from basis.mail import queue_rendered
from basis.models import OutboxBericht

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Broken(Exception):
    """What the test's handler raises."""


@pytest.fixture
def calls() -> Iterator[list[int]]:
    """A handler `test.count` that counts its calls and fails while the payload says so."""
    seen: list[int] = []

    @outbox.handler("test.count")
    def count(message: OutboxBericht) -> None:
        seen.append(message.pk)
        if message.payload.get("fail"):
            raise Broken("kapot")

    yield seen
    del outbox._handlers["test.count"]


def enqueue(key: str | None = None, **payload: bool) -> OutboxBericht:
    """A message in a transaction of its own."""
    with transaction.atomic():
        return outbox.enqueue("test.count", dict(payload), key)


def test_done_once(calls: list[int]) -> None:
    """A message is carried out once, however often the worker looks."""
    enqueue()
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert len(calls) == 1


def test_rolled_back_change_has_no_side_effect(calls: list[int]) -> None:
    """What did not happen tells nobody."""

    def change() -> None:
        with transaction.atomic():
            outbox.enqueue("test.count", {})
            raise Broken

    with pytest.raises(Broken):
        change()
    assert outbox.drain() == 0


def test_same_key_is_one_message(calls: list[int]) -> None:
    """A repeated request adds nothing."""
    assert enqueue("k").pk == enqueue("k").pk
    assert OutboxBericht.objects.count() == 1


def test_unknown_kind_is_refused_at_once() -> None:
    """A typing error shows where it was made, not in the worker."""
    with pytest.raises(KeyError), transaction.atomic():
        outbox.enqueue("no.such", {})


@pytest.mark.django_db(transaction=False)
def test_failure_waits_longer_each_time_and_is_given_up(calls: list[int]) -> None:
    """Back-off doubles; after the last attempt a person has to look, and can revive it."""
    message = enqueue(fail=True)
    waits = []
    for _attempt in range(outbox.MAX_ATTEMPTS):
        OutboxBericht.objects.update(available_at=timezone.now())
        outbox.drain()
        message.refresh_from_db()
        waits.append(message.available_at - timezone.now())
    assert waits[:-1] == sorted(waits[:-1])
    assert "kapot" in message.error
    assert OutboxBericht.objects.dead().get() == message
    outbox.revive(message)
    assert OutboxBericht.objects.pending().get() == message


def test_a_lease_keeps_others_off_until_it_runs_out(calls: list[int]) -> None:
    """A killed worker holds a message for at most the lease."""
    enqueue()
    assert len(outbox.claim("first")) == 1
    assert outbox.claim("second") == []
    OutboxBericht.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert len(outbox.claim("second")) == 1


def test_work_of_a_lost_lease_is_rolled_back(calls: list[int]) -> None:
    """When another took over, the late worker's result does not count."""
    enqueue()
    (message,) = outbox.claim("late")
    OutboxBericht.objects.update(leased_by="other")
    assert outbox.carry_out(message, "late") is False
    message.refresh_from_db()
    assert message.done_at is None


def test_mail_leaves_through_the_outbox() -> None:
    """Nothing is sent in the transaction; afterwards once, with a Message-ID of the queue."""
    with transaction.atomic():
        queue_rendered("Onderwerp", "Tekst", ["lid@test.example"])
    assert mail.outbox == []
    outbox.drain()
    assert [message.subject for message in mail.outbox] == ["Onderwerp"]
    assert mail.outbox[0].extra_headers["Message-ID"].startswith("<outbox-")


def test_old_done_messages_are_forgotten(calls: list[int]) -> None:
    """Housekeeping removes what was done long ago and nothing else."""
    enqueue()
    outbox.drain()
    enqueue()
    OutboxBericht.objects.exclude(done_at=None).update(done_at=timezone.now() - timedelta(days=31))
    assert outbox.forget_old() == 1
    assert OutboxBericht.objects.pending().count() == 1


def test_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A side effect that a crash could lose is not accepted."""
    monkeypatch.setattr("basis.outbox.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError):
        queue_rendered("Onderwerp", "Tekst", ["lid@test.example"])
