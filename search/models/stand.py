"""The mark by which a process sees that editors changed something."""

import uuid

from django.db import connection, models


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
    def mark(cls) -> object:
        """The present mark, to compare with another; None when nothing was ever decided."""
        # There is no other row. Written out, because it is asked at every question and this takes a third of the time.
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT merk FROM {cls._meta.db_table}")  # noqa: S608 - a name of our own
            row = cursor.fetchone()
        return row[0] if row else None
