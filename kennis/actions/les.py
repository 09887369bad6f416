"""The flow of a lesson: concept, ingediend, goedgekeurd or terug met reden."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from accounts.models import User
from basis.actions import Action, refuse
from basis.mail import queue_mail
from basis.models.audit import JSONValue
from basis.visibility import kring_pks
from kennis.herkomst import herkomst_for
from kennis.models import KringGoedkeuring, Les, LessenIndex
from kennis.models.les import RESERVED_SLUGS
from kring.models import Deelname, Medewerker, Organisatie

# By its story one knows a lesson; the frame of it may have changed before it was sent again.
STORY = ("title", "kring", "situatie", "gebeurtenis", "oorzaak", "advies")
FRAME = ("thema", "fase", "contractvorm", "herkomst", "zichtbaarheid", "namens_kring")


def may_write_for(user: User, kring_pk: int | None) -> bool:
    """Whether `user` takes part in the kring, through an employer or as its coordinator."""
    return kring_pk is not None and kring_pk in kring_pks(user)


def may_edit(user: User, les: Les) -> bool:
    """Whether `user` may still change `les`: the author, as long as it is a concept or was sent back."""
    return les.auteur_id == user.pk and les.stand in {"concept", "terug"}


def may_decide(user: User, les: Les) -> bool:
    """Whether `user` may approve `les` or send it back now; nobody decides about an own lesson."""
    task = _open_task(les)
    return task is not None and les.auteur_id != user.pk and task.task.specific.decides(les, user)


def _open_task(les: Les) -> TaskState | None:
    state: TaskState | None = les.current_workflow_task_state
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return None
    return state if isinstance(state.task.specific, KringGoedkeuring) else None


def free_slug(title: str) -> str:
    """A short address under the list of lessons that no other lesson has."""
    base = slugify(title)[:70].strip("-") or "les"
    taken = RESERVED_SLUGS | set(Les.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug


@dataclass(kw_only=True)
class SchrijfLes(Action[Les]):
    """A member keeps a lesson as a concept: a new one, or changes to one that was not approved yet."""

    verb: ClassVar[str] = "les.schrijven"
    actor: User
    les: Les

    def is_permitted(self) -> bool:
        """New: who takes part in the kring. Existing: the author, while it may still change."""
        if not may_write_for(self.actor, self.les.kring_id):
            return False
        return self.les.pk is None or may_edit(self.actor, Les.objects.get(pk=self.les.pk))

    def check_rules(self) -> None:
        """What is filled in fits, and the project is one that the writer may name; the rest may come later."""
        fields = self.les._meta.get_fields()
        open_yet = {
            field.name for field in fields if field.concrete and not getattr(self.les, field.attname, None)
        }
        self.les.clean_fields(exclude=open_yet)
        project = self.les.herkomst_id
        if project is not None and not herkomst_for(self.actor).filter(pk=project).exists():
            raise refuse("herkomst", _("Kies een project van een kring waaraan je meedoet."))

    def write(self) -> Les:
        """The page as a draft with a revision."""
        les = self._kept() or self.les
        if les.stand == "ingediend":
            return les
        les.organisatie = les.organisatie or self._employer()
        if les.pk is None:
            les.auteur = self.actor
            les.slug = les.slug or free_slug(les.title)
            les.live = False
            les.has_unpublished_changes = True
            LessenIndex.objects.live().get().add_child(instance=les)
        else:
            les.save()
        # A concept may be unfinished; offering it checks the whole.
        les.save_revision(user=self.actor, clean=False)
        return les

    def _kept(self) -> Les | None:
        """The lesson that was kept already, when the form of a new one is sent again, such as by a double click."""
        if self.les.pk is not None:
            return None
        User.objects.select_for_update().get(pk=self.actor.pk)
        mine = Les.objects.written_by(self.actor).unpublished()
        kept: Les | None = mine.filter(**{name: getattr(self.les, name) for name in STORY}).first()
        if kept is not None:
            for name in FRAME:
                setattr(kept, name, getattr(self.les, name))
        return kept

    def _employer(self) -> Organisatie | None:
        members = Deelname.objects.current().filter(kring=self.les.kring_id).values("organisatie")
        posts = Medewerker.objects.current().filter(user=self.actor, organisatie__in=members)
        post = posts.select_related("organisatie").first()
        return post.organisatie if post else None


@dataclass(kw_only=True)
class DienLesIn(Action[Les]):
    """The author offers a concept to the coordinators of the kring."""

    verb: ClassVar[str] = "les.indienen"
    actor: User
    les: Les

    def is_permitted(self) -> bool:
        """The author, while it is a concept or was sent back."""
        return may_edit(self.actor, self.les) and may_write_for(self.actor, self.les.kring_id)

    def check_rules(self) -> None:
        """Every field of the lesson is filled in properly."""
        self.les.full_clean()

    def write(self) -> Les:
        """Start the workflow, or resume it after changes, and tell the coordinators."""
        state = self.les.current_workflow_state
        if state is not None:
            state.resume(user=self.actor)
        else:
            self.les.get_workflow().start(self.les, self.actor)
        for schap in self.les.kring.coordinators() if self.les.kring else ():
            if schap.user_id != self.actor.pk:
                tell(
                    "les_ingediend",
                    schap.user,
                    self.les,
                    reverse("kennis:les_beoordelen", args=[self.les.slug]),
                )
        return self.les


def schrijf_en_dien_in(actor: User, les: Les) -> Les:
    """Keep `les` and offer it to the kring, both or neither.

    Raises `NotAllowed` and `ValidationError` as the two actions do.
    """
    with transaction.atomic():
        kept = SchrijfLes(actor=actor, les=les).execute()
        # Sent twice: it was offered by the first.
        return kept if kept.stand == "ingediend" else DienLesIn(actor=actor, les=kept).execute()


def tell(template: str, user: User, les: Les, path: str, reden: str = "") -> None:
    """Queue a mail about a lesson, with the address where the reader goes on."""
    context: dict[str, object] = {"les": les, "user": user, "adres": settings.BASE_URL + path, "reden": reden}
    queue_mail(template, user.email, context)


@dataclass(kw_only=True)
class BeslisLes(Action[Les]):
    """Base of the two decisions of a coordinator."""

    actor: User
    les: Les
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """A coordinator of the kring (or administrator), about a lesson that waits, never about an own one."""
        # The lock keeps two coordinators from deciding at the same moment.
        Les.objects.select_for_update(of=("self",)).get(pk=self.les.pk)
        return may_decide(self.actor, self.les)

    def _decide(self, act: str, comment: str) -> None:
        state = _open_task(self.les)
        if state is not None:
            state.task.specific.on_action(state, self.actor, act, comment=comment)
            self.les.refresh_from_db()


@dataclass(kw_only=True)
class KeurLesGoed(BeslisLes):
    """A coordinator approves a lesson; it is published at once."""

    verb: ClassVar[str] = "les.goedkeuren"

    def write(self) -> Les:
        """Publish it and tell the author."""
        first_time = self.les.first_published_at is None
        self._decide("approve", "")
        if first_time:
            Les.objects.filter(pk=self.les.pk).update(first_published_at=self.op)
            self.les.first_published_at = self.op
        if self.les.auteur:
            tell("les_goedgekeurd", self.les.auteur, self.les, f"/lessen/{self.les.slug}")
        return self.les


@dataclass(kw_only=True)
class StuurLesTerug(BeslisLes):
    """A coordinator sends a lesson back with a reason."""

    verb: ClassVar[str] = "les.terugsturen"
    reden: str = ""

    def check_rules(self) -> None:
        """The author has to know why."""
        if not self.reden.strip():
            raise refuse("reden", _("Schrijf wat er anders moet; de auteur krijgt dit te lezen."))

    def write(self) -> Les:
        """Send it back and tell the author."""
        self._decide("reject", self.reden.strip())
        if self.les.auteur:
            path = reverse("kennis:les_bewerken", args=[self.les.slug])
            tell("les_terug", self.les.auteur, self.les, path, self.reden.strip())
        return self.les

    def details(self, result: Les) -> dict[str, JSONValue]:
        """The reason."""
        return {"reden": self.reden.strip()}
