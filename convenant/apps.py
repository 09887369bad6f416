"""Application configuration of convenant."""

from django.apps import AppConfig


class ConvenantConfig(AppConfig):
    """Convenanten and convenantprojecten."""

    name = "convenant"
    verbose_name = "Convenant"

    def ready(self) -> None:
        """Offer convenantprojecten as the origin of a lesson."""
        from convenant import herkomst  # noqa: F401
