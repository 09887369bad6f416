"""Meetings of a kring: infralokaal, workshop, marktdag, kringoverleg."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from basis.append_only import AppendOnly
from basis.models import BasePage
from kring.indeling import Thema
from kring.models.zichtbaar import KringContent, KringContentQuerySet


class BijeenkomstenIndex(BasePage):
    """All meetings."""

    template = "kring/bijeenkomsten_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["kring.Bijeenkomst"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("overzicht van bijeenkomsten")


class BijeenkomstQuerySet(KringContentQuerySet):
    """Meetings, by when they are."""

    def upcoming(self) -> Self:
        """Not over yet, the first one first."""
        return self.filter(eind__gte=Now()).order_by("begin", "pk")

    def past(self) -> Self:
        """Over, the latest first."""
        return self.filter(eind__lt=Now()).order_by("-begin", "-pk")


class Bijeenkomst(KringContent):
    """One meeting with its programme and, afterwards, its minutes."""

    class Soort(models.TextChoices):
        """What kind of meeting it is."""

        INFRALOKAAL = "infralokaal", _("Infralokaal")
        WORKSHOP = "workshop", _("Workshop")
        MARKTDAG = "marktdag", _("Marktdag")
        KRINGOVERLEG = "kringoverleg", _("Kringoverleg")

    template = "kring/bijeenkomst.html"
    parent_page_types: ClassVar[list[str]] = ["kring.BijeenkomstenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("bijeenkomst")

    soort = models.CharField(_("soort"), max_length=14, choices=Soort.choices)
    begin = models.DateTimeField(_("begin"))
    eind = models.DateTimeField(_("eind"))
    plaats = models.CharField(_("plaats"), max_length=160)
    thema = models.CharField(_("thema"), max_length=20, choices=Thema.choices, blank=True)
    programma = RichTextField(_("programma"), blank=True)
    verslag = RichTextField(_("verslag"), blank=True)
    demonstratie = models.BooleanField(_("demonstratie"), default=False)

    objects = PageManager.from_queryset(BijeenkomstQuerySet)()

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("soort"), FieldPanel("thema")]),
        FieldRowPanel([FieldPanel("begin"), FieldPanel("eind")]),
        FieldPanel("plaats"),
        FieldPanel("programma"),
        FieldPanel("verslag"),
        MultiFieldPanel(
            [FieldPanel("kring"), FieldPanel("zichtbaarheid"), FieldPanel("demonstratie")], heading=_("Van wie en voor wie")
        ),
    ]

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")

    def clean(self) -> None:
        """A meeting ends after it begins."""
        super().clean()
        if self.begin and self.eind and self.eind <= self.begin:
            raise ValidationError({"eind": _("Het eind ligt voor het begin.")})

    @property
    def is_past(self) -> bool:
        """Whether the meeting is over."""
        return self.eind < timezone.now()


class Inschrijving(models.Model):
    """A person will come; signing off fills in `afgemeld_op`, once."""

    bijeenkomst = models.ForeignKey(
        Bijeenkomst, on_delete=models.PROTECT, related_name="inschrijvingen", verbose_name=_("bijeenkomst")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inschrijvingen", verbose_name=_("persoon")
    )
    op = models.DateTimeField(_("ingeschreven op"), default=timezone.now)
    afgemeld_op = models.DateTimeField(_("afgemeld op"), null=True, blank=True)

    append_only = AppendOnly(fill_once=("afgemeld_op",))

    class Meta:
        verbose_name = _("inschrijving")
        verbose_name_plural = _("inschrijvingen")
        ordering = ["op"]
        constraints = [
            models.UniqueConstraint(
                fields=["bijeenkomst", "user"], condition=models.Q(afgemeld_op=None), name="one_open_inschrijving"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} naar {self.bijeenkomst}"
