"""What changed in a term, each time that it was published (`skos:changeNote`)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly

LONGEST_NOTE = 400


class Wijziging(models.Model):
    """One published change of a term; written at publishing and never again."""

    # A term that was published is retired, not removed: its address stays, and so does its history.
    begrip = models.ForeignKey(
        "kennis.Begrip", on_delete=models.PROTECT, related_name="wijzigingen", verbose_name=_("begrip")
    )
    moment = models.DateTimeField(_("moment"), default=timezone.now)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("door"),
    )
    notitie = models.CharField(_("wat er veranderde"), max_length=LONGEST_NOTE)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("wijziging van een begrip")
        verbose_name_plural = _("wijzigingen van begrippen")
        ordering = ["-moment", "-pk"]

    def __str__(self) -> str:
        return self.notitie
