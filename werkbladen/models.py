"""Worksheets and what people filled in."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from basis.models import BasePage
from werkbladen.definitie import Definitie, load


class WerkbladenIndex(BasePage):
    """All worksheets."""

    template = "werkbladen/werkbladen_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["werkbladen.Werkblad"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("overzicht van werkbladen")


class Werkblad(BasePage):
    """One worksheet; `definitie` names the YAML file that holds its questions."""

    template = "werkbladen/werkblad.html"
    parent_page_types: ClassVar[list[str]] = ["werkbladen.WerkbladenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("werkblad")

    definitie = models.SlugField(
        _("definitie"), max_length=80, help_text=_("Naam van het bestand met de vragen.")
    )

    content_panels: ClassVar[list[Panel | str]] = [*BasePage.content_panels, FieldPanel("definitie")]

    class Meta:
        verbose_name = _("werkblad")
        verbose_name_plural = _("werkbladen")

    def clean(self) -> None:
        """The definition has to exist."""
        super().clean()
        try:
            self.vragen()
        except FileNotFoundError:
            raise ValidationError({"definitie": _("Er is geen bestand met vragen met deze naam.")}) from None

    def vragen(self) -> Definitie:
        """The questions of this worksheet."""
        return load(self.definitie)


class Invulling(models.Model):
    """One person's answers to one worksheet, saved as they go."""

    werkblad = models.ForeignKey(
        Werkblad, on_delete=models.PROTECT, related_name="invullingen", verbose_name=_("werkblad")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="invullingen",
        verbose_name=_("persoon"),
    )
    versie = models.PositiveSmallIntegerField(_("versie van de vragen"))
    antwoorden = models.JSONField(_("antwoorden"), default=dict)
    bijgewerkt_op = models.DateTimeField(_("bijgewerkt op"), auto_now=True)

    class Meta:
        verbose_name = _("invulling")
        verbose_name_plural = _("invullingen")
        ordering = ["-bijgewerkt_op"]
        constraints = [models.UniqueConstraint(fields=["werkblad", "user"], name="one_invulling_per_person")]

    def __str__(self) -> str:
        return f"{self.werkblad} van {self.user}"
