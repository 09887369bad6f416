"""Application configuration of kennis."""

from django.apps import AppConfig


class KennisConfig(AppConfig):
    """Lessons, glossary, cases and articles."""

    name = "kennis"
    verbose_name = "Kennis"

    def ready(self) -> None:
        """Let the pages of kennis know what they show, texts which terms they mention, and the worker what to make at night."""
        from kennis import begripformulier, geschiedenis
        from kennis.autolink import for_readers, glossary  # noqa: F401
        from kennis.context import begrippen, lessen, praktijk  # noqa: F401
        from kennis.uitwisseling import uitgave  # noqa: F401

        glossary.connect()
        geschiedenis.connect()
        begripformulier.connect()
