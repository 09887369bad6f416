"""Application configuration of kennis."""

from django.apps import AppConfig


class KennisConfig(AppConfig):
    """Lessons, glossary, cases and articles."""

    name = "kennis"
    verbose_name = "Kennis"
