"""A project applies a lesson, and says later what came of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly
from basis.visibility import Viewer
from convenant.models.project import Convenantproject
from kennis.models import Les


class ToepassingQuerySet(models.QuerySet["Toepassing"]):
    """What projects did with lessons."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Of lessons and in projects that `viewer` may both see."""
        lessons, projects = Les.objects.visible_to(viewer), Convenantproject.objects.visible_to(viewer)
        return self.filter(les__in=lessons.values("pk"), project__in=projects.values("pk"))

    def of_les(self, les: Les) -> Self:
        """Of one lesson."""
        return self.filter(les=les)

    def used(self) -> Self:
        """Applied, as it was or adapted."""
        return self.exclude(oordeel=Toepassing.Oordeel.NIET)

    def without_outcome(self) -> Self:
        """Applied, and nobody said yet whether it helped."""
        return self.used().filter(uitkomst="")

    def numbers(self) -> dict[str, int]:
        """How many judged it (`totaal`), applied it (`gebruikt`), and were helped by it (`hielp`)."""
        return self.aggregate(
            totaal=models.Count("pk"),
            gebruikt=models.Count("pk", filter=~models.Q(oordeel=Toepassing.Oordeel.NIET)),
            hielp=models.Count("pk", filter=models.Q(uitkomst=Toepassing.Uitkomst.HIELP)),
        )

    def with_les(self) -> Self:
        """With the lesson, latest first."""
        return self.select_related("les").order_by("-op", "-pk")

    def with_project(self) -> Self:
        """With the project and its municipality, latest first."""
        return self.select_related("project__gemeente").order_by("-op", "-pk")


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
    objects = ToepassingQuerySet.as_manager()

    class Meta:
        verbose_name = _("toepassing van een les")
        verbose_name_plural = _("toepassingen van lessen")
        ordering = ["-op"]
        constraints = [models.UniqueConstraint(fields=["project", "les"], name="one_toepassing_of_a_les")]

    def __str__(self) -> str:
        return f"{self.les} in {self.project}"

    @property
    def wacht_op_uitkomst(self) -> bool:
        """Whether it was applied and nobody said yet if it helped."""
        return self.oordeel != self.Oordeel.NIET and not self.uitkomst
