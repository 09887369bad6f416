"""A case from practice: a living lab or an example."""

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import PageManager

from basis.models import BasePage, BasePageQuerySet, bijlagen_panel
from kring.indeling import Thema


class PraktijkIndex(BasePage):
    """All cases, and the series of articles."""

    template = "kennis/praktijk_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["kennis.Casus", "kennis.Artikelreeks"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("overzicht van de praktijk")


class CasusQuerySet(BasePageQuerySet):
    """Cases."""

    def matching(self, *, thema: str = "", niveau: str = "") -> Self:
        """Cases that fit every filter that is filled in."""
        wanted = {"thema": thema, "niveau": niveau}
        return self.filter(**{field: value for field, value in wanted.items() if value})

    def naming(self, begrip: models.Model) -> Self:
        """Cases that name a term."""
        return self.filter(begrippen=begrip)

    def alphabetical(self) -> Self:
        """By title, capitals among the rest."""
        return self.order_by(models.functions.Lower("title"), "pk")


class Casus(BasePage):
    """What was done where, by whom, what it brought, hindered and cost, and who to ask."""

    class Niveau(models.TextChoices):
        """Levels of sustainable enterprise (source: Pieters, Building Changes, 2024)."""

        BRONS = "brons", _("Brons: het eigen bedrijf")
        ZILVER = "zilver", _("Zilver: samen met de opdrachtgever")
        GOUD = "goud", _("Goud: de kwaliteit van de wijk")

    template = "kennis/casus.html"
    parent_page_types: ClassVar[list[str]] = ["kennis.PraktijkIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("casus")

    plaats = models.CharField(_("plaats"), max_length=120)
    gemeente = models.CharField(_("gemeente"), max_length=80, blank=True)
    breedtegraad = models.DecimalField(
        _("breedtegraad"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(50), MaxValueValidator(54)],
    )
    lengtegraad = models.DecimalField(
        _("lengtegraad"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(3), MaxValueValidator(8)],
    )
    thema = models.CharField(_("thema"), max_length=20, choices=Thema.choices)
    niveau = models.CharField(_("niveau"), max_length=6, choices=Niveau.choices, blank=True)
    partijen = models.CharField(_("wie"), max_length=400, blank=True)
    wat = models.TextField(_("wat er gebeurde"))
    opbrengst = models.TextField(_("wat het opbracht"), blank=True)
    belemmering = models.TextField(_("wat het belemmerde"), blank=True)
    kosten = models.TextField(_("wat het kostte"), blank=True)
    contact = models.TextField(_("wie je kunt vragen"), blank=True)
    bron = models.CharField(_("bron"), max_length=300)
    bron_pagina = models.CharField(_("pagina in de bron"), max_length=80, blank=True)
    peildatum = models.DateField(_("peildatum"))
    begrippen = ParentalManyToManyField(
        "kennis.Begrip", blank=True, related_name="casussen", verbose_name=_("begrippen")
    )

    objects = PageManager.from_queryset(CasusQuerySet)()

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("thema"), FieldPanel("niveau")]),
        FieldRowPanel([FieldPanel("plaats"), FieldPanel("gemeente")]),
        FieldRowPanel([FieldPanel("breedtegraad"), FieldPanel("lengtegraad")]),
        FieldPanel("partijen"),
        MultiFieldPanel(
            [
                FieldPanel("wat"),
                FieldPanel("opbrengst"),
                FieldPanel("belemmering"),
                FieldPanel("kosten"),
                FieldPanel("contact"),
            ],
            heading=_("Het verhaal"),
            help_text=_("Markdown mag: **vet**, lijsten en links."),
        ),
        FieldRowPanel([FieldPanel("bron"), FieldPanel("bron_pagina"), FieldPanel("peildatum")]),
        FieldPanel("begrippen"),
        bijlagen_panel(),
    ]

    class Meta:
        verbose_name = _("casus")
        verbose_name_plural = _("casussen")
