"""A lesson learned: five short fields and where it comes from."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Page, PageManager, TaskState, WorkflowState

from basis.models import BasePage, bijlagen_panel
from kring.indeling import Contractvorm, Fase, Thema
from kring.models import KringContent, KringContentQuerySet, Organisatie

REVIEW_AFTER_DAYS = 730
IN_PROGRESS = WorkflowState.STATUS_IN_PROGRESS
NEEDS_CHANGES = WorkflowState.STATUS_NEEDS_CHANGES
# Addresses below /lessen that are not a lesson.
RESERVED_SLUGS = frozenset({"mijn", "schrijven", "voorbeeld"})


def review_date() -> date:
    """When a new lesson should be looked at again: two years on."""
    return timezone.localdate() + timedelta(days=REVIEW_AFTER_DAYS)


class LessenIndex(BasePage):
    """All lessons."""

    template = "kennis/lessen_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["kennis.Les"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("overzicht van lessen")


class LesQuerySet(KringContentQuerySet):
    """Lessons, by where they stand."""

    def written_by(self, user: models.Model) -> Self:
        """Lessons that `user` wrote, published or not."""
        return self.filter(auteur=user)

    def unpublished(self) -> Self:
        """Lessons that are not on the site: concept, offered or sent back."""
        return self.filter(live=False)

    def awaiting_coordinator(self, kringen: models.QuerySet | Iterable[models.Model | int]) -> Self:
        """Lessons that wait for a coordinator of one of `kringen`."""
        return self.filter(kring__in=kringen, live=False).with_stand().filter(flow_status=IN_PROGRESS)

    def sent_back(self) -> Self:
        """Lessons that a coordinator returned to the author."""
        return self.filter(live=False).with_stand().filter(flow_status=NEEDS_CHANGES)

    def with_stand(self) -> Self:
        """With the state of their workflow and the last reason, so that `stand` and `reden` cost no query."""
        flow = _open_flows()
        return self.annotate(
            flow_status=models.Subquery(flow.values("status")[:1]),
            flow_reden=models.Subquery(flow.values("current_task_state__comment")[:1]),
        )

    def matching(
        self, *, thema: str = "", fase: str = "", kring: str = "", contractvorm: str = "", begrip: str = ""
    ) -> Self:
        """Lessons that fit every filter that is filled in."""
        wanted = {
            "thema": thema,
            "fase": fase,
            "kring__slug": kring,
            "contractvorm": contractvorm,
            "begrippen__slug": begrip,
        }
        return self.filter(**{field: value for field, value in wanted.items() if value})

    def from_origin(self, page: Page) -> Self:
        """Lessons that came from a page, such as a project."""
        return self.filter(herkomst=page.pk)

    def naming(self, begrip: models.Model) -> Self:
        """Lessons that name a term."""
        return self.filter(begrippen=begrip)

    def with_frame(self) -> Self:
        """With what a card or a page shows about it, in the same query."""
        return self.select_related("kring", "organisatie", "auteur", "herkomst")


def _open_flows() -> models.QuerySet[WorkflowState]:
    """The workflow of the outer page that runs or waits for changes."""
    # The key is stored as text; PostgreSQL does not compare it with a number.
    page_key = Cast(models.OuterRef("pk"), models.CharField(max_length=255))
    kind = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    return WorkflowState.objects.active().filter(base_content_type=kind, object_id=page_key).order_by("-pk")


class Les(KringContent):
    """One lesson. A member writes it, the coordinator of the kring approves it."""

    template = "kennis/les.html"
    parent_page_types: ClassVar[list[str]] = ["kennis.LessenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("les")

    situatie = models.TextField(_("wat was de situatie"), max_length=4000)
    gebeurtenis = models.TextField(_("wat gebeurde er"), max_length=4000)
    oorzaak = models.TextField(_("waardoor kwam dat"), max_length=4000)
    advies = models.TextField(_("wat raad je aan"), max_length=4000)
    thema = models.CharField(_("thema"), max_length=20, choices=Thema.choices)
    fase = models.PositiveSmallIntegerField(_("fase"), choices=Fase.choices, null=True, blank=True)
    contractvorm = models.CharField(
        _("contractvorm"), max_length=20, choices=Contractvorm.choices, blank=True
    )
    herkomst = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("project")
    )
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lessen",
        verbose_name=_("auteur"),
    )
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lessen",
        verbose_name=_("organisatie"),
    )
    namens_kring = models.BooleanField(_("namens de kring, zonder naam"), default=False)
    bron = models.CharField(_("bron"), max_length=300, blank=True)
    herzien_op = models.DateField(_("opnieuw bekijken op"), default=review_date)
    demonstratie = models.BooleanField(_("demonstratie"), default=False)
    begrippen = ParentalManyToManyField(
        "kennis.Begrip", blank=True, related_name="lessen", verbose_name=_("begrippen")
    )

    objects = PageManager.from_queryset(LesQuerySet)()

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("situatie"), FieldPanel("gebeurtenis"), FieldPanel("oorzaak"), FieldPanel("advies")],
            heading=_("De les"),
            help_text=_("Markdown mag: **vet**, lijsten en links."),
        ),
        FieldRowPanel([FieldPanel("thema"), FieldPanel("fase"), FieldPanel("contractvorm")]),
        MultiFieldPanel(
            [
                FieldPanel("kring"),
                FieldPanel("zichtbaarheid"),
                FieldPanel("herkomst"),
                FieldPanel("auteur"),
                FieldPanel("organisatie"),
                FieldPanel("namens_kring"),
            ],
            heading=_("Van wie en voor wie"),
        ),
        FieldPanel("begrippen"),
        bijlagen_panel(),
        FieldRowPanel([FieldPanel("bron"), FieldPanel("herzien_op"), FieldPanel("demonstratie")]),
    ]

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")

    @property
    def afzender(self) -> str:
        """Who the lesson is from, as readers see it."""
        if self.namens_kring:
            # Whoever chose this is never named, also when an editor took the kring off the lesson.
            return str(
                _("namens %(kring)s") % {"kring": self.kring.title if self.kring else _("een kenniskring")}
            )
        if self.auteur and self.organisatie:
            return f"{self.auteur.naam}, {self.organisatie.naam}"
        if self.auteur:
            return str(self.auteur.naam)
        return self.organisatie.naam if self.organisatie else str(_("redactie"))

    @property
    def stand(self) -> str:
        """Where it stands: `concept`, `ingediend`, `terug` or `goedgekeurd`."""
        if self.live:
            return "goedgekeurd"
        if hasattr(self, "flow_status"):
            status = self.flow_status
        else:
            state = self.current_workflow_state
            status = state.status if state else None
        return {IN_PROGRESS: "ingediend", NEEDS_CHANGES: "terug"}.get(status or "", "concept")

    @property
    def reden(self) -> str:
        """Why a coordinator sent it back; empty when that did not happen."""
        if self.stand != "terug":
            return ""
        if hasattr(self, "flow_reden"):
            return self.flow_reden or ""
        state = self.current_workflow_state
        task: TaskState | None = state.current_task_state if state else None
        return str(task.comment) if task else ""
