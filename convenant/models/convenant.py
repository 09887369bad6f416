"""The open convenant of a kring: its page."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Optional, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from basis.models import BasePage, BasePageQuerySet
from basis.visibility import Viewer
from convenant.blocks import OnderwerpBlock
from kring.models import Deelname, Kring

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The convenanten as cards and the register of all kringen."""
        from convenant.context.convenant import index_context

        return super().get_context(request, *args, **kwargs) | index_context(request)


class ConvenantQuerySet(BasePageQuerySet):
    """Convenanten."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the kringen that `viewer` may see."""
        return super().visible_to(viewer).filter(kring__in=Kring.objects.visible_to(viewer))

    def with_stand(self, day: date) -> Self:
        """With the kring and, on `day`, the version in force and how many take part.

        Adds `versie_nummer`, `versie_datum` (None when no version is in force) and `aantal_deelnemers`.
        """
        from convenant.models.versie import ConvenantVersie

        versie = ConvenantVersie.objects.in_force_on(day).filter(convenant=models.OuterRef("pk"))
        present = Deelname.objects.on_day(day).filter(kring=models.OuterRef("kring")).order_by()
        number = present.values("kring").annotate(n=models.Count("organisatie", distinct=True)).values("n")
        return self.select_related("kring").annotate(
            versie_nummer=models.Subquery(versie.values("nummer")[:1]),
            versie_datum=models.Subquery(versie.values("ingangsdatum")[:1]),
            aantal_deelnemers=Coalesce(models.Subquery(number), 0),
        )


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

    objects = PageManager.from_queryset(ConvenantQuerySet)()

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The text of one version, the register, and what the viewer may do."""
        from convenant.context.convenant import convenant_context

        return super().get_context(request, *args, **kwargs) | convenant_context(self, request)

    def acl(self) -> tuple[str, ...]:
        """The same rule as `visible_to`: as long as its kring is there."""
        return super().acl() if self.kring.acl() else ()

    def versie_on(self, day: date) -> Optional["ConvenantVersie"]:
        """The version that held on `day`, or None when none did yet."""
        return self.versies.in_force_on(day).first()

    def versie_in_force(self) -> Optional["ConvenantVersie"]:
        """The version that holds today, or None when none does yet."""
        return self.versie_on(timezone.localdate())
