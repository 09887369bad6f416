"""StreamField blocks that every package may use: each with a template, a preview and a description."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from basis import markdown


class MarkdownBlock(blocks.TextBlock):
    """Running text in Markdown."""

    def get_context(self, value: str, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Gives the template the text as safe HTML (`html`), with `##` as its top level."""
        return super().get_context(value, parent_context) | {"html": markdown.render(value, top_level=2)}

    def render_basic(self, value: str, context: dict[str, Any] | None = None) -> str:
        """The text as safe HTML, also without a template."""
        return markdown.render(value, top_level=2)

    def get_searchable_content(self, value: str) -> list[str]:
        """The words without mark-up."""
        return [markdown.plain(value)]

    class Meta:
        icon = "pilcrow"
        label = _("Tekst")
        template = "basis/blocks/tekst.html"
        description = _("Lopende tekst in Markdown, met koppen, lijsten en links.")
        preview_value = "## Een kop\n\nEen alinea met **nadruk** en een [link](/begrippen)."


class LetOpBlock(blocks.StructBlock):
    """Something the reader must not miss."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120)
    tekst = blocks.TextBlock(label=_("Tekst"))

    class Meta:
        icon = "warning"
        label = _("Let op")
        template = "basis/blocks/let_op.html"
        description = _("Een blok dat opvalt: een waarschuwing of een voorwaarde.")
        preview_value: ClassVar[dict[str, str]] = {
            "titel": "Deel geen prijzen",
            "tekst": "Actuele prijzen en marges horen niet in een les.",
        }


class CitaatBlock(blocks.StructBlock):
    """Words of someone else, with who said it where."""

    citaat = blocks.TextBlock(label=_("Citaat"))
    bron = blocks.CharBlock(label=_("Bron"), max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Citaat")
        template = "basis/blocks/citaat.html"
        description = _("Een korte aanhaling met haar bron.")
        preview_value: ClassVar[dict[str, str]] = {
            "citaat": "Iedereen start aan dezelfde streep.",
            "bron": "Voorbeeldtekst van het portaal",
        }


class VraagBlock(blocks.StructBlock):
    """A question to the reader, to take along to a meeting."""

    soort = blocks.CharBlock(label=_("Soort vraag"), max_length=60, default=_("Reflectievraag"))
    vraag = blocks.TextBlock(label=_("Vraag"))

    class Meta:
        icon = "help"
        label = _("Vraag")
        template = "basis/blocks/vraag.html"
        description = _("Een vraag om mee te nemen naar het kringoverleg.")
        preview_value: ClassVar[dict[str, str]] = {
            "soort": "Reflectievraag",
            "vraag": "Wie heeft er in jouw project nog niet meegepraat?",
        }


class BeeldBlock(blocks.StructBlock):
    """A picture with a caption."""

    beeld = ImageBlock(label=_("Beeld"))
    bijschrift = blocks.CharBlock(label=_("Bijschrift"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Beeld")
        template = "basis/blocks/beeld.html"
        preview_template = "basis/blocks/beeld_preview.html"
        description = _("Een foto of tekening met bijschrift.")


class TextStream(blocks.StreamBlock):
    """The blocks of an article or a standard page."""

    tekst = MarkdownBlock()
    let_op = LetOpBlock()
    citaat = CitaatBlock()
    vraag = VraagBlock()
    beeld = BeeldBlock()

    class Meta:
        label = _("Inhoud")
