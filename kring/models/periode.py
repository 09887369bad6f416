"""Dated rows: something that holds from one moment until another."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PeriodeQuerySet(models.QuerySet):
    """What holds when."""

    def current(self) -> Self:
        """What holds at this instant, by the database's clock."""
        return self.filter(models.Q(tot=None) | models.Q(tot__gt=Now()), van__lte=Now())

    def at(self, moment: datetime) -> Self:
        """What held at `moment`."""
        return self.filter(models.Q(tot=None) | models.Q(tot__gt=moment), van__lte=moment)

    def open(self) -> Self:
        """What has no end yet."""
        return self.filter(tot=None)


class Periode(models.Model):
    """Abstract dated row. `tot` is empty as long as it holds, and filled in once."""

    van = models.DateTimeField(_("van"), default=timezone.now)
    tot = models.DateTimeField(_("tot"), null=True, blank=True)

    class Meta:
        abstract = True
