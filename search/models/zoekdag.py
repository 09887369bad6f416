"""How often a question was asked on a day. Nothing here says who asked: no person, no address, no time of day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_QUESTION = 80


class Zoekdag(models.Model):
    """One question on one day, counted. `search.counting` decides which questions may be kept at all."""

    dag = models.DateField(_("dag"))
    vraag = models.CharField(_("vraag"), max_length=MAX_QUESTION)
    gezocht = models.PositiveIntegerField(_("gezocht"), default=0)
    zonder_resultaat = models.PositiveIntegerField(_("zonder resultaat"), default=0)
    geklikt = models.PositiveIntegerField(_("met een klik op een resultaat"), default=0)
    plaatsen = models.PositiveIntegerField(
        _("som van de plaatsen"), default=0, help_text=_("Gedeeld door de kliks: de gemiddelde plaats.")
    )
    uitgelicht_geklikt = models.PositiveIntegerField(_("met een klik op iets uitgelichts"), default=0)
    demonstratie = models.BooleanField(_("demonstratie"), default=False)

    class Meta:
        verbose_name = _("zoekdag")
        verbose_name_plural = _("zoekdagen")
        constraints = [
            models.UniqueConstraint(fields=["dag", "vraag", "demonstratie"], name="one_count_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.dag} {self.vraag}"


class GenegeerdeVraag(models.Model):
    """A question that editors do not want to see again, such as nonsense. It is no longer counted."""

    vraag = models.CharField(_("vraag"), max_length=MAX_QUESTION, unique=True)

    class Meta:
        verbose_name = _("genegeerde vraag")
        verbose_name_plural = _("genegeerde vragen")
        ordering = ["vraag"]

    def __str__(self) -> str:
        return self.vraag
