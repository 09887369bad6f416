"""The history of a term: what an editor said of each change, kept at the moment that it goes to the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail.signals import page_published

from kennis.models import Begrip, Wijziging

_brought: ContextVar[bool] = ContextVar("brought", default=False)


@contextmanager
def meegebracht() -> Iterator[None]:
    """Inside it a term without a note gets none: it comes with a history of its own, as from a file."""
    token = _brought.set(True)
    try:
        yield
    finally:
        _brought.reset(token)


def remember(instance: Begrip, revision: Revision, **_options: Any) -> None:
    """Write down what a term that was published just now changes; one that waits for its day is told then."""
    note = instance.notitie.strip()
    if not instance.live or (_brought.get() and not note):
        return
    note = note or _("Opgenomen in de begrippenlijst.")
    Wijziging.objects.create(begrip=instance, door=revision.user, notitie=note)
    # The next change starts with an empty note.
    Begrip.objects.filter(pk=instance.pk).update(notitie="")


def connect() -> None:
    """Listen to every way in which a term is published: form, workflow, schedule or Python."""
    page_published.connect(remember, sender=Begrip, dispatch_uid="begrip-history")
