"""Which state of the glossary holds now: one row, so that every process sees a change at its next request."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

ONLY = 1


class BegrippenversieQuerySet(models.QuerySet["Begrippenversie"]):
    """The one row."""

    def current(self) -> str:
        """The key of the present state; empty while nothing was ever changed."""
        return self.filter(pk=ONLY).values_list("sleutel", flat=True).first() or ""

    def renew(self) -> None:
        """Give the glossary a new key, in the transaction of the change."""
        # A key that never comes back, so that a change that is rolled back leaves nothing behind in a cache.
        row = self.model(pk=ONLY, sleutel=uuid4().hex)
        self.bulk_create([row], update_conflicts=True, unique_fields=["pk"], update_fields=["sleutel"])


class Begrippenversie(models.Model):
    """The key of the present state of the glossary."""

    sleutel = models.CharField(max_length=32)

    objects = BegrippenversieQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van de begrippenlijst")

    def __str__(self) -> str:
        return self.sleutel
