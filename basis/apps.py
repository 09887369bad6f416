"""Application configuration of the bottom layer."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class BasisConfig(AppConfig):
    """Pages, blocks, actions, audit log and outbox."""

    name = "basis"
    verbose_name = "Basis"

    def ready(self) -> None:
        """Guard dated rows in the database, outside the time that a migration runs."""
        from basis import append_only, mail  # noqa: F401  (mail registers its outbox handler)

        pre_migrate.connect(append_only.lift, sender=self)
        post_migrate.connect(append_only.guard, dispatch_uid="append-only")
