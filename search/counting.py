"""Counting questions without knowing who asks, and without a page that waits for it.

A process gathers counts in memory and writes them a few seconds later from a thread of its own; a crash loses those
seconds. One visitor counts once for a question: the cache holds a hash with a salt of the day, for half an hour.
"""

import hashlib
import hmac
import logging
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError, connections, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from basis.chores import chore
from search import decisions
from search.api import SearchPage
from search.models import Zoekdag
from search.parameters import Parameters
from search.privacy import storable

LAST_PLACE = 99
SAME_VISITOR = 30 * 60
KEEP_DAYS = 396
MOST_WAITING = 2_000
MOST_A_DAY = 5_000
"""Different questions; beyond, only what is there already counts, so that nobody fills the database."""
_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|curl|wget|python|monitor", re.IGNORECASE)
_ONE_DAY = 24 * 60 * 60
logger = logging.getLogger("kenniskring.search")


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted apart."""

    dag: date
    vraag: str
    demonstratie: bool = False


@dataclass(slots=True)
class Counts:
    """What to add to one row."""

    gezocht: int = 0
    zonder_resultaat: int = 0
    geklikt: int = 0
    plaatsen: int = 0
    uitgelicht_geklikt: int = 0

    def add(self, more: "Counts") -> None:
        """Add `more` to these."""
        for name, number in asdict(more).items():
            setattr(self, name, getattr(self, name) + number)


class Buffer:
    """The counts of this process that are not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Key, Counts] = {}
        self._timer: threading.Timer | None = None

    def add(self, key: Key, counts: Counts) -> None:
        """Keep `counts`, and have everything that waits written in a while."""
        with self._lock:
            if key in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting.setdefault(key, Counts()).add(counts)
            delay = settings.SEARCH_COUNT_DELAY
            if self._timer is None and delay is not None:
                self._timer = threading.Timer(delay, self._write_apart)
                self._timer.daemon = True
                self._timer.start()

    def take(self) -> dict[Key, Counts]:
        """Everything that waits, which is then empty."""
        with self._lock:
            taken, self._waiting, self._timer = self._waiting, {}, None
        return taken

    @property
    def waits(self) -> bool:
        """Whether anything is not written yet."""
        return bool(self._waiting)

    def _write_apart(self) -> None:
        try:
            self.write()
        finally:
            connections.close_all()

    def write(self) -> None:
        """Write what waits; when the database cannot now, keep it for the next time."""
        taken = self.take()
        try:
            write_counts(taken)
        except DatabaseError:
            logger.warning("counts of questions wait: the database is busy")
            for key, counts in taken.items():
                self.add(key, counts)


buffer = Buffer()


def write_counts(taken: dict[Key, Counts]) -> None:
    """Add `taken` to the rows, in one transaction."""
    if not taken:
        return
    with transaction.atomic():
        # In a fixed order, so that two writers never wait for each other.
        keys = sorted(taken, key=lambda key: (key.dag, key.vraag, key.demonstratie))
        for day in sorted({key.dag for key in keys}):
            room = MOST_A_DAY - Zoekdag.objects.filter(dag=day).count()
            rows = [Zoekdag(**asdict(key)) for key in keys if key.dag == day][: max(room, 0)]
            Zoekdag.objects.bulk_create(rows, ignore_conflicts=True)
        for key in keys:
            added = {name: F(name) + number for name, number in asdict(taken[key]).items() if number}
            Zoekdag.objects.filter(**asdict(key)).update(**added)


@contextmanager
def _never_in_the_way(request: HttpRequest) -> Iterator[None]:
    """Counting is no reason for a visitor to get an error."""
    try:
        yield
    except (PermissionDenied, ImproperlyConfigured):
        return  # no address to tell visitors apart by
    except Exception:
        logger.exception("could not count %s", request.path)


def count_search(request: HttpRequest, parameters: Parameters, found: SearchPage) -> None:
    """Count the question of this page: the first page of results, without filters, seen by a person."""
    if request.method != "GET" or parameters.page > 1 or parameters.filters or not _is_person(request):
        return
    question = storable(parameters.text)
    if not question or decisions.is_ignored(question):
        return
    with _never_in_the_way(request):
        if _first_time(request, "vraag", question):
            buffer.add(
                Key(timezone.localdate(), question), Counts(gezocht=1, zonder_resultaat=int(found.total == 0))
            )


def count_click(request: HttpRequest, text: str, place: int) -> None:
    """Count that someone opened a result: `place` from 1, or 0 for what editors put on top."""
    question = storable(text)
    if (
        not question
        or not 0 <= place <= LAST_PLACE
        or not _is_person(request)
        or decisions.is_ignored(question)
    ):
        return
    with _never_in_the_way(request):
        if _first_time(request, "klik", question):
            counts = Counts(geklikt=1, plaatsen=place) if place else Counts(uitgelicht_geklikt=1)
            buffer.add(Key(timezone.localdate(), question), counts)


def _is_person(request: HttpRequest) -> bool:
    """A robot, or a browser that fetches a page ahead, is nobody who asks."""
    agent = request.headers.get("user-agent", "")
    ahead = " ".join(request.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz"))
    return bool(agent) and not _ROBOT.search(agent) and "prefetch" not in ahead.lower()


def _first_time(request: HttpRequest, what: str, question: str) -> bool:
    """Whether this visitor did this for this question for the first time in half an hour."""
    today = timezone.localdate().isoformat()
    salt = str(cache.get_or_set(f"zoeken:zout:{today}", secrets.token_hex, _ONE_DAY))
    visitor = (
        f"{get_adapter().get_client_ip(request)}|{request.headers.get('user-agent', '')}|{what}|{question}"
    )
    known = hmac.new(salt.encode(), visitor.encode(), hashlib.sha256).hexdigest()
    return cache.add(f"zoeken:gezien:{known}", 1, SAME_VISITOR)


@chore(every=timedelta(hours=12))
def forget_old() -> int:
    """Remove the days that are more than thirteen months ago; returns how many rows."""
    return Zoekdag.objects.filter(dag__lt=timezone.localdate() - timedelta(days=KEEP_DAYS)).delete()[0]
