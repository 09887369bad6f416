"""Reading an uploaded file once more."""

from dataclasses import dataclass
from typing import ClassVar

from accounts.models import User
from basis.actions import Action
from search.extraction import job
from search.models import Bestandstekst


@dataclass(kw_only=True)
class LeesOpnieuw(Action[Bestandstekst]):
    """Have a worker read a file again, whatever came of it before."""

    verb: ClassVar[str] = "zoeken.bestand"
    actor: User
    bestand: Bestandstekst

    def is_permitted(self) -> bool:
        """Who may change documents."""
        return self.actor.has_perm(
            "wagtaildocs.change_document"
        ) or self.bestand.document.is_editable_by_user(self.actor)

    def write(self) -> Bestandstekst:
        """Back in the queue."""
        job.schedule(self.bestand.document, again=True)
        self.bestand.refresh_from_db()
        return self.bestand
