"""Meetings of a kring: infralokaal, workshop, marktdag, kringoverleg."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from basis.append_only import AppendOnly
from basis.models import BasePage, bijlagen_panel
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

    def chosen(self, values: Mapping[str, str]) -> Self:
        """Those of a kring (`kring`: slug) and a kind (`soort`); an empty value chooses all."""
        rows = self.filter(kring__slug=values["kring"]) if values["kring"] else self
        return rows.filter(soort=values["soort"]) if values["soort"] else rows

    def next_of_each_kring(self, kringen: Iterable[int]) -> dict[int, "Bijeenkomst"]:
        """The first meeting to come of each kring, by its key; one query."""
        order = [models.F("begin"), models.F("pk")]
        number = models.Window(RowNumber(), partition_by=models.F("kring"), order_by=order)
        first = self.upcoming().filter(kring__in=list(kringen)).annotate(nummer=number).filter(nummer=1)
        return {item.kring_id: item for item in first}

    def in_agenda_order(self) -> Self:
        """What comes, the first one first; then what was, the latest first. `voorbij` tells them apart."""
        past = models.Case(models.When(eind__lt=Now(), then=True), default=False)
        marked = self.annotate(voorbij=past)
        coming = models.Case(models.When(eind__gte=Now(), then="begin"))
        return marked.order_by("voorbij", coming, "-begin", "-pk")


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
        bijlagen_panel(),
        MultiFieldPanel(
            [FieldPanel("kring"), FieldPanel("zichtbaarheid"), FieldPanel("demonstratie")],
            heading=_("Van wie en voor wie"),
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


class InschrijvingQuerySet(models.QuerySet["Inschrijving"]):
    """Registrations, by whether they still hold."""

    def current(self) -> Self:
        """Not signed off."""
        return self.filter(afgemeld_op=None)

    def of_person(self, user: AbstractBaseUser) -> Self:
        """By one person."""
        return self.filter(user=user.pk)


class Inschrijving(models.Model):
    """A person will come; signing off fills in `afgemeld_op`, once."""

    bijeenkomst = models.ForeignKey(
        Bijeenkomst, on_delete=models.PROTECT, related_name="inschrijvingen", verbose_name=_("bijeenkomst")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="inschrijvingen",
        verbose_name=_("persoon"),
    )
    op = models.DateTimeField(_("ingeschreven op"), default=timezone.now)
    afgemeld_op = models.DateTimeField(_("afgemeld op"), null=True, blank=True)

    append_only = AppendOnly(fill_once=("afgemeld_op",))
    objects = InschrijvingQuerySet.as_manager()

    class Meta:
        verbose_name = _("inschrijving")
        verbose_name_plural = _("inschrijvingen")
        ordering = ["op"]
        constraints = [
            models.UniqueConstraint(
                fields=["bijeenkomst", "user"],
                condition=models.Q(afgemeld_op=None),
                name="one_open_inschrijving",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} naar {self.bijeenkomst}"
