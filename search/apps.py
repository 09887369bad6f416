"""Application configuration of search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search for everything."""

    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        """Load the sources, listen to changes, and register checks. Raises `ImproperlyConfigured`."""
        from search import checks, counting, decisions, following, indexing, maintenance, recovery, saved  # noqa: F401  (they register work)
        from search.engines import require_settings
        from search.extraction import job
        from search.sources import bestanden, convenant, kennis, kring, pages, werkbladen  # noqa: F401

        require_settings()
        indexing.connect()
        job.connect()
        decisions.connect()
        checks.register_all()
