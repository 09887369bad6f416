"""A term of ours beside a term of somebody else's list."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from kennis.models.naam import check_uri


class Koppeling(Orderable):
    """A mapping (`skos:exactMatch` and so on) from a term to a concept elsewhere."""

    class Soort(models.TextChoices):
        """What the other concept is to ours."""

        EXACT = "exact", _("betekent hetzelfde")
        CLOSE = "close", _("betekent bijna hetzelfde")
        BROAD = "broad", _("is ruimer")
        NARROW = "narrow", _("is enger")
        RELATED = "related", _("hangt ermee samen")

    begrip = ParentalKey("kennis.Begrip", on_delete=models.CASCADE, related_name="koppelingen")
    soort = models.CharField(_("het begrip elders"), max_length=10, choices=Soort.choices)
    uri = models.CharField(_("adres van het begrip elders"), max_length=500, validators=[check_uri])
    benaming = models.CharField(_("benaming elders"), max_length=200)
    stelsel = models.CharField(
        _("begrippenlijst"), max_length=120, help_text=_("Waar het begrip staat, zoals EuroVoc.")
    )

    panels = [
        FieldRowPanel([FieldPanel("soort"), FieldPanel("benaming")]),
        FieldRowPanel([FieldPanel("uri"), FieldPanel("stelsel")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")
        # SKOS: what means the same is not also merely broader or related (S46).
        constraints = [models.UniqueConstraint(fields=["begrip", "uri"], name="one_koppeling_of_a_uri")]

    def __str__(self) -> str:
        return f"{self.benaming} ({self.stelsel})"
