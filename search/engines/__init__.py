"""The engine that the settings choose."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from elasticsearch import Elasticsearch

from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine

__all__ = ["Engine", "get_engine"]


def get_engine(name: str | None = None) -> Engine:
    """The engine called `name`, or the one of `SEARCH_ENGINE`. Raises `ImproperlyConfigured` for another name."""
    chosen = name or settings.SEARCH_ENGINE
    if chosen == "embedded":
        return EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_PATH))
    if chosen == "elasticsearch":
        return ElasticsearchEngine(elasticsearch_client(), settings.SEARCH_INDEX)
    raise ImproperlyConfigured(f"SEARCH_ENGINE={chosen!r} is geen zoekmachine die er is.")


@lru_cache(maxsize=1)
def elasticsearch_client() -> Elasticsearch:
    """The client of this process, which keeps connections. Raises `ImproperlyConfigured` without an address."""
    if not settings.ELASTICSEARCH_URL:
        raise ImproperlyConfigured("ELASTICSEARCH_URL is leeg.")
    secured = {"api_key": settings.ELASTICSEARCH_API_KEY, "ca_certs": settings.ELASTICSEARCH_CA}
    options: dict[str, Any] = {name: value for name, value in secured.items() if value}
    return Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=settings.SEARCH_TIMEOUT, **options)
