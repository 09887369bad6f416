"""Building the index anew while the portal goes on, in a build that outlives the process; and going back.

What a worker writes during a build goes to the index in use, so it is done once more on the new one. A message in the
outbox from just before the new one takes over sees to it that this also happens when the process is killed.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from basis import outbox
from basis.models import OutboxBericht
from basis.models.audit import JSONValue
from search import drift, indexing, sources
from search.analysis import ANALYSIS_VERSION
from search.engines import get_engine
from search.engines.base import Build, Engine, EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.extraction import job

logger = logging.getLogger("kenniskring.search")
REPLAY = "search.replay"
Watch = Callable[[int, int], None]
"""Is told how many rows were done, of how many."""
CLOCKS = timedelta(minutes=5)
"""How far the clocks of two machines may differ."""
SWAP = timedelta(minutes=10)
"""A build that did not take over so long after it was to do so, was killed."""
OLDEST = timedelta(days=7)
"""A build that began longer ago is not continued: the outbox does not remember everything."""


class BuildBusy(Exception):
    """Another process builds the index at this moment."""


class CannotResume(Exception):
    """The build that was interrupted is of no use any more. The message says why, in Dutch."""


def rebuild(*, resume: bool = False, engine: Engine | None = None, watch: Watch | None = None) -> int:
    """Build the index anew and let it take over; returns how many documents were written.

    With `resume` it goes on with the build that was interrupted, if there is one. Raises `BuildBusy`, `CannotResume`
    and `EngineUnavailable`; what was built until then stays, to go on with.
    """
    engine = engine or get_engine()
    # A rebuild reads no file: a worker does, and has the document written again.
    job.schedule_unread()
    with only_builder(engine):
        _forget_promises(engine)
        build = _interrupted(engine) if resume else None
        build = build or engine.begin_build(datetime.now(UTC))
        number = _fill(build, watch or (lambda _done, _of: None))
        build.finish()
        message = _promise(build)
        build.install()
        try:
            _replay(engine, build.started)
        except EngineUnavailable as error:
            # The new index is in use; the message waits for a worker that can write.
            logger.warning("a worker will replay what changed during the rebuild: %s", error)
        else:
            OutboxBericht.objects.filter(pk=message.pk, done_at=None).update(done_at=timezone.now())
        return number


def _interrupted(engine: Engine) -> Build | None:
    build = engine.unfinished_build()
    if build is None:
        return None
    if build.analysis != ANALYSIS_VERSION:
        raise CannotResume("De onafgemaakte index is van een andere analyse. Begin opnieuw, zonder --verder.")
    if build.started < datetime.now(UTC) - OLDEST:
        raise CannotResume("De onafgemaakte index is te oud. Begin opnieuw, zonder --verder.")
    return build


def _fill(build: Build, watch: Watch) -> int:
    marks = dict(build.marks)
    total = sum(sources.count(label, marks.get(label, 0)) for label in sources.labels())
    number = done = 0
    watch(done, total)
    for label in sources.labels():
        for batch in sources.batches(label, marks.get(label, 0)):
            documents = [one.document for one in batch if one.document is not None]
            marks[label] = batch[-1].pk
            # Every update wins from what a build wrote: its version is 0.
            build.add(documents, marks)
            for one in batch:
                indexing.again_at(one)
            number, done = number + len(documents), done + len(batch)
            watch(done, total)
    return number


def _forget_promises(engine: Engine) -> None:
    """Those of builds that were killed: nobody else builds now, and what is not in use by now will never be."""
    waiting = OutboxBericht.objects.pending().filter(kind=REPLAY)
    dead = [row.pk for row in waiting if row.payload["generation"] != engine.generation()]
    OutboxBericht.objects.filter(pk__in=dead).update(done_at=timezone.now())


def _promise(build: Build) -> OutboxBericht:
    """The message by which a worker does what this process may be killed before."""
    payload: dict[str, JSONValue] = {"generation": build.name, "since": build.started.isoformat()}
    with transaction.atomic():
        return outbox.enqueue(REPLAY, payload)


@outbox.handler(REPLAY)
def replay_later(message: OutboxBericht) -> None:
    """Enqueue what was carried out on the index before. Raises `TryLater` as long as the new one may take over."""
    if get_engine().generation() == message.payload["generation"]:
        targets = _carried_out_since(datetime.fromisoformat(str(message.payload["since"])))
        outbox.enqueue_many(
            indexing.UPDATE,
            ((sources.key_of(label, pk), {"model": label, "pk": pk}) for label, pk in targets),
        )
    elif message.created_at > timezone.now() - SWAP:
        raise outbox.TryLater("the new index did not take over yet")


def _replay(engine: Engine, since: datetime) -> None:
    for label, pk in _carried_out_since(since):
        indexing.write(engine, label, pk)


def _carried_out_since(since: datetime) -> set[tuple[str, int]]:
    """What a worker did, or has in hand: it may have gone to the index before."""
    messages = OutboxBericht.objects.filter(kind=indexing.UPDATE)
    done = messages.filter(done_at__gte=since - CLOCKS)
    in_hand = messages.filter(done_at=None, lease_until__isnull=False)
    payloads = (done | in_hand).values_list("payload", flat=True)
    found = {(str(payload["model"]), payload["pk"]) for payload in payloads.iterator()}
    return {(label, pk) for label, pk in found if label in sources.labels()}


def roll_back(engine: Engine | None = None) -> Iterator[drift.Difference]:
    """Let the index before take over again, and put right what changed since; tells each difference.

    Raises `BuildBusy`, `EngineUnavailable`, and `LookupError` when there is none, or none of this analysis.
    """
    engine = engine or get_engine()
    with only_builder(engine):
        engine.roll_back()
        if engine.analysis_version() != ANALYSIS_VERSION:
            engine.roll_back()
            raise LookupError("the index before is of another analysis")
        yield from drift.repair(engine)


@contextmanager
def only_builder(engine: Engine) -> Iterator[None]:
    """One process at a time; the system lets go of the lock of a process that is killed. Raises `BuildBusy`.

    An embedded index is of one machine, and so is its lock. A server is of all machines that share the database.
    """
    if isinstance(engine, EmbeddedEngine):
        with _locked_file(engine.path.with_name(f"{engine.path.name}.bouw")):
            yield
    elif connection.vendor == "postgresql":
        with _locked_database(crc32(settings.SEARCH_INDEX.encode())):
            yield
    else:
        with _locked_file(Path(settings.SEARCH_EMBEDDED_PATH).with_name(f"{settings.SEARCH_INDEX}.bouw")):
            yield


@contextmanager
def _locked_file(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildBusy(str(path)) from error
        yield


@contextmanager
def _locked_database(number: int) -> Iterator[None]:
    """A connection of its own, because the portal's may be closed and opened meanwhile."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            if not cursor.fetchone()[0]:
                raise BuildBusy(str(number))
        yield
    finally:
        own.close()
