"""Application configuration of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Puts the rooms together."""

    name = "portal"
    verbose_name = "Portaal"

    def ready(self) -> None:
        """Register checks, and silence Wagtail's own workflow mail: the portal sends its own."""
        from portal import checks, workflow_mail

        checks.register_all()
        workflow_mail.silence()
