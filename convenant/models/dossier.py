"""The dossier of a consultation: what was shared, and the moment from which everyone sees it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly
from convenant.models.project import Convenantproject
from kring.models import Organisatie


class BijdrageQuerySet(models.QuerySet["Bijdrage"]):
    """Contributions, by whether everyone sees them yet."""

    def released(self) -> Self:
        """Open to everyone by the database's clock: nobody has to flip a switch."""
        return self.filter(vrijgave__moment__lte=Now())

    def unreleased(self) -> Self:
        """Shared in the consultation, in no release yet."""
        return self.filter(vrijgave__isnull=True)


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
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="bijdragen", verbose_name=_("van")
    )
    ingebracht_op = models.DateTimeField(_("ingebracht op"), default=timezone.now)
    ingebracht_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("ingebracht door")
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


class VrijgaveQuerySet(models.QuerySet["Vrijgave"]):
    """Releases."""

    def released(self) -> Self:
        """Open to everyone by the database's clock, of projects that are published."""
        return self.filter(moment__lte=Now(), project__live=True)


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
