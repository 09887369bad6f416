"""A convenantproject and the thirteen phases that it goes through."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import PageManager

from basis.append_only import AppendOnly
from basis.models import BasePage, BasePageQuerySet
from kring.indeling import Contractvorm, Fase, Thema
from kring.models import Kring, Organisatie


class ProjectenIndex(BasePage):
    """All convenantprojecten, by phase."""

    template = "convenant/projecten_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["convenant.Convenantproject"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("overzicht van convenantprojecten")


class ProjectQuerySet(BasePageQuerySet):
    """Convenantprojecten."""

    def with_fase(self) -> Self:
        """With the present phase as `fase_nu`, and what a card shows, in the same query."""
        latest = Faseovergang.objects.filter(project=models.OuterRef("pk")).order_by("-fase")
        return self.annotate(fase_nu=models.Subquery(latest.values("fase")[:1])).select_related("kring", "gemeente")

    def led_by(self, user: models.Model) -> Self:
        """The projects that `user` leads."""
        return self.filter(projectleider=user)


@dataclass(frozen=True)
class Stap:
    """One stop on the line of thirteen, as the timeline shows it."""

    nummer: int
    naam: str
    status: str
    datum: datetime | None
    toelichting: str


class Convenantproject(BasePage):
    """A project that a municipality takes through thirteen phases together with the kring."""

    template = "convenant/project.html"
    parent_page_types: ClassVar[list[str]] = ["convenant.ProjectenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("convenantproject")

    kring = models.ForeignKey(Kring, on_delete=models.PROTECT, related_name="projecten", verbose_name=_("kenniskring"))
    gemeente = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="projecten", verbose_name=_("gemeente")
    )
    projectleider = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="projecten", verbose_name=_("projectleider")
    )
    plaats = models.CharField(_("plaats"), max_length=120)
    thema = models.CharField(_("thema"), max_length=20, choices=Thema.choices)
    contractvorm = models.CharField(_("contractvorm"), max_length=20, choices=Contractvorm.choices, blank=True)
    raming = models.PositiveIntegerField(
        _("raming in euro"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Hele euro's.")
    )
    doel = models.TextField(_("wat we willen bereiken"), help_text=_("Markdown mag."))
    omschrijving = models.TextField(_("omschrijving"), blank=True, help_text=_("Markdown mag."))
    demonstratie = models.BooleanField(_("demonstratie"), default=False)

    objects = PageManager.from_queryset(ProjectQuerySet)()

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("doel"),
        FieldPanel("omschrijving"),
        FieldRowPanel([FieldPanel("thema"), FieldPanel("contractvorm"), FieldPanel("raming")]),
        MultiFieldPanel(
            [FieldPanel("kring"), FieldPanel("gemeente"), FieldPanel("projectleider"), FieldPanel("plaats")],
            heading=_("Wie en waar"),
        ),
        FieldPanel("demonstratie"),
    ]

    class Meta:
        verbose_name = _("convenantproject")
        verbose_name_plural = _("convenantprojecten")

    def fase(self) -> Fase:
        """The phase that the project is in."""
        latest = self.overgangen.order_by("-fase").first()
        return Fase(latest.fase) if latest else Fase.ZOEKEN

    def stappen(self) -> list[Stap]:
        """The thirteen stops with status `gedaan`, `nu`, `straks` or `overgeslagen`; one query."""
        reached = {row.fase: row for row in self.overgangen.all()}
        now = max(reached, default=int(Fase.ZOEKEN))
        return [self._stap(fase, reached.get(fase.value), now) for fase in Fase]

    def _stap(self, fase: Fase, row: "Faseovergang | None", now: int) -> Stap:
        if row is None:
            status = "overgeslagen" if fase < now else "straks"
            return Stap(fase.value, fase.label, status if fase != now else "nu", None, "")
        status = "nu" if fase == now else "gedaan"
        return Stap(fase.value, fase.label, status, row.op, row.reden)


class Faseovergang(models.Model):
    """A project entered a phase. Going on is a new row; a reason is due when a phase was skipped."""

    project = models.ForeignKey(
        Convenantproject, on_delete=models.PROTECT, related_name="overgangen", verbose_name=_("project")
    )
    fase = models.PositiveSmallIntegerField(_("fase"), choices=Fase.choices)
    op = models.DateTimeField(_("op"), default=timezone.now)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("door")
    )
    reden = models.CharField(_("reden"), max_length=400, blank=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("faseovergang")
        verbose_name_plural = _("faseovergangen")
        ordering = ["project", "fase"]
        constraints = [
            models.UniqueConstraint(fields=["project", "fase"], name="one_overgang_into_a_fase"),
            models.CheckConstraint(condition=models.Q(fase__gte=1, fase__lte=13), name="fase_between_1_and_13"),
        ]

    def __str__(self) -> str:
        return f"{self.project} naar fase {self.fase}"
