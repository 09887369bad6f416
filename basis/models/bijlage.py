"""Files with a page: what a reader can take along."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable


class Bijlage(Orderable):
    """A document with a page. Who may see the page may open it (`basis.bijlagen`)."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="bijlagen")
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, related_name="+", verbose_name=_("bestand")
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")

    def __str__(self) -> str:
        return str(self.document)


def bijlagen_panel() -> InlinePanel:
    """The panel for the editor of a page that may carry files."""
    return InlinePanel(
        "bijlagen",
        heading=_("Bijlagen"),
        label=_("Bijlage"),
        help_text=_("Wie de pagina mag zien, mag het bestand openen en vindt het met zoeken."),
    )
