"""StreamField blocks of a convenant: topics, articles, frameworks and arguments."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kring.indeling import Thema


class OnderwerpBlock(blocks.StructBlock):
    """One of the topics that the convenant contributes to."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120)
    thema = blocks.ChoiceBlock(label=_("Thema"), choices=Thema.choices, required=False)
    tekst = blocks.TextBlock(label=_("Tekst"))

    class Meta:
        icon = "tag"
        label = _("Onderwerp")
        template = "convenant/blocks/onderwerp.html"
        description = _("Een onderwerp waaraan het convenant bijdraagt.")
        preview_value: ClassVar[dict[str, str]] = {
            "titel": "Minder hinder",
            "thema": "klimaat",
            "tekst": "Partijen zoeken werkwijzen die de straat korter openleggen.",
        }


class ArtikelBlock(blocks.StructBlock):
    """One article of a version, with a stable anchor and a note in plain words."""

    anker = blocks.CharBlock(
        label=_("Anker"),
        max_length=60,
        help_text=_("Verandert niet: anderen verwijzen ernaar."),
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Kleine letters, cijfers en streepjes."))],
    )
    nummer = blocks.CharBlock(label=_("Nummer"), max_length=8)
    hoofdstuk = blocks.CharBlock(label=_("Hoofdstuk"), max_length=120, required=False)
    titel = blocks.CharBlock(label=_("Titel"), max_length=160)
    tekst = blocks.TextBlock(label=_("Tekst"), help_text=_("Markdown"))
    toelichting = blocks.TextBlock(label=_("In gewone woorden"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Artikel")
        template = "convenant/blocks/artikel.html"
        description = _("Een artikel van het convenant met een vast anker.")
        preview_value: ClassVar[dict[str, str]] = {
            "anker": "open-karakter",
            "nummer": "2",
            "hoofdstuk": "Algemeen",
            "titel": "Open karakter",
            "tekst": "1. Een partij kan zich op elk moment aansluiten.",
            "toelichting": "Je kunt altijd meedoen en altijd stoppen.",
        }


class KaderBlock(blocks.StructBlock):
    """A law or rule that stands above the convenant, with the day on which it was checked."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=160)
    tekst = blocks.TextBlock(label=_("Tekst"))
    bron = blocks.CharBlock(label=_("Bron"), max_length=300)
    url = blocks.URLBlock(label=_("Adres"), required=False)
    peildatum = blocks.DateBlock(label=_("Peildatum"))

    class Meta:
        icon = "doc-full"
        label = _("Kader")
        template = "convenant/blocks/kader.html"
        description = _("Een wet of regel waarbinnen het convenant blijft.")
        preview_value: ClassVar[dict[str, str]] = {
            "titel": "Aanbestedingswet 2012",
            "tekst": "De wet voor opdrachten van de overheid.",
            "bron": "Aanbestedingswet 2012",
            "url": "",
            "peildatum": "2026-11-21",
        }


class ArgumentBlock(blocks.StructBlock):
    """A reason for or against, with an answer."""

    soort = blocks.ChoiceBlock(label=_("Soort"), choices=[("voor", _("Voor")), ("tegen", _("Tegen"))])
    titel = blocks.CharBlock(label=_("Titel"), max_length=160)
    tekst = blocks.TextBlock(label=_("Tekst"))
    antwoord = blocks.TextBlock(label=_("Antwoord"), required=False)
    bron = blocks.CharBlock(label=_("Bron"), max_length=300, required=False)

    class Meta:
        icon = "comment"
        label = _("Argument")
        template = "convenant/blocks/argument.html"
        description = _("Een argument voor of tegen, met een antwoord.")
        preview_value: ClassVar[dict[str, str]] = {
            "soort": "tegen",
            "titel": "Het kan duurder lijken",
            "tekst": "Een offerte kan hoger uitvallen.",
            "antwoord": "Er komt minder meerwerk achteraan.",
            "bron": "",
        }
