"""Terms that people miss in the glossary, and what they would change about one."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_TERM = 120
LONGEST_TEXT = 2_000


class BegripvoorstelQuerySet(models.QuerySet["Begripvoorstel"]):
    """Where suggestions stand."""

    def open(self) -> Self:
        """Not answered yet."""
        return self.filter(beantwoord_op=None)

    def of_person(self, user: models.Model) -> Self:
        """What one person suggested."""
        return self.filter(door_id=user.pk)


class Begripvoorstel(models.Model):
    """A term that somebody would like explained, or changed (`begrip`), and what an editor answered."""

    class Besluit(models.TextChoices):
        """What became of it."""

        OPGENOMEN = "opgenomen", _("Opgenomen in de begrippenlijst")
        BESTAAT = "bestaat", _("Staat er al, onder een andere naam")
        AANGEPAST = "aangepast", _("Het begrip is aangepast")
        AFGEWEZEN = "afgewezen", _("Nemen we niet over")

    term = models.CharField(_("begrip"), max_length=LONGEST_TERM)
    begrip = models.ForeignKey(
        "kennis.Begrip",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="voorstellen",
        verbose_name=_("gaat over"),
    )
    toelichting = models.TextField(_("toelichting"), max_length=LONGEST_TEXT, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("voorgesteld door"),
    )
    op = models.DateTimeField(_("voorgesteld op"), default=timezone.now)
    besluit = models.CharField(_("besluit"), max_length=10, choices=Besluit.choices, blank=True)
    antwoord = models.TextField(
        _("antwoord"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("Komt in de e-mail aan wie het voorstelde. Zeg waar de uitleg staat, of waarom niet."),
    )
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("beantwoord door"),
    )
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    objects = BegripvoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorgesteld begrip")
        verbose_name_plural = _("voorgestelde begrippen")
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["door", "term"],
                condition=models.Q(beantwoord_op=None),
                name="one_open_suggestion_of_a_term",
            )
        ]

    def __str__(self) -> str:
        return self.term

    @property
    def is_wijziging(self) -> bool:
        """Whether it is about a term that is there."""
        return self.begrip_id is not None

    @property
    def soort(self) -> str:
        """What is asked, in words."""
        return str(_("Wijziging") if self.is_wijziging else _("Nieuw begrip"))

    def besluiten(self) -> list[tuple[str, str]]:
        """The answers that fit, as choices."""
        fitting = (
            {self.Besluit.AANGEPAST, self.Besluit.AFGEWEZEN}
            if self.is_wijziging
            else set(self.Besluit) - {self.Besluit.AANGEPAST}
        )
        return [(one.value, str(one.label)) for one in self.Besluit if one in fitting]
