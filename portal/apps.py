"""Application configuration of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Puts the rooms together."""

    name = "portal"
    verbose_name = "Portaal"

    def ready(self) -> None:
        """Register checks and what search leaves out, and silence Wagtail's own workflow mail: the portal sends its own."""
        from django.conf import settings

        from portal import checks, overview, workflow_mail  # noqa: F401  (overview registers the front page)
        from portal.models import HomePage, StandaardPagina
        from search import sources
        from search.sources.bestanden import carries_files
        from search.sources.pages import searchable_pages

        searchable_pages(StandaardPagina)
        carries_files(StandaardPagina)
        sources.not_searchable(HomePage)
        checks.register_all()
        workflow_mail.silence()
        if settings.DEMO:
            from portal.demo import zoeken  # noqa: F401  (it registers what the demo's worker carries out)
