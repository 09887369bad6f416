"""Suggesting a term for the glossary or a change of one, and answering."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from basis.mail import queue_mail
from kennis.models import Begrip, Begripvoorstel
from kennis.models.voorstel import LONGEST_TERM, BegripvoorstelQuerySet

MOST_OPEN = 10
ANSWER = "change_begripvoorstel"


def editors() -> list[User]:
    """Who answers suggestions: whoever was given that right, and otherwise the administrators."""
    right = Permission.objects.filter(content_type__app_label="kennis", codename=ANSWER)
    chosen = User.objects.filter(Q(groups__permissions__in=right) | Q(user_permissions__in=right))
    found = list(chosen.filter(is_active=True).distinct())
    return found or list(User.objects.filter(is_active=True, is_superuser=True))


def _waiting(actor: User) -> BegripvoorstelQuerySet:
    """What this person suggested and nobody answered yet."""
    # A double click waits here for the first, and is then told so.
    User.objects.select_for_update().get(pk=actor.pk)
    return Begripvoorstel.objects.open().of_person(actor)


def _leave_room(waiting: BegripvoorstelQuerySet) -> None:
    if waiting.count() >= MOST_OPEN:
        text = _("Je hebt al %(n)s voorstellen gedaan waar nog niemand op antwoordde. Wacht daar eerst op.")
        raise refuse("__all__", text % {"n": MOST_OPEN})


def _tell_editors(voorstel: Begripvoorstel) -> None:
    address = reverse("begripvoorstellen:edit", args=[voorstel.pk])
    for editor in editors():
        context = {"user": editor, "voorstel": voorstel, "adres": f"{settings.BASE_URL}{address}"}
        queue_mail("begrip_voorgesteld", editor.email, context)


@dataclass(kw_only=True)
class StelBegripVoor(Action[Begripvoorstel]):
    """Somebody with an account misses a term."""

    verb: ClassVar[str] = "begrip.voorstellen"
    actor: User
    term: str
    toelichting: str = ""

    def is_permitted(self) -> bool:
        """Everyone with an account: the answer goes to its address."""
        return self.actor.is_active

    def check_rules(self) -> None:
        """A word that is not there yet, once, and no more at a time than editors can answer."""
        mine = _waiting(self.actor)
        self.term = " ".join(self.term.split())
        if not self.term:
            raise refuse("term", _("Vul het begrip in dat je mist."))
        if mine.filter(term__iexact=self.term).exists():
            raise refuse("term", _("Dit begrip heb je al voorgesteld. Je krijgt nog antwoord."))
        same = Q(title__iexact=self.term) | Q(labels__tekst__iexact=self.term)
        known = Begrip.objects.visible_to(self.actor).filter(same).first()
        if known is not None:
            text = _("Dit woord staat al in de begrippenlijst: kijk bij “%(naam)s”.")
            raise refuse("term", text % {"naam": known.title})
        _leave_room(mine)

    def write(self) -> Begripvoorstel:
        """The suggestion; every editor hears of it."""
        voorstel = Begripvoorstel.objects.create(
            term=self.term, toelichting=self.toelichting.strip(), door=self.actor
        )
        _tell_editors(voorstel)
        return voorstel


@dataclass(kw_only=True)
class StelWijzigingVoor(Action[Begripvoorstel]):
    """Somebody with an account would change something about a term."""

    verb: ClassVar[str] = "begrip.wijziging_voorstellen"
    actor: User
    begrip: Begrip
    toelichting: str

    def is_permitted(self) -> bool:
        """Everyone with an account who may see the term."""
        return self.actor.is_active and self.begrip.is_visible_to(self.actor)

    def check_rules(self) -> None:
        """One open suggestion for each term, in words, and no more than editors can answer."""
        mine = _waiting(self.actor)
        if not self.toelichting.strip():
            raise refuse("toelichting", _("Schrijf wat er anders moet."))
        if mine.filter(term=self._term()).exists():
            raise refuse(
                "__all__", _("Over dit begrip heb je al een voorstel gedaan. Je krijgt nog antwoord.")
            )
        _leave_room(mine)

    def write(self) -> Begripvoorstel:
        """The suggestion; every editor hears of it."""
        voorstel = Begripvoorstel.objects.create(
            term=self._term(), begrip=self.begrip, toelichting=self.toelichting.strip(), door=self.actor
        )
        _tell_editors(voorstel)
        return voorstel

    def _term(self) -> str:
        return self.begrip.title[:LONGEST_TERM]


def _place(voorstel: Begripvoorstel) -> str:
    """Where to read on: the term that it is about, or the glossary."""
    own = reverse("kennis:begrip_id", args=[voorstel.begrip.ref]) if voorstel.begrip else "/begrippen"
    return f"{settings.BASE_URL}{own}"


@dataclass(kw_only=True)
class BeantwoordVoorstel(Action[Begripvoorstel]):
    """An editor says what became of a suggestion."""

    verb: ClassVar[str] = "begrip.voorstel_beantwoorden"
    actor: User
    voorstel: Begripvoorstel
    besluit: str
    antwoord: str

    def is_permitted(self) -> bool:
        """Editors."""
        return self.actor.has_perm(f"kennis.{ANSWER}")

    def check_rules(self) -> None:
        """Answered once, with words: it goes out as a mail at once."""
        current = Begripvoorstel.objects.select_for_update().get(pk=self.voorstel.pk)
        if current.beantwoord_op is not None:
            raise refuse("besluit", _("Dit voorstel is al beantwoord."))
        if self.besluit not in dict(current.besluiten()):
            raise refuse("besluit", _("Kies wat er met het voorstel gebeurt."))
        if not self.antwoord.strip():
            raise refuse("antwoord", _("Schrijf een antwoord; dat komt in de e-mail."))

    def write(self) -> Begripvoorstel:
        """The answer, and the mail with it."""
        voorstel = self.voorstel
        voorstel.besluit, voorstel.antwoord = self.besluit, self.antwoord.strip()
        voorstel.beantwoord_door, voorstel.beantwoord_op = self.actor, timezone.now()
        voorstel.save(update_fields=["besluit", "antwoord", "beantwoord_door", "beantwoord_op"])
        queue_mail(
            "begrip_beantwoord",
            voorstel.door.email,
            {
                "user": voorstel.door,
                "voorstel": voorstel,
                "adres": _place(voorstel),
            },
        )
        return voorstel
