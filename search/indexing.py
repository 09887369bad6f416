"""Keeping the index true: every change becomes an outbox message, and its handler writes what is true by then.

The message carries no content, so a late or repeated one does no harm; its number is the version of the document.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from basis import outbox
from basis.models import OutboxBericht
from basis.models.audit import JSONValue
from search import sources
from search.engines import get_engine

UPDATE = "search.update"
BEFORE_ALL = 0


def schedule(instance: Model) -> None:
    """Have the documents that depend on `instance` written anew, in the transaction of the change."""
    with transaction.atomic():
        for affected in sources.affected_by(instance):
            outbox.enqueue(UPDATE, {"model": affected._meta.label, "pk": affected.pk})


def schedule_below(page: Page) -> None:
    """The same for `page` and all pages below it, after a change of address or restriction."""
    below = Page.objects.filter(path__startswith=page.path)
    with transaction.atomic():
        for found in below.specific(defer=True).iterator():
            schedule(found)


@outbox.handler(UPDATE)
def update(message: OutboxBericht) -> None:
    """Write or remove one document as it is now. Raises when the engine is away, so that the outbox tries again."""
    label, pk = str(message.payload["model"]), message.payload["pk"]
    document = sources.document_of(label, pk)
    engine = get_engine()
    if document is None:
        engine.delete(sources.key_of(label, pk), message.pk)
        return
    engine.put(document, message.pk)
    if document.zichtbaar_vanaf is not None and document.zichtbaar_vanaf > timezone.now():
        _again_at(label, pk, document.zichtbaar_vanaf)


def _again_at(label: str, pk: JSONValue, moment: datetime) -> None:
    """From its release on, a document also counts for spelling and suggestions."""
    later = outbox.enqueue(
        UPDATE, {"model": label, "pk": pk}, key=f"{UPDATE}:{label}:{pk}:{moment.isoformat()}"
    )
    OutboxBericht.objects.filter(pk=later.pk).update(available_at=moment)


def rebuild() -> int:
    """Build the index anew while the portal goes on; returns how many documents it holds.

    Every message wins from what a rebuild wrote: its handler reads what is true by then, and a number that was given out
    before the rebuild may belong to a transaction that ends after it.
    """
    started = timezone.now()
    number = get_engine().rebuild(sources.all_documents(), BEFORE_ALL)
    _replay(started)
    return number


def _replay(started: datetime) -> None:
    """Carry out once more what a worker did meanwhile, or has in hand: it may have gone to the old index."""
    messages = OutboxBericht.objects.filter(kind=UPDATE)
    in_hand = messages.filter(done_at=None, lease_until__isnull=False)
    for message in (messages.filter(done_at__gte=started) | in_hand).order_by("pk").iterator():
        with transaction.atomic():
            update(message)


def drift() -> tuple[set[str], set[str]]:
    """Keys that the index misses, and keys that it should not hold. Bounded by the keys alone."""
    wanted = {document.key for document in sources.all_documents()}
    held = {key for key, _version in get_engine().versions()}
    return wanted - held, held - wanted


def connect() -> None:
    """Listen to every change of what is searchable, also of what other packages register later."""
    for signal in (post_save, post_delete):
        signal.connect(_saved, dispatch_uid=f"search-row-{id(signal)}")
        signal.connect(
            _restricted, sender=PageViewRestriction, dispatch_uid=f"search-restricted-{id(signal)}"
        )
    for signal in (page_published, page_unpublished):
        signal.connect(_saved, dispatch_uid=f"search-page-{id(signal)}")
    post_page_move.connect(_moved, dispatch_uid="search-moved")
    page_slug_changed.connect(_moved, dispatch_uid="search-slug")


def _saved(sender: object, instance: Model, raw: bool = False, **_: Any) -> None:
    if not raw and sources.concerns(type(instance)):
        schedule(instance)


def _moved(sender: object, instance: Page, **_: Any) -> None:
    schedule_below(instance)


def _restricted(sender: object, instance: PageViewRestriction, raw: bool = False, **_: Any) -> None:
    if not raw:
        schedule_below(instance.page)
