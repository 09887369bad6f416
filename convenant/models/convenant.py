"""The open convenant of a kring: its page."""

from typing import TYPE_CHECKING, ClassVar, Optional

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField

from basis.models import BasePage
from convenant.blocks import OnderwerpBlock

if TYPE_CHECKING:
    from convenant.models.versie import ConvenantVersie


class ConvenantenIndex(BasePage):
    """What an open convenant is, which there are, and the register of everyone who takes part."""

    template = "convenant/convenanten_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["convenant.Convenant"]
    max_count = 1
    kind_word = _("overzicht")

    inleiding = models.TextField(_("inleiding"), blank=True, help_text=_("Markdown"))

    content_panels: ClassVar[list[Panel | str]] = [*BasePage.content_panels, FieldPanel("inleiding")]

    class Meta:
        verbose_name = _("overzicht van convenanten")


class Convenant(BasePage):
    """The open convenant of one kring; what is agreed stands in its versions."""

    template = "convenant/convenant.html"
    parent_page_types: ClassVar[list[str]] = ["convenant.ConvenantenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("convenant")

    kring = models.OneToOneField(
        "kring.Kring", on_delete=models.PROTECT, related_name="convenant", verbose_name=_("kenniskring")
    )
    aanleiding = models.TextField(_("aanleiding"), help_text=_("Markdown"))
    doel = models.TextField(_("beoogd maatschappelijk resultaat"), help_text=_("Markdown"))
    onderwerpen = StreamField([("onderwerp", OnderwerpBlock())], blank=True, verbose_name=_("onderwerpen"))
    opmerking = models.TextField(_("opmerking vooraf"), blank=True)
    bron = models.CharField(_("bron"), max_length=300, blank=True)

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("kring"),
        FieldPanel("aanleiding"),
        FieldPanel("doel"),
        FieldPanel("onderwerpen"),
        FieldPanel("opmerking"),
        FieldPanel("bron"),
    ]

    class Meta:
        verbose_name = _("convenant")
        verbose_name_plural = _("convenanten")

    def versie_in_force(self) -> Optional["ConvenantVersie"]:
        """The version that holds today, or None when none does yet."""
        in_force = self.versies.filter(ingangsdatum__lte=timezone.localdate())
        return in_force.order_by("-ingangsdatum", "-nummer").first()
