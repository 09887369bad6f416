"""The text of an uploaded file, so that a rebuild of the index reads no file, and what editors should know about it."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string


class BestandstekstQuerySet(models.QuerySet["Bestandstekst"]):
    """Texts, by how reading ended."""

    def of_stand(self, stand: str) -> Self:
        """Of one state; of all when it is empty."""
        return self.filter(stand=stand) if stand else self

    def with_document(self) -> Self:
        """With the document and its collection, without the long text."""
        return self.select_related("document__collection").defer("tekst")

    def per_stand(self) -> dict[str, int]:
        """How many there are of each state."""
        return dict(self.order_by().values_list("stand").annotate(number=models.Count("pk")))


class Bestandstekst(models.Model):
    """What was read from one document, or why nothing was."""

    class Stand(models.TextChoices):
        """How reading ended; the values are those of `search.extraction.result.State`, and two of our own."""

        WACHT = "wacht", _("wacht op lezen")
        GELEZEN = "gelezen", _("gelezen")
        GEEN_TEKST = "geen_tekst", _("geen tekst")
        KAPOT = "kapot", _("kapot")
        BEVEILIGD = "beveiligd", _("beveiligd")
        ANDERE_SOORT = "andere_soort", _("andere soort bestand")
        TE_GROOT = "te_groot", _("te groot")
        TE_LANG = "te_lang", _("duurt te lang")
        WEG = "weg", _("bestand is weg")

    # Not a use of the document: nobody is shown it here.
    wagtail_reference_index_ignore = True

    document = models.OneToOneField(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="bestandstekst",
        verbose_name=_("bestand"),
    )
    vingerafdruk = models.CharField(_("vingerafdruk"), max_length=64, blank=True)
    stand = models.CharField(_("stand"), max_length=14, choices=Stand.choices, default=Stand.WACHT)
    tekst = models.TextField(_("tekst"), blank=True)
    paginas = models.PositiveIntegerField(_("pagina's"), default=0)
    afgekapt = models.BooleanField(_("alleen het begin gelezen"), default=False)
    gelezen_op = models.DateTimeField(_("gelezen op"), null=True, blank=True)

    objects = BestandstekstQuerySet.as_manager()

    class Meta:
        verbose_name = _("bestand in de zoekmachine")
        verbose_name_plural = _("bestanden in de zoekmachine")
        ordering = ["document__title", "pk"]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def uitleg(self) -> str:
        """What the state means for an editor, and what may help."""
        if self.afgekapt:
            return str(EXPLAINED_CUT)
        return str(EXPLAINED[self.stand])


EXPLAINED_CUT = _("Het begin van de tekst is gelezen. Wat verder staat, vindt niemand. Splits het bestand.")
EXPLAINED: dict[str, Any] = {
    "wacht": _("De tekst wordt zo gelezen."),
    "gelezen": _("De tekst is te vinden."),
    "geen_tekst": _("Er staat geen tekst in. Is het een scan? Maak er dan een PDF met tekst van."),
    "kapot": _("Het bestand is beschadigd. Open het, bewaar het opnieuw en upload het nog een keer."),
    "beveiligd": _("Er zit een wachtwoord op. Upload een bestand zonder wachtwoord."),
    "andere_soort": _("De inhoud is geen PDF, DOCX, ODT of PPTX. Alleen de titel is te vinden."),
    "te_groot": _("Het bestand is te groot om te lezen. Splits het of maak de plaatjes kleiner."),
    "te_lang": _("Lezen duurde te lang. Maak het bestand eenvoudiger of splits het."),
    "weg": _("Het bestand staat niet meer op de server. Upload het nog een keer."),
}
