"""The engine that the settings choose."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine

__all__ = ["Engine", "get_engine"]


def get_engine(name: str | None = None) -> Engine:
    """The engine called `name`, or the one of `SEARCH_ENGINE`. Raises `ImproperlyConfigured` for another name."""
    chosen = name or settings.SEARCH_ENGINE
    if chosen == "embedded":
        return EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_PATH))
    raise ImproperlyConfigured(f"SEARCH_ENGINE={chosen!r} is geen zoekmachine die er is.")
