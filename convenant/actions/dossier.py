"""The dossier: contributing to a consultation, and releasing to everyone at the same moment."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from basis.models.audit import JSONValue
from convenant.actions.project import leads, lock_project
from convenant.models import Bijdrage, Convenantproject, Vrijgave
from convenant.models.dossier import BijdrageQuerySet
from kring.models import Organisatie

# A release cannot be moved, so a slip of the pen must not close a dossier for good.
FARTHEST = timedelta(days=366)
# Who chooses this minute has not sent the form yet: what passed meanwhile counts as now.
PASSED_MEANWHILE = timedelta(minutes=5)


@dataclass(kw_only=True)
class BrengIn(Action[Bijdrage]):
    """The project leader enters what was shared in a consultation; it stays closed until a release."""

    verb: ClassVar[str] = "dossier.inbrengen"
    actor: User
    project: Convenantproject
    soort: str
    titel: str
    tekst: str
    organisatie: Organisatie | None = None
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Only the project leader."""
        return leads(self.actor, self.project)

    def check_rules(self) -> None:
        """A title, a text and a kind, within their measure."""
        lock_project(self.project)
        self.bijdrage().full_clean(exclude=["vrijgave"])

    def bijdrage(self) -> Bijdrage:
        """The row that will be written."""
        return Bijdrage(
            project=self.project,
            soort=self.soort,
            titel=self.titel.strip(),
            tekst=self.tekst.strip(),
            organisatie=self.organisatie,
            ingebracht_op=self.op,
            ingebracht_door=self.actor,
        )

    def write(self) -> Bijdrage:
        """A dated row; a form that was sent twice makes one, because nothing goes out of a dossier."""
        bijdrage = self.bijdrage()
        told = ("soort", "titel", "tekst", "organisatie")
        waiting = self.project.bijdragen.unreleased().filter(ingebracht_door=self.actor)
        same: Bijdrage | None = waiting.filter(**{name: getattr(bijdrage, name) for name in told}).first()
        if same is not None:
            return same
        bijdrage.save()
        return bijdrage


@dataclass(kw_only=True)
class GeefVrij(Action[Vrijgave]):
    """Everything not yet released becomes visible to everyone at `moment`."""

    verb: ClassVar[str] = "dossier.vrijgeven"
    actor: User
    project: Convenantproject
    moment: datetime
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Only the project leader."""
        return leads(self.actor, self.project)

    def check_rules(self) -> None:
        """Something to release, and neither in the past nor far away."""
        lock_project(self.project)
        if self.moment < self.op - PASSED_MEANWHILE:
            raise refuse("moment", _("Dit moment is al voorbij. Kies een moment in de toekomst."))
        if self.moment > self.op + FARTHEST:
            raise refuse(
                "moment", _("Kies een moment binnen een jaar. Een vrijgave kun je niet verplaatsen.")
            )
        if not self._waiting().exists():
            raise refuse("moment", _("Er is niets om vrij te geven: alles staat al in een vrijgave."))

    def write(self) -> Vrijgave:
        """The release, with everything that was waiting."""
        moment = max(self.moment, self.op)
        vrijgave = Vrijgave.objects.create(
            project=self.project, moment=moment, gepland_op=self.op, door=self.actor
        )
        self._waiting().update(vrijgave=vrijgave)
        return vrijgave

    def _waiting(self) -> BijdrageQuerySet:
        return self.project.bijdragen.unreleased().entered_by(self.op)

    def details(self, result: Vrijgave) -> dict[str, JSONValue]:
        """The moment and how much."""
        return {"moment": result.moment.isoformat(), "bijdragen": result.bijdragen.count()}
