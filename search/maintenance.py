"""Carrying out the work on the index that editors ask for: in the worker, outside any transaction, with progress."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from basis import outbox
from basis.models import OutboxBericht
from search import drift, rebuilding
from search.actions.indextaak import RUN
from search.engines.base import EngineUnavailable
from search.models import IndexTaak

BUSY = timedelta(minutes=2)
"""As long as it gave a sign so recently, the task is in another worker's hands."""
SIGN_EVERY = timedelta(seconds=1)
logger = logging.getLogger("kenniskring.search")


@outbox.handler(RUN, slow=True)
def carry_out(message: OutboxBericht) -> None:
    """Do what the task says, once; a worker that was killed is followed up by the next."""
    now = timezone.now()
    task = IndexTaak.objects.open().filter(pk=message.payload["taak"]).first()
    if task is None:
        return
    if task.gezien_op is not None and task.gezien_op > now - BUSY:
        raise outbox.TryLater(f"{task} is being done")
    task.begonnen_op = task.gezien_op = now
    task.save(update_fields=["begonnen_op", "gezien_op"])
    task.fout = _outcome(task)
    task.klaar_op = timezone.now()
    task.save()


def _outcome(task: IndexTaak) -> str:
    """Do it; what went wrong in Dutch, or nothing."""
    try:
        _WORK[IndexTaak.Soort(task.soort)](task)
    except EngineUnavailable:
        return _("De zoekmachine is niet bereikbaar.")
    except rebuilding.BuildBusy:
        return _("De index werd al herbouwd.")
    except drift.NewerThanDatabase:
        return _("De index is nieuwer dan de database. Herbouw de index.")
    except Exception:
        logger.exception("%s failed", task)
        return _("Er ging iets mis. De beheerder vindt de oorzaak in het logboek.")
    return ""


def _watching(task: IndexTaak) -> Callable[[int, int], None]:
    """Keeps the progress in the row, once a second."""

    def watch(done: int, total: int) -> None:
        task.gedaan, task.totaal = done, total
        now = timezone.now()
        if task.gezien_op is None or now - task.gezien_op > SIGN_EVERY:
            task.gezien_op = now
            task.save(update_fields=["gedaan", "totaal", "gezien_op"])

    return watch


def _compare(task: IndexTaak) -> None:
    _count(task, drift.check(watch=_watching(task)).counts)


def _repair(task: IndexTaak) -> None:
    counts = dict.fromkeys(drift.Kind, 0)
    for difference in drift.repair(watch=_watching(task)):
        counts[difference.kind] += 1
        _count(task, counts)


def _count(task: IndexTaak, counts: dict[drift.Kind, int]) -> None:
    task.ontbreekt = counts[drift.Kind.MISSING]
    task.verouderd = counts[drift.Kind.OTHER]
    task.te_veel = counts[drift.Kind.EXTRA]


def _rebuild(task: IndexTaak) -> None:
    task.gedaan = rebuilding.rebuild(watch=_watching(task))


_WORK: dict[IndexTaak.Soort, Callable[[IndexTaak], None]] = {
    IndexTaak.Soort.VERGELIJK: _compare,
    IndexTaak.Soort.HERSTEL: _repair,
    IndexTaak.Soort.HERBOUW: _rebuild,
}
