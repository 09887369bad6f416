"""A project applies a lesson, and says later what came of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly
from convenant.models.project import Convenantproject
from kennis.models import Les


class Toepassing(models.Model):
    """What a project did with a lesson; the outcome is filled in once."""

    class Oordeel(models.TextChoices):
        """What the project does with the lesson."""

        TOEGEPAST = "toegepast", _("Toegepast")
        AANGEPAST = "aangepast", _("Aangepast toegepast")
        NIET = "niet", _("Niet toegepast, omdat")

    class Uitkomst(models.TextChoices):
        """What came of it."""

        HIELP = "hielp", _("Hielp")
        HIELP_NIET = "hielp-niet", _("Hielp niet")

    project = models.ForeignKey(
        Convenantproject, on_delete=models.PROTECT, related_name="toepassingen", verbose_name=_("project")
    )
    les = models.ForeignKey(Les, on_delete=models.PROTECT, related_name="toepassingen", verbose_name=_("les"))
    oordeel = models.CharField(_("oordeel"), max_length=10, choices=Oordeel.choices)
    toelichting = models.CharField(_("toelichting"), max_length=400, blank=True)
    uitkomst = models.CharField(_("uitkomst"), max_length=12, choices=Uitkomst.choices, blank=True)
    op = models.DateTimeField(_("op"), default=timezone.now)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("door")
    )

    append_only = AppendOnly(fill_once=("uitkomst",))

    class Meta:
        verbose_name = _("toepassing van een les")
        verbose_name_plural = _("toepassingen van lessen")
        ordering = ["-op"]
        constraints = [models.UniqueConstraint(fields=["project", "les"], name="one_toepassing_of_a_les")]

    def __str__(self) -> str:
        return f"{self.les} in {self.project}"
