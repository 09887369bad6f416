"""Application configuration of werkbladen."""

from django.apps import AppConfig


class WerkbladenConfig(AppConfig):
    """Worksheets."""

    name = "werkbladen"
    verbose_name = "Werkbladen"
