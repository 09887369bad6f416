"""The kenniskring: its page and its coordinators."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager

from accounts.models import User
from basis.append_only import AppendOnly
from basis.models import BasePage, BasePageQuerySet
from basis.visibility import Viewer
from kring.models.organisatie import Organisatie
from kring.models.periode import Periode, PeriodeQuerySet


class KringenIndex(BasePage):
    """All kenniskringen."""

    template = "kring/kringen_index.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["kring.Kring"]
    max_count = 1
    kind_word = _("overzicht")

    class Meta:
        verbose_name = _("overzicht van kenniskringen")


class KringQuerySet(BasePageQuerySet):
    """Kringen, by who is in them."""

    def coordinated_by(self, user: AbstractBaseUser) -> Self:
        """The kringen that `user` coordinates now."""
        rows = Coordinatorschap.objects.current().filter(user=user.pk)
        return self.filter(pk__in=rows.values("kring"))

    def managed_by(self, viewer: Viewer) -> Self:
        """The kringen that `viewer` may manage: those one coordinates, and all for an administrator."""
        if not isinstance(viewer, User):
            return self.none()
        return self.all() if viewer.is_superuser else self.coordinated_by(viewer)

    def open_to(self, organisatie: Organisatie) -> Self:
        """The kringen that `organisatie` neither takes part in nor waits for, with their convenant."""
        taking_part = models.Q(pk__in=organisatie.deelnames.open().values("kring"))
        waiting = models.Q(pk__in=organisatie.aanmeldingen.pending().values("kring"))
        return self.exclude(taking_part | waiting).select_related("convenant")

    def with_deelnemers(self) -> Self:
        """With `deelnemers`: how many organisations take part now."""
        from kring.models.deelname import Deelname

        present = Deelname.objects.current().filter(kring=models.OuterRef("pk"))
        counted = (
            present.order_by().values("kring").annotate(number=models.Count("organisatie", distinct=True))
        )
        return self.annotate(deelnemers=Coalesce(models.Subquery(counted.values("number")), 0))


class Kring(BasePage):
    """A regional kenniskring with one open convenant."""

    template = "kring/kring.html"
    parent_page_types: ClassVar[list[str]] = ["kring.KringenIndex"]
    subpage_types: ClassVar[list[str]] = []
    kind_word = _("kenniskring")

    # Named, because the default accessor `kring` on Page would clash with the field `kring` of other pages.
    page_ptr = models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, related_name="kring_page"
    )
    regio = models.CharField(_("regio"), max_length=120)
    omschrijving = RichTextField(_("omschrijving"), blank=True)
    gedragsregels = RichTextField(_("gedragsregels"), blank=True)
    demonstratie = models.BooleanField(_("demonstratie"), default=False)

    objects = PageManager.from_queryset(KringQuerySet)()

    content_panels: ClassVar[list[Panel | str]] = [
        *BasePage.content_panels,
        FieldPanel("regio"),
        FieldPanel("omschrijving"),
        FieldPanel("gedragsregels"),
        FieldPanel("demonstratie"),
    ]

    class Meta:
        verbose_name = _("kenniskring")
        verbose_name_plural = _("kenniskringen")

    def is_coordinated_by(self, user: Viewer) -> bool:
        """Whether `user` coordinates this kring now."""
        if not isinstance(user, User):
            return False
        return Coordinatorschap.objects.current().filter(kring=self, user=user).exists()

    def coordinators(self) -> models.QuerySet["Coordinatorschap"]:
        """The present coordinators, with their person."""
        return self.coordinatorschappen.current().select_related("user")


class Coordinatorschap(Periode):
    """A person coordinates a kring, from a moment until a moment."""

    kring = models.ForeignKey(
        Kring, on_delete=models.PROTECT, related_name="coordinatorschappen", verbose_name=_("kring")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="coordinatorschappen",
        verbose_name=_("persoon"),
    )

    append_only = AppendOnly(fill_once=("tot",))
    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("coördinatorschap")
        verbose_name_plural = _("coördinatorschappen")
        ordering = ["-van"]
        constraints = [
            models.UniqueConstraint(
                fields=["kring", "user"], condition=models.Q(tot=None), name="one_open_coordinatorschap"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} coördineert {self.kring}"
