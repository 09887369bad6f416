"""A company asks to join a kring; the coordinator decides."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly
from basis.visibility import Viewer
from kring.models.kring import Kring
from kring.models.organisatie import Organisatie


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):
    """Requests to join, by where they stand."""

    def pending(self) -> Self:
        """Waiting for a decision."""
        return self.filter(besluit__isnull=True)

    def of_kring(self, kring: Kring) -> Self:
        """For one kring."""
        return self.filter(kring=kring)

    def of_organisatie(self, organisatie: Organisatie) -> Self:
        """By one organisation."""
        return self.filter(organisatie=organisatie)

    def latest_first(self) -> Self:
        """By the moment of asking, latest on top."""
        return self.order_by("-aangemeld_op", "-pk")

    def visible_to(self, viewer: Viewer) -> Self:
        """Those that `viewer` handles: of the kringen one may see and coordinates, all for an administrator."""
        return self.filter(kring__in=Kring.objects.visible_to(viewer).managed_by(viewer))

    def with_parties(self) -> Self:
        """With kring, organisation, person and decision, without a query for each."""
        return self.select_related("kring", "organisatie", "aangemeld_door", "besluit__door")


class Aanmelding(models.Model):
    """One request to join, made by signing the convenant."""

    kring = models.ForeignKey(
        Kring, on_delete=models.PROTECT, related_name="aanmeldingen", verbose_name=_("kring")
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="aanmeldingen", verbose_name=_("organisatie")
    )
    aangemeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("aangemeld door")
    )
    aangemeld_op = models.DateTimeField(_("aangemeld op"), default=timezone.now)
    motivatie = models.TextField(_("motivatie"), blank=True, max_length=2000)

    append_only = AppendOnly()
    objects = AanmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ["aangemeld_op"]

    def __str__(self) -> str:
        return f"{self.organisatie} voor {self.kring}"


class Aanmeldbesluit(models.Model):
    """The decision on one request; there is never a second."""

    class Besluit(models.TextChoices):
        """What was decided."""

        TOEGELATEN = "toegelaten", _("Toegelaten")
        AFGEWEZEN = "afgewezen", _("Afgewezen")
        INGETROKKEN = "ingetrokken", _("Ingetrokken")

    aanmelding = models.OneToOneField(
        Aanmelding, on_delete=models.PROTECT, related_name="besluit", verbose_name=_("aanmelding")
    )
    besluit = models.CharField(_("besluit"), max_length=12, choices=Besluit.choices)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("besloten door")
    )
    op = models.DateTimeField(_("besloten op"), default=timezone.now)
    reden = models.TextField(_("reden"), blank=True, max_length=2000)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("besluit op een aanmelding")
        verbose_name_plural = _("besluiten op aanmeldingen")

    def __str__(self) -> str:
        return f"{self.get_besluit_display()}: {self.aanmelding}"
