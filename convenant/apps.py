"""Application configuration of convenant."""

from django.apps import AppConfig


class ConvenantConfig(AppConfig):
    """Convenanten and convenantprojecten."""

    name = "convenant"
    verbose_name = "Convenant"

    def ready(self) -> None:
        """Offer convenantprojecten as the origin of a lesson, and their texts to who looks for missing terms."""
        from convenant import herkomst, teksten  # noqa: F401
