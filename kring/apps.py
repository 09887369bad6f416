"""Application configuration of kring."""

from django.apps import AppConfig


class KringConfig(AppConfig):
    """Kenniskringen and who takes part in them."""

    name = "kring"
    verbose_name = "Kenniskringen"

    def ready(self) -> None:
        """Let membership grant sight of a kring's own content, and register what its pages show."""
        from kring import overzicht, principals  # noqa: F401
