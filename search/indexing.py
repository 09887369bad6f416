"""Keeping the index true: every change becomes an outbox message, and its handler writes what is true by then.

The message carries no content, so a late or repeated one does no harm. The version of a document is a number of the
outbox that is taken just before the document is read: who read last has the highest, and wins.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished

from basis import outbox
from basis.models import OutboxBericht
from basis.models.audit import JSONValue
from search import sources
from search.engines import get_engine
from search.engines.base import Engine, EngineUnavailable

UPDATE, SPREAD = "search.update", "search.spread"
PAGE = "wagtailcore.Page"
PART = 200
"""So many documents of a change that touches thousands go into the queue at a time, so that others get their turn."""


def schedule(instance: Model) -> None:
    """Have all documents written anew that show something of `instance`, in the transaction of the change.

    Its own and those that it is a part of have a message each; the others are looked up by the worker.
    """
    with transaction.atomic():
        schedule_row(_label(instance), instance.pk)
        for owner in sources.parts_of(instance):
            _enqueue_update(owner._meta.label, owner.pk)


def schedule_row(label: str, pk: int) -> None:
    """The same for one row of which only the key is known, without what it is a part of."""
    if label in sources.labels():
        _enqueue_update(label, pk)
    # What is below a page changes only with its address or restriction: `schedule_below`.
    for finder in sources.finders(label) if label != PAGE else ():
        _enqueue_spread(label, pk, finder)


def schedule_below(page_pk: int) -> None:
    """The same for a page and all pages below it, after a change of address or restriction."""
    with transaction.atomic():
        for finder in sources.finders(PAGE):
            _enqueue_spread(PAGE, page_pk, finder)


def _label(instance: Model) -> str:
    # Wagtail sometimes saves a page as a plain `Page`.
    model = instance.specific_class if isinstance(instance, Page) else None
    return (model or type(instance))._meta.label


def _enqueue_update(label: str, pk: int) -> None:
    outbox.enqueue(UPDATE, {"model": label, "pk": pk}, subject=sources.key_of(label, pk))


def _enqueue_spread(label: str, pk: int, finder: str, after: int = 0) -> None:
    payload: dict[str, JSONValue] = {"model": label, "pk": pk, "finder": finder, "after": after}
    # A later message begins at the start, and so replaces only one that does so too.
    subject = "" if after else f"{sources.key_of(label, pk)}:{finder}"
    outbox.enqueue(SPREAD, payload, subject=subject)


@outbox.handler(SPREAD)
def spread(message: OutboxBericht) -> None:
    """Enqueue the next part of the documents that show the row, and a message for what comes after that."""
    label, pk, finder = (message.payload[name] for name in ("model", "pk", "finder"))
    rows = sources.shown(label, pk, finder).filter(pk__gt=message.payload["after"]).order_by("pk")[:PART]
    found = list(sources.labelled(rows))
    for row_pk, row_label in found:
        if label == PAGE:
            schedule_row(row_label, row_pk)
        else:
            _enqueue_update(row_label, row_pk)
    if len(found) == PART:
        _enqueue_spread(label, pk, finder, found[-1][0])


@outbox.handler(UPDATE, slow=True)
def update(message: OutboxBericht) -> None:
    """Write or remove one document as it is now. Raises `TryLater` when the engine is away."""
    try:
        write(get_engine(), str(message.payload["model"]), message.payload["pk"])
    except EngineUnavailable as error:
        raise outbox.TryLater(str(error)) from error


def write(engine: Engine, label: str, pk: Any) -> bool:  # noqa: ANN401 - whatever the model has as its key
    """Make `engine` hold the document of one row as it is now. False when it holds one that was read later.

    Raises `LookupError` for a model without a source and `EngineUnavailable` when the engine is away.
    """
    version = outbox.next_number()
    found = sources.built(label, pk)
    if found.document is None:
        written = engine.delete(found.key, version)
    else:
        written = engine.put(found.document, version)
    again_at(found)
    return written


def again_at(found: sources.Built) -> None:
    """When the clock will change a document, have it written once more at that moment."""
    if found.changes_at is None:
        return
    with transaction.atomic():
        outbox.enqueue(
            UPDATE,
            {"model": found.label, "pk": found.pk},
            key=_key_at(found, found.changes_at),
            subject=found.key,
            at=found.changes_at,
        )


def _key_at(found: sources.Built, moment: datetime) -> str:
    return f"{UPDATE}:{found.key}:{moment.isoformat()}"


def connect() -> None:
    """Listen to every change of what is searchable, also of what other packages register later."""
    pre_save.connect(_address, dispatch_uid="search-address")
    for signal in (post_save, post_delete):
        signal.connect(_saved if signal is post_save else _deleted, dispatch_uid=f"search-row-{id(signal)}")
        signal.connect(
            _restricted, sender=PageViewRestriction, dispatch_uid=f"search-restricted-{id(signal)}"
        )
        signal.connect(_site, sender=Site, dispatch_uid=f"search-site-{id(signal)}")
    for signal in (page_published, page_unpublished):
        signal.connect(_saved, dispatch_uid=f"search-page-{id(signal)}")


def _saved(sender: object, instance: Model, raw: bool = False, **_: Any) -> None:
    if not raw and sources.concerns(type(instance)):
        schedule(instance)


def _deleted(sender: object, instance: Model, **_: Any) -> None:
    """What showed a row that is gone was gone before it, or is found by the row that pointed at it."""
    if not sources.concerns(type(instance)):
        return
    with transaction.atomic():
        if sources.is_searchable(type(instance)):
            _enqueue_update(instance._meta.label, instance.pk)
        for owner in sources.parts_of(instance):
            _enqueue_update(owner._meta.label, owner.pk)


def _address(sender: object, instance: Model, raw: bool = False, **_: Any) -> None:
    """A page gets another address, by its slug or by a move: in its own transaction, so that a crash loses nothing.

    Wagtail's signals for both come after the transaction has ended.
    """
    if raw or not isinstance(instance, Page) or instance.pk is None:
        return
    before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
    if before not in (None, instance.url_path):
        schedule_below(instance.pk)


def _restricted(sender: object, instance: PageViewRestriction, raw: bool = False, **_: Any) -> None:
    if not raw:
        schedule_below(instance.page_id)


def _site(sender: object, instance: Site, raw: bool = False, **_: Any) -> None:
    """Addresses begin at the root page of the site; another site makes them absolute."""
    root = Page.get_first_root_node()
    if not raw and root is not None:
        schedule_below(root.pk)
