"""Where the index and the database differ, and putting that right. Compares in parts, so that memory stays flat.

A message that waits in the outbox is no drift: its change will be written. A document that the clock hides is none either:
it is in the index, and hidden there by the clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from basis import outbox
from basis.models import OutboxBericht
from search import indexing, sources
from search.engines import get_engine
from search.engines.base import Engine
from search.engines.codec import dumps, fingerprint

PART = 500
SHOWN = 10
Watch = Callable[[int, int], None]


class Kind(StrEnum):
    """What is wrong with an entry."""

    MISSING = "ontbreekt"
    OTHER = "verouderd"
    EXTRA = "te veel"


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is not as it should be."""

    key: str
    kind: Kind

    def __str__(self) -> str:
        return f"{self.kind.value} {self.key}"


@dataclass(slots=True)
class Report:
    """How many differ, the first few of them, and how many more will be right once the outbox is empty."""

    counts: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))
    first: list[Difference] = field(default_factory=list)
    waiting: int = 0

    @property
    def total(self) -> int:
        """How many differ."""
        return sum(self.counts.values())

    def add(self, difference: Difference) -> None:
        """Count one."""
        self.counts[difference.kind] += 1
        if len(self.first) < SHOWN:
            self.first.append(difference)


class NewerThanDatabase(Exception):
    """The index holds versions that the outbox has yet to give out, as after going back to an older database."""


def check(engine: Engine | None = None, watch: Watch | None = None) -> Report:
    """Compare everything. Raises `EngineUnavailable`."""
    report = Report()
    for difference in differences(engine or get_engine(), watch):
        if _is_waited_for(difference.key):
            report.waiting += 1
        else:
            report.add(difference)
    return report


def repair(engine: Engine | None = None, watch: Watch | None = None) -> Iterator[Difference]:
    """Write what differs and nothing else, and tell it. Raises `EngineUnavailable` and `NewerThanDatabase`."""
    engine = engine or get_engine()
    for difference in differences(engine, watch):
        label, pk = sources.label_of(difference.key)
        if label:
            written = indexing.write(engine, label, pk)
        else:
            written = engine.delete(difference.key, outbox.next_number())
        if not written and _differs(engine, difference.key):
            raise NewerThanDatabase(difference.key)
        yield difference


def differences(engine: Engine, watch: Watch | None = None) -> Iterator[Difference]:
    """What differs, each looked at twice: what is changed meanwhile is no difference."""
    for key in _suspects(engine, watch or (lambda _done, _of: None)):
        found = _differs(engine, key)
        if found:
            yield found


def _suspects(engine: Engine, watch: Watch) -> Iterator[str]:
    total = sum(sources.count(label) for label in sources.labels())
    done = 0
    for label in sources.labels():
        for batch in sources.batches(label):
            held = engine.held([one.key for one in batch])
            for one in batch:
                mark = held[one.key].fingerprint if one.key in held else None
                if mark != _mark(one):
                    yield one.key
            done += len(batch)
            watch(done, total)
    stream = engine.versions()
    while part := [key for key, _version in islice(stream, PART)]:
        yield from _without_row(part)


def _without_row(keys: list[str]) -> Iterator[str]:
    """Those of `keys` of which the row is gone; the others were compared already."""
    wanted: dict[str, dict[int, str]] = {}
    for key in keys:
        label, pk = sources.label_of(key)
        wanted.setdefault(label, {})[pk] = key
    for label, by_pk in wanted.items():
        known = sources.existing(label, by_pk) if label else set()
        yield from (key for pk, key in by_pk.items() if pk not in known)


def _differs(engine: Engine, key: str) -> Difference | None:
    label, pk = sources.label_of(key)
    wanted = _mark(sources.built(label, pk)) if label else None
    held = engine.held([key]).get(key)
    if wanted == (held.fingerprint if held else None):
        return None
    if held is None:
        return Difference(key, Kind.MISSING)
    return Difference(key, Kind.EXTRA if wanted is None else Kind.OTHER)


def _mark(one: sources.Built) -> str | None:
    return fingerprint(dumps(one.document)) if one.document is not None else None


def _is_waited_for(key: str) -> bool:
    return OutboxBericht.objects.pending().filter(kind=indexing.UPDATE, subject=key).exists()
