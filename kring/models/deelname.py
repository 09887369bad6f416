"""Dated membership: which organisation took part in which kring, from when until when."""

from datetime import date, datetime, time
from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Count, F, Window
from django.db.models.functions import Now, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly
from basis.visibility import Viewer
from kring.models.kring import Kring
from kring.models.organisatie import Medewerker, Organisatie
from kring.models.periode import Periode, PeriodeQuerySet

MAX_REDEN = 300


def end_of_day(day: date) -> datetime:
    """The last instant of a day in Dutch time."""
    return timezone.make_aware(datetime.combine(day, time.max))


class DeelnameQuerySet(PeriodeQuerySet):
    """Memberships, by moment and person."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those in the kringen that `viewer` may see."""
        return self.filter(kring__in=Kring.objects.visible_to(viewer))

    def on_day(self, day: date) -> Self:
        """Who took part at the end of `day` (Dutch time)."""
        return self.at(end_of_day(day))

    def of_person(self, user: AbstractBaseUser) -> Self:
        """Present memberships of the organisations that `user` works for now."""
        employers = Medewerker.objects.current().filter(user=user.pk).values("organisatie")
        return self.current().filter(organisatie__in=employers)

    def of_kring(self, kring: Kring) -> Self:
        """In one kring."""
        return self.filter(kring=kring)

    def of_organisatie(self, organisatie: Organisatie) -> Self:
        """Of one organisation, in any kring."""
        return self.filter(organisatie=organisatie)

    def ended(self) -> Self:
        """Over, the last one first."""
        return self.filter(tot__lte=Now()).order_by("-tot", "-pk")

    def latest_first(self) -> Self:
        """What has no end on top, then the latest."""
        return self.order_by(F("tot").desc(nulls_first=True), "-van", "-pk")

    def with_parties(self) -> Self:
        """With organisation and kring, without a query for each."""
        return self.select_related("organisatie", "kring")

    def first_per_soort(self, number: int) -> Self:
        """The first `number` by name of each kind of organisation, with `nummer` and the `totaal` of the kind."""
        kind = F("organisatie__soort")
        numbered = self.annotate(
            nummer=Window(RowNumber(), partition_by=kind, order_by=[F("organisatie__naam"), F("pk")]),
            totaal=Window(Count("pk"), partition_by=kind),
        )
        return numbered.filter(nummer__lte=number).order_by("organisatie__soort", "nummer")


class Deelname(Periode):
    """An organisation takes part in a kring. Leaving fills in `tot` and `reden`, once; coming back is a new row."""

    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="deelnames", verbose_name=_("organisatie")
    )
    kring = models.ForeignKey(
        Kring, on_delete=models.PROTECT, related_name="deelnames", verbose_name=_("kring")
    )
    reden = models.CharField(_("reden van vertrek"), max_length=MAX_REDEN, blank=True)
    beeindigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beëindigd door"),
    )

    append_only = AppendOnly(fill_once=("tot", "reden", "beeindigd_door"))
    objects = DeelnameQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        ordering = ["organisatie__naam", "van"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "kring"], condition=models.Q(tot=None), name="one_open_deelname"
            ),
            models.CheckConstraint(
                condition=models.Q(tot=None) | models.Q(tot__gte=models.F("van")),
                name="deelname_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} in {self.kring}"
