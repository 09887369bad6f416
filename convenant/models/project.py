"""A convenantproject and the thirteen phases that it goes through."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import PageManager

from basis.append_only import AppendOnly
from basis.models import BasePage, BasePageQuerySet, bijlagen_panel
from basis.visibility import Viewer
from kring.indeling import Contractvorm, Fase, Thema
from kring.models import Kring, Organisatie

# Addresses below /projecten that are not a project.
RESERVED_SLUGS = frozenset({"nieuw"})


class ProjectenIndex(BasePage):
    """All convenantprojecten, by phase."""

    template = "convenant/projecten_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["convenant.Convenantproject"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("overzicht van convenantprojecten")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The projects by phase and one page of those that fit the query string."""
        from convenant.context.projecten import index_context

        return super().get_context(request, *args, **kwargs) | index_context(request)


class ProjectQuerySet(BasePageQuerySet):
    """Convenantprojecten."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the kringen that `viewer` may see."""
        return super().visible_to(viewer).filter(kring__in=Kring.objects.visible_to(viewer))

    def with_fase(self) -> Self:
        """With the present phase as `fase_nu`, since when as `fase_sinds`, and what a card shows."""
        latest = Faseovergang.objects.filter(project=models.OuterRef("pk")).order_by("-fase")
        return self.annotate(
            fase_nu=Coalesce(models.Subquery(latest.values("fase")[:1]), int(Fase.ZOEKEN)),
            fase_sinds=models.Subquery(latest.values("op")[:1]),
        ).select_related("kring", "gemeente")

    def led_by(self, viewer: Viewer) -> Self:
        """The projects that `viewer` leads: the project leader, still at work for the municipality."""
        if not viewer.is_authenticated:
            return self.none()
        municipalities = Organisatie.objects.of_person(viewer).filter(soort=Organisatie.Soort.GEMEENTE)
        return self.filter(projectleider=viewer.pk, gemeente__in=municipalities.values("pk"))

    def for_kring(self, kring: models.Model) -> Self:
        """The projects of one kring."""
        return self.filter(kring=kring)

    def matching(self, *, fase: str = "", kring: str = "", gemeente: str = "", thema: str = "") -> Self:
        """Those that fit every filter that is filled in; fetch them `with_fase()` first."""
        wanted = {"fase_nu": fase, "kring__slug": kring, "gemeente__slug": gemeente, "thema": thema}
        return self.filter(**{field: value for field, value in wanted.items() if value})

    def latest_step_first(self) -> Self:
        """What went on last on top; fetch them `with_fase()` first."""
        return self.order_by(models.F("fase_sinds").desc(nulls_last=True), "title", "pk")

    def per_fase(self) -> dict[int, int]:
        """How many are in each phase; phases without a project are left out."""
        rows = self.with_fase().order_by().values_list("fase_nu").annotate(number=models.Count("pk"))
        return dict(rows)


@dataclass(frozen=True)
class Stap:
    """One stop on the line of thirteen, as the timeline shows it."""

    nummer: int
    naam: str
    status: str
    datum: datetime | None
    toelichting: str


@dataclass(frozen=True)
class Sprong:
    """Phases that were skipped in one go, when, and why."""

    fasen: tuple[Fase, ...]
    op: datetime
    reden: str


class Convenantproject(BasePage):
    """A project that a municipality takes through thirteen phases together with the kring."""

    template = "convenant/project.html"
    parent_page_types: ClassVar[list[str]] = ["convenant.ProjectenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("convenantproject")

    kring = models.ForeignKey(
        Kring, on_delete=models.PROTECT, related_name="projecten", verbose_name=_("kenniskring")
    )
    gemeente = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="projecten", verbose_name=_("gemeente")
    )
    projectleider = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="projecten",
        verbose_name=_("projectleider"),
    )
    plaats = models.CharField(_("plaats"), max_length=120)
    thema = models.CharField(_("thema"), max_length=20, choices=Thema.choices)
    contractvorm = models.CharField(
        _("contractvorm"), max_length=20, choices=Contractvorm.choices, blank=True
    )
    raming = models.PositiveIntegerField(
        _("raming in euro"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Hele euro's."),
    )
    doel = models.TextField(_("wat we willen bereiken"), help_text=_("Markdown mag."))
    omschrijving = models.TextField(_("omschrijving"), blank=True, help_text=_("Markdown mag."))
    demonstratie = models.BooleanField(_("demonstratie"), default=False)

    objects = PageManager.from_queryset(ProjectQuerySet)()

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("doel"),
        FieldPanel("omschrijving"),
        bijlagen_panel(),
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Where the project is, its dossier, lessons, meetings and timeline, as far as the viewer may see them."""
        from convenant.context.project import project_context

        return super().get_context(request, *args, **kwargs) | project_context(self, request)

    def acl(self) -> tuple[str, ...]:
        """The same rule as `visible_to`: as long as its kring is there."""
        return super().acl() if self.kring.acl() else ()

    def clean(self) -> None:
        """An address that the site itself uses is no project's."""
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("Dit adres gebruikt de site zelf. Kies een ander.")})

    def fase(self) -> Fase:
        """The phase that the project is in."""
        return Fase(max((row.fase for row in self._rows()), default=Fase.ZOEKEN))

    def stappen(self) -> list[Stap]:
        """The thirteen stops with status `gedaan`, `nu`, `straks` or `overgeslagen`; at most one query.

        `toelichting` tells of a skipped phase why it was skipped.
        """
        reached = {row.fase: row for row in self._rows()}
        now = max(reached, default=int(Fase.ZOEKEN))
        why = {fase: jump.reden for jump in self.sprongen() for fase in jump.fasen}
        return [_stap(fase, reached.get(fase.value), now, why.get(fase, "")) for fase in Fase]

    def sprongen(self) -> list[Sprong]:
        """The phases that were skipped, each run with its reason; at most one query."""
        jumps, before = [], 0
        for row in sorted(self._rows(), key=lambda row: row.fase):
            skipped = tuple(Fase(number) for number in range(before + 1, row.fase))
            if skipped:
                jumps.append(Sprong(skipped, row.op, row.reden))
            before = row.fase
        return jumps

    def _rows(self) -> list["Faseovergang"]:
        """The transitions; there are never more than thirteen. None yet in a preview of a new page."""
        return list(self.overgangen.all()) if self.pk else []


def _stap(fase: Fase, row: "Faseovergang | None", now: int, why: str) -> Stap:
    if fase == now:
        status = "nu"
    elif fase > now:
        status = "straks"
    else:
        status = "gedaan" if row else "overgeslagen"
    return Stap(fase.value, str(fase.label), status, row.op if row else None, why)


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
            models.CheckConstraint(
                condition=models.Q(fase__gte=1, fase__lte=13), name="fase_between_1_and_13"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} naar fase {self.fase}"
