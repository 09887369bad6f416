"""A process that builds the index in forks, for `test_search_rebuild.py` to kill: `python -m tests.faults.search_builder`.

It reads commands from standard input and answers each with one line. A fork kills itself at the step that it is told, with
a signal that cannot be caught, so that what is left is what a kill -9 at that very place leaves.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings
from django.db import connections

from dev.children import end_with_parent

BATCH = 10
"""Rows in a batch of a rebuild, so that a small world has several."""
NUMBERS = iter(range(1, 1_000_000))


def close_all() -> None:
    """Leave no connection open that a fork would share."""
    from search.engines import forget_server
    from search.engines.embedded import files

    connections.close_all()
    files.close_all()
    forget_server()


def kill_at(owner: Any, name: str, *, call: int, after: bool) -> None:  # noqa: ANN401
    """End this process when `owner.name` is called for the so-manieth time, before or after its work."""
    work, calls = getattr(owner, name), iter(range(1, 1_000_000))

    def killing(*args: Any, **options: Any) -> Any:  # noqa: ANN401
        mine = next(calls)
        if mine == call and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = work(*args, **options)
        if mine == call and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, killing)


def arm(step: str) -> None:
    """Have this process killed at `step`: `add:3`, `na:install:1` and so on."""
    from basis import outbox
    from search import indexing, rebuilding
    from search.engines.elasticsearch.generations import ElasticsearchBuild
    from search.engines.embedded.build import EmbeddedBuild

    after = step.startswith("na:")
    name, call = step.removeprefix("na:").split(":")
    build = EmbeddedBuild if settings.SEARCH_ENGINE == "embedded" else ElasticsearchBuild
    owner = {
        "_promise": rebuilding, "_replay": rebuilding, "write": indexing, "_settle": outbox, "claim": outbox,
        "next_number": outbox,
    }.get(name, build)  # fmt: skip
    kill_at(owner, name, call=int(call), after=after)


def fork(work: Callable[[], Any], step: str) -> int:
    """Do `work` in a fork that is killed at `step`; returns its number."""
    close_all()
    pid = os.fork()
    if pid:
        return pid
    end_with_parent(signal.SIGKILL)()
    try:
        if step != "-":
            arm(step)
        work()
    except Exception:  # noqa: BLE001 - whatever it is has to be told
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def fill(number: int) -> None:
    """A small world with so many lessons, and nothing left to do in the outbox."""
    from basis import outbox
    from tests.factories.kennis import make_les
    from tests.factories.wereld import make_wereld

    kring = make_wereld().kring
    for _one in range(number):
        make_les(kring)
    outbox.drain()


def write(number: int) -> None:
    """So many changes: of lessons in turn, with some that go and some that come, and a kring that gets another name."""
    from kennis.models import Les
    from kring.models import Kring
    from tests.factories.kennis import make_les

    for turn in range(number):
        les = Les.objects.order_by("pk")[turn % 5]
        les.title = f"Verandering {next(NUMBERS)}"
        les.save()
    Les.objects.order_by("pk").last().delete()
    kring = Kring.objects.get()
    kring.title = f"Kring {next(NUMBERS)}"
    kring.save()
    make_les(kring, title="Nieuw", slug=f"nieuw-{next(NUMBERS)}")


def let_leases_run_out() -> None:
    """As a minute later: what killed workers held is free again, and what waits is due."""
    from django.utils import timezone

    from basis.models import OutboxBericht

    OutboxBericht.objects.pending().update(lease_until=None, available_at=timezone.now())


def difference() -> str:
    """What differs, in one line."""
    from search import drift

    report = drift.check()
    return f"{report.total} {report.waiting} {' '.join(map(str, report.first))}".strip()


def let_go(pid: str) -> str:
    """Wait for a fork; whether it was killed."""
    _pid, status = os.waitpid(int(pid), 0)
    return "gedood" if os.WIFSIGNALED(status) else "fout" if status else "klaar"


def empty() -> int:
    """Do all that waits; how many messages that were."""
    from basis import outbox

    let_leases_run_out()
    return outbox.drain()


def one_turn() -> int:
    """Carry out one batch, as a worker does; how many messages were done."""
    from basis import outbox

    name = outbox.worker_name()
    return sum(outbox.carry_out(message, name) for message in outbox.claim(name))


def use_server(url: str) -> None:
    """Ask another server from now on."""
    settings.ELASTICSEARCH_URL = url
    close_all()


def of_this_host() -> str:
    """In how many documents the embedded index of this host differs from the database."""
    from search import drift
    from search.engines.base import EngineUnavailable
    from search.engines.embedded import EmbeddedEngine

    engine = EmbeddedEngine(settings.SEARCH_EMBEDDED_PATH)
    if not engine.generation():
        return "geen"
    try:
        return str(sum(1 for _ in drift.differences(engine)))
    except EngineUnavailable:
        return "bezet"


def follow() -> int:
    """Bring the embedded index of this host up to date; how many documents were written."""
    from search import following
    from search.engines.embedded import EmbeddedEngine

    return following.follow(EmbeddedEngine(settings.SEARCH_EMBEDDED_PATH))


def half() -> str:
    """Up to which keys the build that was killed is, added up; `geen` when there is none."""
    from search.engines import get_engine

    build = get_engine().unfinished_build()
    return str(sum(build.marks.values())) if build else "geen"


def build(step: str) -> int:
    """Rebuild in a fork."""
    from search import rebuilding

    return fork(rebuilding.rebuild, step)


def resume(step: str) -> int:
    """Go on with a rebuild in a fork."""
    from search import rebuilding

    return fork(lambda: rebuilding.rebuild(resume=True), step)


def work(step: str) -> int:
    """Be a worker in a fork."""
    from basis import outbox

    return fork(outbox.drain, step)


COMMANDS: dict[str, Callable[..., Any]] = {
    "vul": lambda number: fill(int(number)),
    "schrijf": lambda number: write(int(number)),
    "bouw": build,
    "verder": resume,
    "werk": work,
    "wacht": let_go,
    "leeg": empty,
    "beurt": one_turn,
    "server": use_server,
    "verschil": difference,
    "half": half,
    "host": of_this_host,
    "volg": follow,
    "dicht": close_all,
}


def main() -> None:
    """Answer until standard input ends."""
    django.setup()
    from search import sources

    settings.SEARCH_INDEX = os.environ["PROEF_INDEX"]
    sources.CHUNK = BATCH
    for line in sys.stdin:
        name, *arguments = line.split()
        os.write(1, f"{COMMANDS[name](*arguments)}\n".encode())


if __name__ == "__main__":
    main()
