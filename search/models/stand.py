"""The mark by which a process sees that editors changed something."""

import uuid

from django.db import models


class Redactiestand(models.Model):
    """One row, with another mark after each change of a synonym, a promoted page, an ignored question or a kring."""

    merk = models.UUIDField(default=uuid.uuid4)

    ROW = 1

    def __str__(self) -> str:
        return str(self.merk)

    @classmethod
    def changed(cls) -> None:
        """Give it another mark, in the transaction of the change."""
        cls.objects.update_or_create(pk=cls.ROW, defaults={"merk": uuid.uuid4()})

    @classmethod
    def mark(cls) -> uuid.UUID | None:
        """The present mark in one small query; None when nothing was ever decided."""
        # There is no other row, and this is the quickest way to ask, at every question that is asked.
        return next(iter(cls.objects.values_list("merk", flat=True)), None)
