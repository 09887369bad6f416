"""Application configuration of werkbladen."""

from django.apps import AppConfig


class WerkbladenConfig(AppConfig):
    """Worksheets."""

    name = "werkbladen"
    verbose_name = "Werkbladen"

    def ready(self) -> None:
        """Register what its pages show."""
        from werkbladen import context  # noqa: F401
