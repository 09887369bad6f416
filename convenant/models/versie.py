"""Versions of a convenant and the signatures under them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from basis.append_only import AppendOnly
from convenant.blocks import ArgumentBlock, ArtikelBlock, KaderBlock
from convenant.models.convenant import Convenant
from kring.models import Organisatie


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

    class Meta:
        verbose_name = _("handtekening")
        verbose_name_plural = _("handtekeningen")
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"{self.organisatie} onder {self.versie}"
