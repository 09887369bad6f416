"""A term of the glossary, modelled on NL-SBB (the Dutch SKOS profile)."""

import logging
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    Panel,
)
from wagtail.models import Orderable, PageManager, Revision

from basis.models import BasePage, BasePageQuerySet
from kennis.models.naam import LONGEST_NAME, check_name
from kennis.models.ref import ref_field
from kennis.models.relatie import Relatie, Verhouding
from kennis.models.wijziging import LONGEST_NOTE
from kennis.panels import NakijkenPanel, OmgekeerdeRelatiesPanel, VormenPanel
from kring.indeling import Thema

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

logger = logging.getLogger("kenniskring.kennis")
# What Wagtail's command for publishing on a day calls itself.
SCHEDULED = "wagtail.publish.scheduled"
CARD, MAP = "kaartje", "kaart"
ROWS = ("labels", "relaties", "bronnen", "koppelingen")
# Addresses below /begrippen that are not a term.
RESERVED_SLUGS = frozenset({"hierarchie", "overzicht", "vergelijk", "verzamelingen", "voorstellen"})
LONGEST_SUMMARY = 300
NOTE_MISSING = _("Schrijf op wat er verandert. Lezers zien dat terug.")


def following_summary(summary: str, before: str, definitie: str) -> str:
    """The summary of a term whose definition was `before`: its definition, unless an editor wrote another one."""
    is_own = summary not in ("", before[:LONGEST_SUMMARY])
    return summary if is_own else definitie[:LONGEST_SUMMARY]


class BegrippenIndex(BasePage):
    """The glossary, A to Z."""

    template = "kennis/begrippen_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["kennis.Begrip"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("begrippenlijst")


class BegripQuerySet(BasePageQuerySet):
    """Terms of the glossary."""

    def current(self) -> Self:
        """Terms that are in force: not retired."""
        return self.exclude(status=Begrip.Status.VERVALLEN)

    def alphabetical(self) -> Self:
        """By their word, capitals among the rest."""
        return self.order_by(models.functions.Lower("title"))

    def about(self, thema: str) -> Self:
        """Terms of one theme; all terms when `thema` is empty."""
        return self.filter(thema=thema) if thema else self

    def with_frame(self) -> Self:
        """With labels, in one more query."""
        return self.prefetch_related("labels")


class Begrip(BasePage):
    """One concept; `title` is its preferred label (`skos:prefLabel`)."""

    class Status(models.TextChoices):
        """Where the term stands in its life."""

        VOORSTEL = "voorstel", _("Voorstel")
        GELDIG = "geldig", _("Geldig")
        VERVALLEN = "vervallen", _("Vervallen")

    template = "kennis/begrip.html"
    parent_page_types: ClassVar[list[str]] = ["kennis.BegrippenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("begrip")

    ref = ref_field()
    notatie = models.CharField(
        _("notatie"),
        max_length=40,
        blank=True,
        help_text=_("Een code waarmee anderen het begrip aanduiden, zoals SDG 13."),
    )
    definitie = models.TextField(_("definitie"), max_length=600)
    uitleg = models.TextField(_("uitleg in gewone taal"), blank=True)
    toelichting = models.TextField(_("toelichting op het gebruik"), blank=True)
    voorbeeld = models.TextField(_("voorbeeld"), blank=True)
    thema = models.CharField(_("thema"), max_length=20, choices=Thema.choices, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.GELDIG)
    peildatum = models.DateField(_("peildatum"), help_text=_("De dag waarop de feiten zijn nagekeken."))
    herzien_voor = models.DateField(
        _("herzien vóór"), null=True, blank=True, help_text=_("Uiterlijk dan kijkt iemand het weer na.")
    )
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie het nakijkt"),
    )
    notitie = models.CharField(
        _("wat er verandert"),
        max_length=LONGEST_NOTE,
        blank=True,
        help_text=_("Verplicht bij een begrip dat al op de site staat. Lezers zien dit in de geschiedenis."),
    )
    opvolger = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="voorgangers",
        verbose_name=_("opvolger"),
        help_text=_("Alleen bij een vervallen begrip: het begrip dat je nu gebruikt."),
    )

    objects = PageManager.from_queryset(BegripQuerySet)()

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("definitie"),
        MultiFieldPanel(
            [FieldPanel("uitleg"), FieldPanel("toelichting"), FieldPanel("voorbeeld")],
            heading=_("In gewone taal"),
        ),
        InlinePanel("labels", label=_("andere benaming"), heading=_("Andere benamingen")),
        VormenPanel(),
        InlinePanel(
            "relaties", label=_("verhouding"), heading=_("Hoe verhoudt dit zich tot andere begrippen?")
        ),
        OmgekeerdeRelatiesPanel(),
        InlinePanel("bronnen", label=_("bron"), heading=_("Bronnen"), min_num=1),
        InlinePanel("koppelingen", label=_("koppeling"), heading=_("Hetzelfde begrip in andere lijsten")),
        FieldRowPanel([FieldPanel("ref", required_on_save=True), FieldPanel("notatie"), FieldPanel("thema")]),
        FieldRowPanel([FieldPanel("peildatum"), FieldPanel("herzien_voor"), FieldPanel("eigenaar")]),
        FieldRowPanel([FieldPanel("status"), PageChooserPanel("opvolger", "kennis.Begrip")]),
        FieldPanel("notitie"),
        NakijkenPanel(),
    ]
    preview_modes: ClassVar[list[tuple[str, "StrOrPromise"]]] = [
        ("", _("Pagina")),
        (CARD, _("Kaartje bij een link")),
        (MAP, _("Kaart met verhoudingen")),
    ]

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")

    def clean(self) -> None:
        """Refuse what is no name, a new reference for a term that others know, and what does not fit with other terms.

        `kennis.samenhang` has the rules between terms. The messages are at fields, or at `labels`, `relaties` and
        so on for rows.
        """
        super().clean()
        found: dict[str, list[ValidationError]] = defaultdict(list)
        try:
            check_name(self.title)
        except ValidationError as error:
            found["title"].append(error)
        if self.slug in RESERVED_SLUGS:
            found["slug"].append(ValidationError(_("Dit adres gebruikt de site zelf. Kies een ander.")))
        if self._has_new_ref():
            found["ref"].append(ValidationError(_("Dit kenmerk staat al in adressen die anderen kennen.")))
        # Not at the top: the rules read the models.
        from kennis import samenhang

        if not samenhang.is_gekeurd():
            self._clean_rows(found)
            for fout in samenhang.fouten_van(self):
                found[fout.veld].append(ValidationError(fout.tekst))
        if found:
            raise ValidationError(dict(found))

    def _has_new_ref(self) -> bool:
        known = Begrip.objects.filter(pk=self.pk, first_published_at__isnull=False)
        return self.pk is not None and known.exclude(ref=self.ref).exists()

    def _clean_rows(self, found: dict[str, list[ValidationError]]) -> None:
        for name in ROWS:
            for row in getattr(self, name).all():
                try:
                    row.clean_fields(exclude=["begrip", "van"])
                except ValidationError as error:
                    found[name].append(error)

    def publish(self, revision: Revision, *args: Any, **options: Any) -> None:
        """Publish a revision; the form of an editor asks the same.

        Raises `ValidationError` when the revision breaks a rule, or changes a known term without saying what; one
        that waited for its day goes back to being a concept instead.
        """
        wanted: Begrip = revision.as_object()
        try:
            if wanted.needs_note() and not wanted.notitie.strip():
                raise ValidationError({"notitie": NOTE_MISSING})
            super().publish(revision, *args, **options)
        except ValidationError as error:
            if options.get("log_action") != SCHEDULED:
                raise
            # Others changed meanwhile. It stays a concept, and what else waits for this moment goes on.
            logger.warning("term %s is not published on its day: %s", wanted.ref, error.messages)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The page, or only what others show of it: its card or its map."""
        if mode_name in (CARD, MAP):
            return f"kennis/admin/voorbeeld_{mode_name}.html"
        return str(super().get_preview_template(request, mode_name))

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """With the map as the editor has it now."""
        # Not at the top: a model imports nothing of what shows it.
        from kennis.begriphulp import voorbeeld

        return super().get_preview_context(request, mode_name) | voorbeeld(self, request, mode_name)

    def needs_note(self) -> bool:
        """Whether readers know this term already, so that a change is told."""
        return self.first_published_at is not None

    def verhoudingen(self) -> list[Verhouding]:
        """Relations in words, own and inverse, to published terms; two queries."""
        # A preview holds relations that are not saved yet, so the choice is made here and not in the database.
        own = [row.seen_from_van() for row in self.relaties.select_related("naar") if row.naar.live]
        told = {(seen.woorden, seen.begrip.pk) for seen in own}
        inverse = [row.seen_from_naar() for row in self.omgekeerd()]
        # Two editors may have written the same symmetric relation from both ends.
        return own + [seen for seen in inverse if (seen.woorden, seen.begrip.pk) not in told]

    def omgekeerd(self) -> list[Relatie]:
        """The relations that published other terms have with this one."""
        if self.pk is None:
            return []
        return list(Relatie.objects.filter(naar=self, van__live=True).select_related("van"))

    @property
    def is_vervallen(self) -> bool:
        """Whether the term is retired."""
        return self.status == self.Status.VERVALLEN

    @property
    def laatste_wijziging(self) -> str:
        """What changed at the last publication; empty when nobody wrote that down."""
        latest = next(iter(self.wijzigingen.all()), None)
        return latest.notitie if latest else ""

    @property
    def ook_wel(self) -> list[str]:
        """The alternative labels that readers see."""
        return [label.tekst for label in self.labels.all() if label.soort == Label.Soort.ALT]


class Label(Orderable):
    """Another name of a term: shown (`skos:altLabel`), or hidden and only for finding (`skos:hiddenLabel`)."""

    class Soort(models.TextChoices):
        """Whether readers see it."""

        ALT = "alt", _("Zichtbaar, zoals een afkorting")
        VERBORGEN = "verborgen", _("Verborgen, alleen om te vinden")

    class Taal(models.TextChoices):
        """The language of the name."""

        NL = "nl", _("Nederlands")
        EN = "en", _("Engels")

    begrip = ParentalKey(Begrip, on_delete=models.CASCADE, related_name="labels")
    tekst = models.CharField(_("benaming"), max_length=LONGEST_NAME, validators=[check_name])
    taal = models.CharField(_("taal"), max_length=2, choices=Taal.choices, default=Taal.NL)
    soort = models.CharField(_("soort"), max_length=10, choices=Soort.choices, default=Soort.ALT)
    hoofdlettergevoelig = models.BooleanField(_("hoofdlettergevoelig"), default=False)
    automatisch_linken = models.BooleanField(_("automatisch linken"), default=True)

    panels = [
        FieldPanel("tekst"),
        FieldRowPanel([FieldPanel("soort"), FieldPanel("taal")]),
        FieldRowPanel([FieldPanel("hoofdlettergevoelig"), FieldPanel("automatisch_linken")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("benaming")
        verbose_name_plural = _("benamingen")
        constraints = [models.UniqueConstraint(fields=["begrip", "tekst"], name="one_label_of_a_text")]

    def __str__(self) -> str:
        return self.tekst


class Bron(Orderable):
    """Where a definition or fact comes from."""

    begrip = ParentalKey(Begrip, on_delete=models.CASCADE, related_name="bronnen")
    titel = models.CharField(_("titel"), max_length=200)
    verwijzing = models.CharField(_("verwijzing"), max_length=300, blank=True)
    pagina = models.CharField(_("pagina"), max_length=40, blank=True)
    url = models.URLField(_("adres"), blank=True, max_length=500)

    panels = [
        FieldPanel("titel"),
        FieldPanel("verwijzing"),
        FieldRowPanel([FieldPanel("pagina"), FieldPanel("url")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")

    def __str__(self) -> str:
        return self.titel
