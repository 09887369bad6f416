"""Longer reading: articles in a series, such as the eight critical success factors."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.fields import StreamField

from basis.blocks import TextStream
from basis.models import BasePage, bijlagen_panel


class Artikelreeks(BasePage):
    """A series of articles in an order."""

    template = "kennis/artikelreeks.html"
    parent_page_types: ClassVar[list[str]] = ["kennis.PraktijkIndex"]
    subpage_types: ClassVar[list[str]] = ["kennis.Artikel"]
    kind_word = _("reeks")

    inleiding = models.TextField(_("inleiding"), blank=True)
    bron = models.CharField(_("bron"), max_length=300, blank=True)

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("inleiding"),
        FieldPanel("bron"),
    ]

    class Meta:
        verbose_name = _("artikelreeks")
        verbose_name_plural = _("artikelreeksen")


class Artikel(BasePage):
    """One article of a series."""

    template = "kennis/artikel.html"
    parent_page_types: ClassVar[list[str]] = ["kennis.Artikelreeks"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("artikel")

    inhoud = StreamField(TextStream(), verbose_name=_("inhoud"))
    bron = models.CharField(_("bron"), max_length=300, blank=True)
    bron_pagina = models.CharField(_("pagina in de bron"), max_length=80, blank=True)
    peildatum = models.DateField(_("peildatum"))

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("inhoud"),
        bijlagen_panel(),
        FieldRowPanel([FieldPanel("bron"), FieldPanel("bron_pagina"), FieldPanel("peildatum")]),
    ]

    class Meta:
        verbose_name = _("artikel")
        verbose_name_plural = _("artikelen")
