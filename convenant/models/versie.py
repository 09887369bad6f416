"""Versions of a convenant and the signatures under them."""

from collections import Counter
from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from basis.append_only import AppendOnly
from convenant.blocks import ArgumentBlock, ArtikelBlock, KaderBlock
from convenant.models.convenant import Convenant
from kring.models import Organisatie

# Anchors of the page itself; an article that took one would be unreachable.
RESERVED_ANCHORS = frozenset(
    {
        "aanleiding",
        "argumenten",
        "artikelen",
        "doel",
        "inhoud",
        "kaders",
        "meedoen-of-stoppen",
        "onderwerpen",
        "register",
        "versies",
    }
)


class ConvenantVersieQuerySet(models.QuerySet["ConvenantVersie"]):
    """Versions, by when they hold."""

    def in_force_on(self, day: date) -> Self:
        """Those that had come into force on `day`; the first one held."""
        return self.filter(ingangsdatum__lte=day).order_by("-ingangsdatum", "-nummer")

    def headlines(self) -> Self:
        """Number, date and what changed, latest first; the long texts stay in the database."""
        return self.only("convenant", "nummer", "ingangsdatum", "toelichting").order_by("-nummer")


class ConvenantVersie(models.Model):
    """One agreed text. What was signed never changes: the database refuses; a change is a new version."""

    convenant = models.ForeignKey(
        Convenant, on_delete=models.PROTECT, related_name="versies", verbose_name=_("convenant")
    )
    nummer = models.PositiveSmallIntegerField(_("versie"))
    ingangsdatum = models.DateField(_("ingangsdatum"))
    toelichting = models.TextField(_("wat er veranderde en waarom"), blank=True)
    artikelen = StreamField([("artikel", ArtikelBlock())], verbose_name=_("artikelen"))
    kaders = StreamField([("kader", KaderBlock())], blank=True, verbose_name=_("kaders"))
    argumenten = StreamField([("argument", ArgumentBlock())], blank=True, verbose_name=_("argumenten"))

    append_only = AppendOnly()
    objects = ConvenantVersieQuerySet.as_manager()

    panels = [
        FieldPanel("convenant"),
        FieldRowPanel([FieldPanel("nummer"), FieldPanel("ingangsdatum")]),
        FieldPanel("toelichting"),
        FieldPanel("artikelen"),
        FieldPanel("kaders"),
        FieldPanel("argumenten"),
    ]

    class Meta:
        verbose_name = _("versie van een convenant")
        verbose_name_plural = _("versies van convenanten")
        ordering = ["convenant", "-nummer"]
        constraints = [models.UniqueConstraint(fields=["convenant", "nummer"], name="one_versie_of_a_number")]

    def __str__(self) -> str:
        return f"{self.convenant}, versie {self.nummer}"

    def clean(self) -> None:
        """Versions follow each other in number and date; every article can be pointed at."""
        super().clean()
        self._check_order()
        anchors = Counter(block.value["anker"] for block in self.artikelen or [])
        double = sorted(anchor for anchor, number in anchors.items() if number > 1)
        if double:
            raise ValidationError(
                {"artikelen": _("Dit anker staat er twee keer: %(ankers)s.") % {"ankers": ", ".join(double)}}
            )
        taken = sorted(RESERVED_ANCHORS & set(anchors))
        if taken:
            raise ValidationError(
                {
                    "artikelen": _("Dit anker gebruikt de pagina zelf al: %(ankers)s.")
                    % {"ankers": ", ".join(taken)}
                }
            )

    def _check_order(self) -> None:
        if self.convenant_id is None or self.nummer is None or self.ingangsdatum is None:
            return
        latest = (
            ConvenantVersie.objects.filter(convenant=self.convenant_id)
            .exclude(pk=self.pk)
            .headlines()
            .first()
        )
        if latest and self.nummer <= latest.nummer:
            raise ValidationError(
                {"nummer": _("Er is al een versie %(nummer)s.") % {"nummer": latest.nummer}}
            )
        if latest and self.ingangsdatum <= latest.ingangsdatum:
            raise ValidationError({"ingangsdatum": _("De vorige versie gaat later of op dezelfde dag in.")})


class HandtekeningQuerySet(models.QuerySet["Handtekening"]):
    """Signatures."""

    def under(self, convenant: Convenant) -> Self:
        """Under any version of `convenant`, the latest first."""
        return self.filter(versie__convenant=convenant).order_by("-op", "-pk")

    def of_organisaties(self, organisaties: models.QuerySet[Organisatie]) -> Self:
        """Those of `organisaties`, with organisation, person and the number of the version."""
        mine = self.filter(organisatie__in=organisaties).select_related("organisatie", "door", "versie")
        return mine.defer("versie__artikelen", "versie__kaders", "versie__argumenten")


class Handtekening(models.Model):
    """An organisation signs a version; by that it asks to join the kring."""

    versie = models.ForeignKey(
        ConvenantVersie, on_delete=models.PROTECT, related_name="handtekeningen", verbose_name=_("versie")
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="handtekeningen", verbose_name=_("organisatie")
    )
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("getekend door")
    )
    op = models.DateTimeField(_("getekend op"), default=timezone.now)

    append_only = AppendOnly()
    objects = HandtekeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("handtekening")
        verbose_name_plural = _("handtekeningen")
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"{self.organisatie} onder {self.versie}"
