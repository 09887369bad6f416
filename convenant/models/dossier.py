"""The dossier of a consultation: what was shared, and the moment from which everyone sees it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly
from basis.tekens import check_names
from basis.visibility import Viewer
from convenant.models.project import Convenantproject
from kring.models import Organisatie


class BijdrageQuerySet(models.QuerySet["Bijdrage"]):
    """Contributions, by whether everyone sees them yet."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What is open to everyone; and, for who leads the project, everything."""
        led = models.Q(project__in=Convenantproject.objects.led_by(viewer).values("pk"))
        return self.filter(_open() | led)

    def released(self) -> Self:
        """Open to everyone by the database's clock: nobody has to flip a switch."""
        return self.filter(_open())

    def unreleased(self) -> Self:
        """Shared in the consultation, in no release yet."""
        return self.filter(vrijgave__isnull=True)

    def entered_by(self, moment: datetime) -> Self:
        """Entered at `moment` or before."""
        return self.filter(ingebracht_op__lte=moment)

    def hidden(self) -> Self:
        """Not open to everyone: in no release, or in one that has yet to come."""
        return self.exclude(vrijgave__moment__lte=Now())

    def hidden_at(self, moment: datetime) -> Self:
        """Not open to everyone at `moment`, nor now: a moment to come has not come by saying so."""
        return self.exclude(models.Q(vrijgave__moment__lte=moment) & models.Q(vrijgave__moment__lte=Now()))

    def in_dossier_order(self) -> Self:
        """By release, the latest on top, and in each as it was entered; with who it is from."""
        return self.select_related("organisatie", "vrijgave").order_by(
            "-vrijgave__moment", "-vrijgave", "ingebracht_op", "pk"
        )


def _public_projects() -> models.QuerySet[Convenantproject]:
    """The projects that everyone may see: what is released of another one is not there either."""
    return Convenantproject.objects.visible_to(AnonymousUser())


def _open() -> models.Q:
    return models.Q(vrijgave__moment__lte=Now(), project__in=_public_projects())


class Bijdrage(models.Model):
    """One thing shared in a consultation: a question, an answer, a document, minutes or attendance."""

    class Soort(models.TextChoices):
        """What was shared."""

        VRAAG = "vraag", _("Vraag")
        ANTWOORD = "antwoord", _("Antwoord")
        DOCUMENT = "document", _("Document")
        VERSLAG = "verslag", _("Verslag")
        AANWEZIGHEID = "aanwezigheid", _("Aanwezigheid")

    project = models.ForeignKey(
        Convenantproject, on_delete=models.PROTECT, related_name="bijdragen", verbose_name=_("project")
    )
    soort = models.CharField(_("soort"), max_length=14, choices=Soort.choices)
    titel = models.CharField(_("titel"), max_length=200)
    tekst = models.TextField(_("tekst"), max_length=20_000)
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bijdragen",
        verbose_name=_("van"),
    )
    ingebracht_op = models.DateTimeField(_("ingebracht op"), default=timezone.now)
    ingebracht_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ingebracht door"),
    )
    vrijgave = models.ForeignKey(
        "convenant.Vrijgave",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bijdragen",
        verbose_name=_("vrijgave"),
    )

    append_only = AppendOnly(fill_once=("vrijgave",))
    objects = BijdrageQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijdrage")
        verbose_name_plural = _("bijdragen")
        ordering = ["ingebracht_op", "pk"]

    def __str__(self) -> str:
        return self.titel

    def clean(self) -> None:
        """A title reads the same wherever it stands: nothing goes out of a dossier again."""
        super().clean()
        check_names(titel=self.titel)


class VrijgaveQuerySet(models.QuerySet["Vrijgave"]):
    """Releases."""

    def released(self) -> Self:
        """Open to everyone by the database's clock, of projects that everyone may see."""
        return self.filter(moment__lte=Now(), project__in=_public_projects())

    def planned(self) -> Self:
        """Yet to come by the database's clock, the first one first."""
        return self.filter(moment__gt=Now()).order_by("moment", "pk")

    def latest_first(self) -> Self:
        """By moment, latest on top."""
        return self.order_by("-moment", "-pk")


class Vrijgave(models.Model):
    """From `moment` on, everyone sees the same contributions at the same address."""

    project = models.ForeignKey(
        Convenantproject, on_delete=models.PROTECT, related_name="vrijgaven", verbose_name=_("project")
    )
    moment = models.DateTimeField(_("moment"))
    gepland_op = models.DateTimeField(_("gepland op"), default=timezone.now)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("door")
    )

    append_only = AppendOnly()
    objects = VrijgaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("vrijgave")
        verbose_name_plural = _("vrijgaven")
        ordering = ["-moment"]

    def __str__(self) -> str:
        return f"{self.project}, {timezone.localtime(self.moment):%d-%m-%Y %H:%M}"
