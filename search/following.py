"""Keeping the embedded index of this host warm while Elasticsearch is the engine, from the messages of the same outbox.

Every host follows by itself, with a position in its own file (`engines.embedded.position`); carrying messages out remains
the worker's work. Like there, a message only says what changed, and what is written is what is true by then.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from django.db.models import Max, QuerySet
from django.utils import timezone

from basis import outbox
from basis.chores import chore
from basis.models import OutboxBericht
from search import sources
from search.documents import SearchDocument
from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine, position
from search.engines.embedded.position import Position, Row
from search.indexing import UPDATE

EVERY = timedelta(seconds=1)
SETTLED = timedelta(minutes=30)
"""No transaction lasts this long: a message made before it can be seen by now, whatever its number."""
TOO_OLD = outbox.KEEP_DONE - timedelta(days=1)
LOOK = timedelta(hours=1)
BATCH = 200
logger = logging.getLogger("kenniskring.search")


@chore(every=EVERY)
def follow_when_needed() -> None:
    """Work of every worker: whoever comes first on a host follows."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        follow(EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_PATH)))


def follow(engine: EmbeddedEngine) -> int:
    """Bring the file of `engine` up to date; returns how many documents were written, 0 when another process is at it.

    Builds the file anew when it cannot be brought up to date. Raises `EngineUnavailable` when the file cannot be written.
    """
    with position.alone(engine.path) as is_ours:
        if not is_ours:
            return 0
        try:
            known = position.read(engine.path)
            if known is None or _has_lost_track(known):
                return _build(engine)
            return _catch_up(engine, known)
        except (sqlite3.DatabaseError, EngineUnavailable) as error:
            if not _is_damage(error):
                raise
            logger.exception("the embedded index is damaged and is built anew")
            return _build(engine)


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is broken: not merely locked, or on a full disk."""
    return sqlite3.DatabaseError in (type(error), type(error.__cause__))


def _messages() -> QuerySet[OutboxBericht]:
    return OutboxBericht.objects.filter(kind=UPDATE)


def _settled_number(now: datetime, above: int = 0) -> int:
    """The highest number, `above` or higher, below which nothing can appear any more."""
    old = _messages().filter(pk__gt=above, created_at__lt=now - SETTLED).order_by("-pk")
    return old.values_list("pk", flat=True).first() or above


def _has_lost_track(known: Position) -> bool:
    """Whether messages were removed before we saw them, or the database is another one."""
    if known.looked_at < timezone.now() - TOO_OLD:
        return True
    highest = OutboxBericht.objects.aggregate(number=Max("pk"))["number"]
    return highest is not None and highest < known.settled


def _build(engine: EmbeddedEngine) -> int:
    """Build the file from the database. What was committed before that is in it, whatever comes after is done again."""
    now = timezone.now()
    settled = _settled_number(now)
    done = frozenset(_messages().filter(pk__gt=settled).values_list("pk", flat=True))
    later: dict[Row, datetime] = {}
    number = engine.rebuild(_documents(later), 0)
    position.begin(engine.path, Position(settled, done, now, later))
    logger.info("built the embedded index: %s documents", number)
    return number


def _documents(later: dict[Row, datetime]) -> Iterator[SearchDocument]:
    """All documents; puts into `later` when the clock changes them."""
    for label in sources.labels():
        for batch in sources.batches(label):
            for found in batch:
                if found.changes_at is not None:
                    later[found.label, str(found.pk)] = found.changes_at
                if found.document is not None:
                    yield found.document


def _catch_up(engine: EmbeddedEngine, known: Position) -> int:
    """Carry out every message that was not done here yet, and what the clock changed."""
    now = timezone.now()
    settled = _settled_number(now, known.settled)
    numbers = _messages().filter(pk__gt=known.settled).order_by("pk").values_list("pk", flat=True)
    waiting = [number for number in numbers.iterator() if number not in known.done]
    version = max((known.settled, *known.done, *waiting))
    due = [row for row, moment in known.later.items() if moment <= now]
    written = _write(engine, due, [], version)
    for start in range(0, len(waiting), BATCH):
        part = waiting[start : start + BATCH]
        payloads = _messages().filter(pk__in=part).order_by("pk").values_list("payload", flat=True)
        rows = dict.fromkeys((str(payload["model"]), str(payload["pk"])) for payload in payloads)
        written += _write(engine, list(rows), part, version)
    if settled > known.settled or now - known.looked_at > LOOK:
        position.settle(engine.path, settled, now)
    return written


def _write(engine: EmbeddedEngine, rows: list[Row], numbers: list[int], version: int) -> int:
    """Write the documents of `rows` as they are now, and then remember that `numbers` are done."""
    planned = {row: _write_one(engine, row, version) for row in rows}
    if rows or numbers:
        position.advance(engine.path, numbers, planned)
    return len(planned)


def _write_one(engine: EmbeddedEngine, row: Row, version: int) -> datetime | None:
    """Returns when the clock will change the document. Nobody else writes here, so the last to read is the last to write."""
    label, pk = row
    try:
        found: Any = sources.built(label, pk)
    except LookupError:
        return None  # a model that was searchable once
    if found.document is None:
        engine.delete(found.key, version)
    else:
        engine.put(found.document, version)
    changes: datetime | None = found.changes_at
    return changes


def follow_until(is_over: Callable[[], bool], rest: Callable[[float], None]) -> None:
    """Follow again and again, for a host without a worker; `rest` waits so many seconds."""
    while not is_over():
        # A connection that the database let go of would stay broken.
        close_old_connections()
        try:
            follow(EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_PATH)))
        except Exception:
            logger.exception("following failed; it is tried again")
        rest(EVERY.total_seconds())
