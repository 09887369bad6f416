"""Work on the index, asked for with a button."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from basis import outbox
from basis.actions import Action, refuse
from search.models import IndexTaak

RUN = "search.taak"
SILENT = timedelta(minutes=10)
"""Work that gave no sign for so long was interrupted."""


@dataclass(kw_only=True)
class VraagIndexTaak(Action[IndexTaak]):
    """Have a worker compare, repair or rebuild the index. One at a time."""

    verb: ClassVar[str] = "zoeken.index"
    actor: User
    soort: IndexTaak.Soort

    def is_permitted(self) -> bool:
        """Who edits search."""
        return self.actor.has_perm("search.add_indextaak")

    def check_rules(self) -> None:
        """Refuse while there is work that still gives signs of life."""
        self._close_silent()
        if IndexTaak.objects.open().exists():
            raise refuse("soort", _("Er wordt al aan de index gewerkt. Wacht tot dat klaar is."))

    def _close_silent(self) -> None:
        now = timezone.now()
        silent = IndexTaak.objects.filter(
            klaar_op=None, begonnen_op__isnull=False, gezien_op__lt=now - SILENT
        )
        silent.update(klaar_op=now, fout=_("Het werk is onderbroken."))

    def write(self) -> IndexTaak:
        """The row to follow, and the message that a worker carries out."""
        task = IndexTaak.objects.create(soort=self.soort, door=self.actor)
        outbox.enqueue(RUN, {"taak": task.pk})
        return task
