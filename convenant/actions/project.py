"""Convenantprojecten: creating, moving on, applying lessons."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from basis.models.audit import JSONValue
from convenant.models import Convenantproject, Faseovergang, ProjectenIndex, Toepassing
from kennis.models import Les
from kring.indeling import Fase
from kring.models import Deelname, Medewerker, Organisatie


def works_for_gemeente(user: User, gemeente: Organisatie) -> bool:
    """Whether `user` works now for `gemeente`, and that is a municipality."""
    posts = Medewerker.objects.current().filter(user=user, organisatie=gemeente)
    return gemeente.soort == Organisatie.Soort.GEMEENTE and posts.exists()


def leads(user: User, project: Convenantproject) -> bool:
    """Whether `user` leads `project` now: the project leader, still at work for the municipality."""
    return project.projectleider_id == user.pk and works_for_gemeente(user, project.gemeente)


@dataclass(kw_only=True)
class MaakProject(Action[Convenantproject]):
    """A municipality publishes a convenantproject; it starts in phase 1."""

    verb: ClassVar[str] = "project.maken"
    actor: User
    project: Convenantproject
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Who works for the municipality that takes part in the kring."""
        project = self.project
        takes_part = Deelname.objects.at(self.op).filter(organisatie=project.gemeente, kring=project.kring)
        return works_for_gemeente(self.actor, project.gemeente) and takes_part.exists()

    def write(self) -> Convenantproject:
        """The page, published, and the row that puts it in phase 1."""
        self.project.projectleider = self.actor
        index = ProjectenIndex.objects.live().get()
        index.add_child(instance=self.project)
        self.project.save_revision(user=self.actor).publish(user=self.actor, skip_permission_checks=True)
        Faseovergang.objects.create(project=self.project, fase=Fase.ZOEKEN, op=self.op, door=self.actor)
        return self.project


@dataclass(kw_only=True)
class WijzigProject(Action[Convenantproject]):
    """The project leader changes the description; earlier revisions stay."""

    verb: ClassVar[str] = "project.wijzigen"
    actor: User
    project: Convenantproject

    def is_permitted(self) -> bool:
        """Only the project leader."""
        return leads(self.actor, self.project)

    def write(self) -> Convenantproject:
        """A new published revision."""
        self.project.save_revision(user=self.actor).publish(user=self.actor, skip_permission_checks=True)
        return self.project


@dataclass(kw_only=True)
class GaNaarFase(Action[Faseovergang]):
    """A project enters a later phase. Skipping phases needs a reason that everyone sees."""

    verb: ClassVar[str] = "project.fase"
    actor: User
    project: Convenantproject
    fase: Fase
    reden: str = ""
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Only the project leader."""
        return leads(self.actor, self.project)

    def check_rules(self) -> None:
        """Forward only; a skip says why; no tender while a contribution is not released."""
        now = self.project.fase()
        if self.fase <= now:
            raise refuse("fase", _("Een project gaat alleen vooruit; het is al in of voorbij deze fase."))
        if self.fase > now + 1 and not self.reden.strip():
            raise refuse("reden", _("Je slaat een fase over. Schrijf waarom; iedereen kan dit lezen."))
        if now < Fase.AANBESTEDING <= self.fase and self.project.bijdragen.exclude(
            vrijgave__moment__lte=self.op
        ).exists():
            raise refuse(
                "fase",
                _("Nog niet alles uit de marktconsultatie is vrijgegeven. Geef eerst het dossier vrij."),
            )

    def write(self) -> Faseovergang:
        """A dated row."""
        return Faseovergang.objects.create(
            project=self.project, fase=self.fase, op=self.op, door=self.actor, reden=self.reden.strip()
        )

    def details(self, result: Faseovergang) -> dict[str, JSONValue]:
        """The phase."""
        return {"fase": int(result.fase), "reden": result.reden}


@dataclass(kw_only=True)
class PasLesToe(Action[Toepassing]):
    """A project says what it does with a lesson."""

    verb: ClassVar[str] = "project.les_toepassen"
    actor: User
    project: Convenantproject
    les: Les
    oordeel: str
    toelichting: str = ""
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """The project leader, with a lesson that they may see."""
        return leads(self.actor, self.project) and self.les.is_visible_to(self.actor)

    def check_rules(self) -> None:
        """Once for each lesson; not applying says why."""
        if Toepassing.objects.filter(project=self.project, les=self.les).exists():
            raise refuse("les", _("Deze les staat al bij dit project."))
        if self.oordeel == Toepassing.Oordeel.NIET and not self.toelichting.strip():
            raise refuse("toelichting", _("Schrijf waarom jullie deze les niet toepassen."))

    def write(self) -> Toepassing:
        """A dated row."""
        return Toepassing.objects.create(
            project=self.project,
            les=self.les,
            oordeel=self.oordeel,
            toelichting=self.toelichting.strip(),
            op=self.op,
            door=self.actor,
        )


@dataclass(kw_only=True)
class LegUitkomstVast(Action[Toepassing]):
    """A project says whether an applied lesson helped; once."""

    verb: ClassVar[str] = "project.les_uitkomst"
    actor: User
    toepassing: Toepassing
    uitkomst: str

    def is_permitted(self) -> bool:
        """Only the project leader."""
        return leads(self.actor, self.toepassing.project)

    def check_rules(self) -> None:
        """Only of what was applied, and only once."""
        if self.toepassing.oordeel == Toepassing.Oordeel.NIET:
            raise refuse("uitkomst", _("Deze les is niet toegepast en heeft dus geen uitkomst."))
        if self.toepassing.uitkomst:
            raise refuse("uitkomst", _("De uitkomst is al vastgelegd."))

    def write(self) -> Toepassing:
        """The outcome."""
        self.toepassing.uitkomst = self.uitkomst
        self.toepassing.save(update_fields=["uitkomst"])
        return self.toepassing
