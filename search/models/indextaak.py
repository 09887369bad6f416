"""Work on the index that an editor asked for, with its progress and result."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IndexTaakQuerySet(models.QuerySet["IndexTaak"]):
    """Where the work stands."""

    def open(self) -> Self:
        """Asked for and not ended."""
        return self.filter(klaar_op=None)


class IndexTaak(models.Model):
    """One comparison, repair or rebuild. A worker carries it out, outside any transaction."""

    class Soort(models.TextChoices):
        """What is to be done."""

        VERGELIJK = "vergelijk", _("Vergelijken")
        HERSTEL = "herstel", _("Herstellen")
        HERBOUW = "herbouw", _("Herbouwen")

    soort = models.CharField(_("soort"), max_length=10, choices=Soort.choices)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("gevraagd door"),
    )
    gevraagd_op = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    begonnen_op = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    gezien_op = models.DateTimeField(_("laatste teken van leven"), null=True, blank=True)
    klaar_op = models.DateTimeField(_("klaar op"), null=True, blank=True)
    gedaan = models.PositiveIntegerField(_("gedaan"), default=0)
    totaal = models.PositiveIntegerField(_("van"), default=0)
    ontbreekt = models.PositiveIntegerField(_("te weinig"), default=0)
    verouderd = models.PositiveIntegerField(_("verouderd"), default=0)
    te_veel = models.PositiveIntegerField(_("te veel"), default=0)
    fout = models.CharField(_("fout"), max_length=500, blank=True)

    objects = IndexTaakQuerySet.as_manager()

    class Meta:
        verbose_name = _("werk aan de index")
        verbose_name_plural = _("werk aan de index")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["soort"], condition=models.Q(klaar_op=None), name="one_open_task_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} #{self.pk}"

    @property
    def verschil(self) -> int:
        """How many documents were not as they should be."""
        return self.ontbreekt + self.verouderd + self.te_veel
