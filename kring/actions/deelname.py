"""Joining and leaving a kring."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from basis.actions import Action, refuse
from basis.mail import queue_mail
from basis.models.audit import JSONValue
from kring.models import (
    Aanmeldbesluit,
    Aanmelding,
    Coordinatorschap,
    Deelname,
    Kring,
    Medewerker,
    Organisatie,
)
from kring.models.deelname import MAX_REDEN


def signs_for(user: User, organisatie: Organisatie) -> bool:
    """Whether `user` may sign and leave on behalf of `organisatie` now."""
    posts = Medewerker.objects.current().filter(user=user, organisatie=organisatie)
    return posts.filter(rol=Medewerker.Rol.BEHEERDER).exists()


def coordinates(user: User, kring: Kring) -> bool:
    """Whether `user` coordinates `kring` now, or is an administrator."""
    return user.is_superuser or Coordinatorschap.objects.current().filter(kring=kring, user=user).exists()


def lock(organisatie: Organisatie) -> None:
    """Let acts about one organisation wait for each other, so that a double click does nothing twice."""
    Organisatie.objects.select_for_update().get(pk=organisatie.pk)


@dataclass(kw_only=True)
class MeldAan(Action[Aanmelding]):
    """An organisation asks to join a kring. The convenant's `Onderteken` calls this."""

    verb: ClassVar[str] = "kring.aanmelden"
    actor: User
    organisatie: Organisatie
    kring: Kring
    motivatie: str = ""
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Only who signs for the organisation."""
        return signs_for(self.actor, self.organisatie)

    def check_rules(self) -> None:
        """Not twice: no open request and no present membership."""
        lock(self.organisatie)
        if Deelname.objects.open().filter(organisatie=self.organisatie, kring=self.kring).exists():
            raise refuse("organisatie", _("Deze organisatie doet al mee aan deze kring."))
        if Aanmelding.objects.pending().filter(organisatie=self.organisatie, kring=self.kring).exists():
            raise refuse(
                "organisatie", _("Er ligt al een aanmelding van deze organisatie bij de coördinator.")
            )

    def write(self) -> Aanmelding:
        """The request, and mail to the coordinators."""
        aanmelding = Aanmelding.objects.create(
            kring=self.kring,
            organisatie=self.organisatie,
            aangemeld_door=self.actor,
            aangemeld_op=self.op,
            motivatie=self.motivatie,
        )
        for schap in self.kring.coordinators():
            queue_mail(
                "aanmelding_ontvangen", schap.user.email, {"aanmelding": aanmelding, "user": schap.user}
            )
        return aanmelding


@dataclass(kw_only=True)
class BeslisAanmelding(Action[Aanmeldbesluit]):
    """A coordinator admits an organisation or turns it down with a reason."""

    verb: ClassVar[str] = "kring.aanmelding_beslissen"
    actor: User
    aanmelding: Aanmelding
    toelaten: bool
    reden: str = ""
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Only a coordinator of the kring, and never about the own organisation."""
        return coordinates(self.actor, self.aanmelding.kring) and not signs_for(
            self.actor, self.aanmelding.organisatie
        )

    def check_rules(self) -> None:
        """Once, a refusal says why, and nobody joins twice."""
        lock(self.aanmelding.organisatie)
        if Aanmeldbesluit.objects.filter(aanmelding=self.aanmelding).exists():
            raise refuse("toelaten", _("Over deze aanmelding is al besloten."))
        if not self.toelaten and not self.reden.strip():
            raise refuse("reden", _("Schrijf waarom je afwijst; de aanmelder krijgt dit te lezen."))
        present = Deelname.objects.open().of_organisatie(self.aanmelding.organisatie)
        if self.toelaten and present.of_kring(self.aanmelding.kring).exists():
            raise refuse("toelaten", _("Deze organisatie doet al mee aan deze kring."))

    def write(self) -> Aanmeldbesluit:
        """The decision, the membership that follows from it, and mail to who asked."""
        soort = Aanmeldbesluit.Besluit
        besluit = Aanmeldbesluit.objects.create(
            aanmelding=self.aanmelding,
            besluit=soort.TOEGELATEN if self.toelaten else soort.AFGEWEZEN,
            door=self.actor,
            op=self.op,
            reden=self.reden.strip(),
        )
        if self.toelaten:
            Deelname.objects.create(
                organisatie=self.aanmelding.organisatie, kring=self.aanmelding.kring, van=self.op
            )
        person = self.aanmelding.aangemeld_door
        queue_mail("aanmelding_besloten", person.email, {"besluit": besluit, "user": person})
        return besluit

    def details(self, result: Aanmeldbesluit) -> dict[str, JSONValue]:
        """The decision."""
        return {"besluit": result.besluit}


@dataclass(kw_only=True)
class BeeindigDeelname(Action[Deelname]):
    """An organisation leaves a kring; this works at once."""

    verb: ClassVar[str] = "kring.deelname_beeindigen"
    actor: User
    deelname: Deelname
    reden: str = ""
    op: datetime = field(default_factory=timezone.now)

    def is_permitted(self) -> bool:
        """Only who signs for the organisation."""
        return signs_for(self.actor, self.deelname.organisatie)

    def check_rules(self) -> None:
        """A membership ends once, and the register has room for the reason."""
        lock(self.deelname.organisatie)
        if len(self.reden.strip()) > MAX_REDEN:
            text = _("Houd de reden kort: hoogstens %(aantal)s tekens.")
            raise refuse("reden", text % {"aantal": MAX_REDEN})
        if not Deelname.objects.open().filter(pk=self.deelname.pk).exists():
            raise refuse("reden", _("Deze deelname is al beëindigd."))

    def write(self) -> Deelname:
        """The end date and reason, and mail to the coordinators."""
        self.deelname.tot, self.deelname.reden, self.deelname.beeindigd_door = (
            self.op,
            self.reden.strip(),
            self.actor,
        )
        self.deelname.save(update_fields=["tot", "reden", "beeindigd_door"])
        for schap in self.deelname.kring.coordinators():
            queue_mail(
                "deelname_beeindigd", schap.user.email, {"deelname": self.deelname, "user": schap.user}
            )
        return self.deelname
