"""A typed relation between two terms, with its own explanation; the inverse is derived, never stored."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel

if TYPE_CHECKING:
    from kennis.models.begrip import Begrip


class RelatieSoort(models.TextChoices):
    """What one term is to another, read from the term that carries the relation."""

    BOVENLIGGEND = "bovenliggend", _("is een vorm van")
    ONDERDEEL_VAN = "onderdeel_van", _("is onderdeel van")
    ONDERSTEUNT = "ondersteunt", _("ondersteunt")
    UITGEWERKT_IN = "uitgewerkt_in", _("wordt uitgewerkt in")
    GEMETEN_MET = "gemeten_met", _("wordt gemeten met")
    VERGELIJKBAAR_MET = "vergelijkbaar_met", _("is vergelijkbaar met")
    VERWANT = "verwant", _("hangt samen met")
    TEGENOVER = "tegenover", _("staat tegenover")


# These put one term above another (`skos:broader`); VERWANT is `skos:related`; all others are words of our own.
HIERARCHISCH = (RelatieSoort.BOVENLIGGEND, RelatieSoort.ONDERDEEL_VAN)
INVERSE = {
    RelatieSoort.BOVENLIGGEND: _("kent als vorm"),
    RelatieSoort.ONDERDEEL_VAN: _("bestaat onder meer uit"),
    RelatieSoort.ONDERSTEUNT: _("wordt ondersteund door"),
    RelatieSoort.UITGEWERKT_IN: _("is een uitwerking van"),
    RelatieSoort.GEMETEN_MET: _("is een maat voor"),
    RelatieSoort.VERGELIJKBAAR_MET: _("is vergelijkbaar met"),
    RelatieSoort.VERWANT: _("hangt samen met"),
    RelatieSoort.TEGENOVER: _("staat tegenover"),
}


@dataclass(frozen=True)
class Verhouding:
    """A relation as one of its two terms tells it."""

    woorden: str
    begrip: "Begrip"
    toelichting: str
    is_inverse: bool


class Relatie(models.Model):
    """`van` stands in relation `soort` to `naar`."""

    van = ParentalKey(
        "kennis.Begrip", on_delete=models.CASCADE, related_name="relaties", verbose_name=_("begrip")
    )
    soort = models.CharField(_("verhouding"), max_length=20, choices=RelatieSoort.choices)
    naar = models.ForeignKey(
        "kennis.Begrip",
        on_delete=models.CASCADE,
        related_name="omgekeerde_relaties",
        verbose_name=_("ander begrip"),
    )
    toelichting = models.CharField(_("toelichting"), max_length=400, blank=True)

    panels = [FieldPanel("soort"), PageChooserPanel("naar"), FieldPanel("toelichting")]

    class Meta:
        verbose_name = _("verhouding")
        verbose_name_plural = _("verhoudingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["van", "soort", "naar"], name="one_relatie_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(van=models.F("naar")), name="relatie_not_with_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.van} {self.get_soort_display()} {self.naar}"

    def seen_from_van(self) -> Verhouding:
        """The relation as the term that carries it tells it."""
        return Verhouding(self.get_soort_display(), self.naar, self.toelichting, is_inverse=False)

    def seen_from_naar(self) -> Verhouding:
        """The same relation as the other term tells it."""
        return Verhouding(str(INVERSE[RelatieSoort(self.soort)]), self.van, self.toelichting, is_inverse=True)
