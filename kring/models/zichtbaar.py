"""Content that belongs to a kring: public, or the kring's own. One rule, as query and as access list."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from basis.models import BasePage, BasePageQuerySet
from basis.visibility import OPENBAAR, Viewer, kring_pks, kring_token
from kring.indeling import Zichtbaarheid
from kring.models.kring import Kring


class KringContentQuerySet(BasePageQuerySet):
    """Pages of a kring."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Public pages, and the own pages of the kringen that `viewer` takes part in or coordinates.

        What is of a kring is there as long as the kring is.
        """
        own = models.Q(zichtbaarheid=Zichtbaarheid.KRING, kring__in=kring_pks(viewer))
        open_to = super().visible_to(viewer).filter(models.Q(zichtbaarheid=Zichtbaarheid.OPENBAAR) | own)
        return open_to.filter(models.Q(kring=None) | models.Q(kring__in=Kring.objects.visible_to(viewer)))

    def for_kring(self, kring: models.Model) -> Self:
        """Pages of one kring."""
        return self.filter(kring=kring)


class KringContent(BasePage):
    """Abstract page of a kring with a visibility."""

    kring = models.ForeignKey(
        "kring.Kring",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kenniskring"),
    )
    zichtbaarheid = models.CharField(
        _("zichtbaarheid"), max_length=8, choices=Zichtbaarheid.choices, default=Zichtbaarheid.OPENBAAR
    )

    class Meta:
        abstract = True

    def acl(self) -> tuple[str, ...]:
        """The same rule as `visible_to`, in tokens."""
        if not super().acl() or (self.kring and not self.kring.acl()):
            return ()
        if self.zichtbaarheid == Zichtbaarheid.OPENBAAR:
            return (OPENBAAR,)
        return (kring_token(self.kring_id),) if self.kring_id else ()
