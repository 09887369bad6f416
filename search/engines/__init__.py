"""The engine that the settings choose."""

import ssl
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from elasticsearch import Elasticsearch

from search.engines.base import Engine, EngineUnavailable
from search.engines.breaker import Breaker
from search.engines.embedded import EmbeddedEngine
from search.engines.guarded import GuardedEngine, is_limited

__all__ = ["Engine", "get_engine"]

MOST_TRIES = 2
"""On so many other hosts, when one is away."""


@dataclass(frozen=True, slots=True)
class Server:
    """What this process knows of Elasticsearch: the client with its connections, and how it fares."""

    client: Elasticsearch
    reading: Breaker = field(default_factory=Breaker)
    writing: Breaker = field(default_factory=Breaker)


def get_engine(name: str | None = None) -> Engine:
    """The engine called `name`, or the one of `SEARCH_ENGINE`, for one page or one message.

    Raises `ImproperlyConfigured` for another name.
    """
    chosen = name or settings.SEARCH_ENGINE
    embedded = EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_PATH))
    if chosen == "embedded":
        return embedded
    if chosen == "elasticsearch":
        server = elasticsearch_server()
        return GuardedEngine(
            server.client,
            settings.SEARCH_INDEX,
            embedded,
            seconds=settings.SEARCH_TIMEOUT,
            reading=server.reading,
            writing=server.writing,
        )
    raise ImproperlyConfigured(_unknown(chosen))


def state() -> Literal["ok", "beperkt", "weg"]:
    """How search is at this moment, found out by a small question."""
    engine = get_engine()
    try:
        engine.terms([("zoeken",)], frozenset({"openbaar"}), timezone.now())
    except EngineUnavailable:
        return "weg"
    return "beperkt" if is_limited(engine) else "ok"


@lru_cache(maxsize=1)
def elasticsearch_server() -> Server:
    """The server as this process knows it. Raises `ImproperlyConfigured` without an address."""
    hosts = [host.strip() for host in settings.ELASTICSEARCH_URL.split(",") if host.strip()]
    if not hosts:
        raise ImproperlyConfigured("ELASTICSEARCH_URL is leeg.")
    try:
        client = Elasticsearch(hosts, max_retries=min(len(hosts) - 1, MOST_TRIES), **_secured())
    except ValueError:
        # The error itself may hold a password from the address.
        raise ImproperlyConfigured(
            "ELASTICSEARCH_URL is geen adres als https://host:9200 (https, als er een ELASTICSEARCH_CA is)."
        ) from None
    return Server(client)


def require_settings() -> None:
    """Raises `ImproperlyConfigured` for settings that can never work, so that nothing starts that only half works."""
    if settings.SEARCH_ENGINE not in ("embedded", "elasticsearch"):
        raise ImproperlyConfigured(_unknown(settings.SEARCH_ENGINE))
    if settings.SEARCH_ENGINE == "elasticsearch":
        elasticsearch_server()


def _unknown(name: str) -> str:
    return f"SEARCH_ENGINE={name!r} is geen zoekmachine die er is."


def forget_server() -> None:
    """Close the connections and know nothing, as a process that just started."""
    if elasticsearch_server.cache_info().currsize:
        elasticsearch_server().client.close()
    elasticsearch_server.cache_clear()


def _secured() -> dict[str, Any]:
    """Who we are to the server, and how we know that it is the right one. Raises `ImproperlyConfigured`."""
    person = (settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_PASSWORD)
    found = {
        "api_key": settings.ELASTICSEARCH_API_KEY,
        "basic_auth": person if settings.ELASTICSEARCH_USER else None,
        "ca_certs": settings.ELASTICSEARCH_CA,
    }
    if found["api_key"] and found["basic_auth"]:
        raise ImproperlyConfigured("Kies ELASTICSEARCH_API_KEY of ELASTICSEARCH_USER, niet allebei.")
    if settings.ELASTICSEARCH_CA:
        _require_certificate(settings.ELASTICSEARCH_CA)
    return {name: value for name, value in found.items() if value}


def _require_certificate(path: str) -> None:
    """The client would only find out at its first question."""
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:
        raise ImproperlyConfigured(f"ELASTICSEARCH_CA={path} is geen certificaat dat te lezen is.") from error
