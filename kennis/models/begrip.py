"""A term of the glossary, modelled on NL-SBB (the Dutch SKOS profile)."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
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
from wagtail.models import Orderable, PageManager

from basis.models import BasePage, BasePageQuerySet
from kennis.models.relatie import Relatie, Verhouding
from kennis.panels import OmgekeerdeRelatiesPanel
from kring.indeling import Thema


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

    ref = models.CharField(
        _("vast kenmerk"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Kleine letters, cijfers en streepjes."))],
        help_text=_("Staat in het permanente adres en verandert nooit meer."),
    )
    definitie = models.TextField(_("definitie"), max_length=600)
    uitleg = models.TextField(_("uitleg in gewone taal"), blank=True)
    toelichting = models.TextField(_("toelichting op het gebruik"), blank=True)
    voorbeeld = models.TextField(_("voorbeeld"), blank=True)
    thema = models.CharField(_("thema"), max_length=20, choices=Thema.choices, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.GELDIG)
    peildatum = models.DateField(_("peildatum"), help_text=_("De dag waarop de feiten zijn nagekeken."))
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
        InlinePanel(
            "relaties", label=_("verhouding"), heading=_("Hoe verhoudt dit zich tot andere begrippen?")
        ),
        OmgekeerdeRelatiesPanel(),
        InlinePanel("bronnen", label=_("bron"), heading=_("Bronnen"), min_num=1),
        FieldRowPanel([FieldPanel("ref"), FieldPanel("thema"), FieldPanel("peildatum")]),
        FieldRowPanel([FieldPanel("status"), PageChooserPanel("opvolger", "kennis.Begrip")]),
    ]

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")

    def clean(self) -> None:
        """Two terms never share a preferred label, and none succeeds itself."""
        super().clean()
        clash = Begrip.objects.filter(title__iexact=self.title).exclude(pk=self.pk).first()
        if clash:
            raise ValidationError({"title": _("Er is al een begrip “%(naam)s”.") % {"naam": clash.title}})
        if self.pk is not None and self.opvolger_id == self.pk:
            raise ValidationError({"opvolger": _("Een begrip volgt zichzelf niet op.")})

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
    def ook_wel(self) -> list[str]:
        """The alternative labels that readers see."""
        return [label.tekst for label in self.labels.all() if label.soort == Label.Soort.ALT]


class Label(Orderable):
    """Another name of a term: shown (`skos:altLabel`), or hidden and only for finding (`skos:hiddenLabel`)."""

    class Soort(models.TextChoices):
        """Whether readers see it."""

        ALT = "alt", _("Zichtbaar, zoals een afkorting")
        VERBORGEN = "verborgen", _("Verborgen, alleen om te vinden")

    begrip = ParentalKey(Begrip, on_delete=models.CASCADE, related_name="labels")
    tekst = models.CharField(_("benaming"), max_length=160)
    soort = models.CharField(_("soort"), max_length=10, choices=Soort.choices, default=Soort.ALT)
    hoofdlettergevoelig = models.BooleanField(_("hoofdlettergevoelig"), default=False)
    automatisch_linken = models.BooleanField(_("automatisch linken"), default=True)

    panels = [
        FieldRowPanel([FieldPanel("tekst"), FieldPanel("soort")]),
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
