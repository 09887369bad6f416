"""Which files are read when: after every upload, in the worker, once for each content."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from basis import outbox
from basis.models import OutboxBericht
from search import indexing
from search.extraction import process
from search.extraction.limits import MOST_BYTES
from search.extraction.result import Result, State
from search.models import Bestandstekst

EXTRACT = "search.extract"
Stand = Bestandstekst.Stand


def schedule(document: AbstractDocument, *, again: bool = False) -> None:
    """Have the file of `document` read when it is not the one that was read; with `again` in any case."""
    with transaction.atomic():
        row, _made = Bestandstekst.objects.get_or_create(document=document)
        if again:
            row.stand, row.vingerafdruk = Stand.WACHT, ""
            row.save(update_fields=["stand", "vingerafdruk"])
        outbox.enqueue(EXTRACT, {"document": document.pk})


def schedule_unread() -> int:
    """Have every file read that never was; returns how many."""
    documents = get_document_model().objects.filter(bestandstekst=None)
    number = 0
    for document in documents.iterator():
        schedule(document)
        number += 1
    return number


@outbox.handler(EXTRACT, slow=True)
def read(message: OutboxBericht) -> None:
    """Read one file and have its search document written anew. Whatever is in the file, this ends well.

    Raises what the storage raises when it is away, so that the outbox tries again.
    """
    document = get_document_model().objects.filter(pk=message.payload["document"]).first()
    if document is None:
        return
    known = Bestandstekst.objects.filter(document=document.pk).first()
    try:
        with copied(document) as (path, digest):
            if known is not None and known.vingerafdruk == digest and known.stand != Stand.WACHT:
                return
            _keep(document, digest, process.extract(path))
    except FileNotFoundError:
        _keep(document, "", None)


@contextmanager
def copied(document: AbstractDocument) -> Iterator[tuple[Path, str]]:
    """A copy of its file on this machine, up to just over the limit, and the digest of that."""
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(prefix="kenniskring-") as copy:
        with document.open_file() as file:
            left = MOST_BYTES + 1
            while left and (chunk := file.read(min(left, 1024 * 1024))):
                left -= len(chunk)
                digest.update(chunk)
                copy.write(chunk)
        copy.flush()
        yield Path(copy.name), digest.hexdigest()


def _keep(document: AbstractDocument, digest: str, result: Result | None) -> None:
    """Write down what was read, unless the file was replaced meanwhile: that one has a message of its own."""
    outcome = result or Result(State.KAPOT)
    with transaction.atomic():
        if not get_document_model().objects.filter(pk=document.pk, file=document.file.name).exists():
            return
        Bestandstekst.objects.update_or_create(
            document=document,
            defaults={
                "vingerafdruk": digest,
                "stand": Stand(outcome.state) if result else Stand.WEG,
                "tekst": outcome.text,
                "paginas": outcome.pages,
                "afgekapt": outcome.cut,
                "gelezen_op": timezone.now(),
            },
        )
        indexing.schedule(document)


def connect() -> None:
    """Listen to uploads."""
    post_save.connect(_saved, sender=get_document_model(), dispatch_uid="search-extract")


def _saved(
    sender: object,
    instance: AbstractDocument,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **_: Any,
) -> None:
    if not raw and (update_fields is None or "file" in update_fields):
        schedule(instance)
