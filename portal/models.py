"""Home and standard pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField

from basis.blocks import TextStream
from basis.models import BasePage, bijlagen_panel


class HomePage(BasePage):
    """The front door."""

    template = "portal/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    kind_word = _("voorpagina")

    zoekvoorbeelden = models.CharField(
        _("voorbeelden om te zoeken"),
        max_length=300,
        default="SROI, gelijk aan de streep, hittestress, bouwteam",
        help_text=_("Vier zoekvragen, met komma's ertussen."),
    )

    content_panels: ClassVar[list[Panel | str]] = [*BasePage.content_panels, FieldPanel("zoekvoorbeelden")]

    class Meta:
        verbose_name = _("voorpagina")

    @property
    def voorbeelden(self) -> list[str]:
        """The example queries."""
        return [part.strip() for part in self.zoekvoorbeelden.split(",") if part.strip()][:4]


class StandaardPagina(BasePage):
    """A page of text: about, privacy, accessibility, contact."""

    template = "portal/standaard_pagina.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    inhoud = StreamField(TextStream(), verbose_name=_("inhoud"))
    peildatum = models.DateField(_("nagekeken op"), null=True, blank=True)

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("inhoud"),
        bijlagen_panel(),
        FieldPanel("peildatum"),
    ]

    class Meta:
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina's")
