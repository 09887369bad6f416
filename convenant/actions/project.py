"""Convenantprojecten: creating, moving on, applying lessons."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, count
from typing import ClassVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from basis.models.audit import JSONValue
from convenant.models import Convenantproject, Faseovergang, ProjectenIndex, Toepassing
from convenant.models.project import RESERVED_SLUGS
from kennis.models import Les
from kring.actions import lock
from kring.indeling import Fase
from kring.models import Deelname, Organisatie

# Between the last release and the tender everyone has time to read: article 10 of the model convenant.
WACHTTIJD = timedelta(days=10)


def works_for_gemeente(user: User, gemeente: Organisatie) -> bool:
    """Whether `user` works now for `gemeente`, and that is a municipality."""
    posts = Organisatie.objects.of_person(user).filter(pk=gemeente.pk)
    return gemeente.soort == Organisatie.Soort.GEMEENTE and posts.exists()


def leads(user: User, project: Convenantproject) -> bool:
    """Whether `user` leads `project` now: the project leader of a published project, still at the municipality."""
    return Convenantproject.objects.live().led_by(user).filter(pk=project.pk).exists()


def lock_project(project: Convenantproject) -> None:
    """Let acts about one project wait for each other, so that a double click does nothing twice."""
    Convenantproject.objects.select_for_update(of=("self",)).get(pk=project.pk)


def free_slug(title: str) -> str:
    """A short address under the list of projects that no other project has."""
    base = slugify(title)[:70].strip("-") or "project"
    known = Convenantproject.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    taken = RESERVED_SLUGS | set(known)
    return next(slug for slug in chain([base], (f"{base}-{n}" for n in count(2))) if slug not in taken)


@dataclass(kw_only=True)
class MaakProject(Action[Convenantproject]):
    """A municipality publishes a convenantproject; it starts in phase 1."""

    verb: ClassVar[str] = "project.maken"
    actor: User
    project: Convenantproject
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Who works for the municipality."""
        return works_for_gemeente(self.actor, self.project.gemeente)

    def check_rules(self) -> None:
        """The municipality takes part in the kring; the page itself checks its fields when it is saved."""
        lock(self.project.gemeente)
        project = self.project
        members = Deelname.objects.at(self.op).of_organisatie(project.gemeente)
        if not members.of_kring(project.kring).exists():
            raise refuse("kring", _("Je gemeente doet niet mee aan deze kring."))
        project.projectleider = self.actor
        project.slug = project.slug or free_slug(project.title)

    def write(self) -> Convenantproject:
        """The page, published, and the row that puts it in phase 1; a form that was sent twice makes one."""
        made = self._made()
        if made is not None:
            return made
        index = ProjectenIndex.objects.live().get()
        index.add_child(instance=self.project)
        self.project.save_revision(user=self.actor).publish(user=self.actor, skip_permission_checks=True)
        Faseovergang.objects.create(project=self.project, fase=Fase.ZOEKEN, op=self.op, door=self.actor)
        return self.project

    def _made(self) -> Convenantproject | None:
        """The same project, when it is there already and did not go on yet."""
        mine = (
            Convenantproject.objects.live().with_fase().filter(projectleider=self.actor, fase_nu=Fase.ZOEKEN)
        )
        told = (
            *("title", "samenvatting", "gemeente", "kring", "plaats", "thema", "contractvorm", "raming"),
            *("doel", "omschrijving"),
        )
        same: Convenantproject | None = mine.filter(
            **{name: getattr(self.project, name) for name in told}
        ).first()
        return same


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
        """Forward only; a skip says why; no tender while not everyone could read everything; no end unfinished."""
        lock_project(self.project)
        now = self.project.fase()
        if self.fase <= now:
            raise refuse("fase", _("Een project gaat alleen vooruit. Het is al in deze fase of erna."))
        if self.fase > now + 1 and not self.reden.strip():
            raise refuse("reden", _("Je slaat een fase over. Schrijf waarom; iedereen kan dit lezen."))
        if now < Fase.AANBESTEDING <= self.fase:
            self._check_dossier()
        if self.fase > Fase.EVALUATIE and self.project.toepassingen.without_outcome().exists():
            raise refuse("fase", _("Leg eerst van elke les die jullie toepasten vast of die hielp."))

    def _check_dossier(self) -> None:
        """Equal at the line: everything released, and time enough to read it."""
        if self.project.bijdragen.hidden_at(self.op).exists():
            raise refuse(
                "fase",
                _("Nog niet alles uit de marktconsultatie is vrijgegeven. Geef eerst het dossier vrij."),
            )
        release = self.project.vrijgaven.latest_first().first()
        opens = release.moment + WACHTTIJD if release else self.op
        if opens > self.op:
            text = _(
                "Na de laatste vrijgave heeft iedereen tien dagen om te lezen. Dit kan vanaf %(moment)s uur."
            )
            shown = date_format(timezone.localtime(opens), "j F Y, H:i")
            raise refuse("fase", text % {"moment": shown})

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
        lock_project(self.project)
        if Toepassing.objects.filter(project=self.project, les=self.les).exists():
            raise refuse("les", _("Deze les staat al bij dit project."))
        if self.oordeel == Toepassing.Oordeel.NIET and not self.toelichting.strip():
            raise refuse("toelichting", _("Schrijf waarom jullie deze les niet toepassen."))
        if self.oordeel not in Toepassing.Oordeel.values:
            raise refuse("oordeel", _("Kies wat jullie met de les doen."))

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
        lock_project(self.toepassing.project)
        self.toepassing.refresh_from_db(fields=["uitkomst"])
        if self.toepassing.oordeel == Toepassing.Oordeel.NIET:
            raise refuse("uitkomst", _("Deze les is niet toegepast en heeft dus geen uitkomst."))
        if self.toepassing.uitkomst:
            raise refuse("uitkomst", _("De uitkomst is al vastgelegd."))
        if self.uitkomst not in Toepassing.Uitkomst.values:
            raise refuse("uitkomst", _("Kies of de les hielp of niet."))

    def write(self) -> Toepassing:
        """The outcome."""
        self.toepassing.uitkomst = self.uitkomst
        self.toepassing.save(update_fields=["uitkomst"])
        return self.toepassing
