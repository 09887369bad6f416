"""The only reader of the process environment: one typed value object.

Required values fail loudly at start (`ImproperlyConfigured`), so that a wrong deployment never half works.
"""

from dataclasses import dataclass, field
from pathlib import Path

import environ

_env = environ.Env()
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Environment:
    """What the portal takes from its surroundings."""

    var: Path = field(default_factory=lambda: Path(_env.str("KENNISKRING_VAR", str(ROOT / "var"))))
    base_url: str = field(default_factory=lambda: _env.str("BASE_URL", "http://localhost:8000"))
    database_url: str = field(default_factory=lambda: _env.str("DATABASE_URL", ""))
    search_engine: str = field(default_factory=lambda: _env.str("SEARCH_ENGINE", "embedded"))
    elasticsearch_url: str = field(default_factory=lambda: _env.str("ELASTICSEARCH_URL", ""))
    elasticsearch_api_key: str = field(default_factory=lambda: _env.str("ELASTICSEARCH_API_KEY", ""))
    elasticsearch_user: str = field(default_factory=lambda: _env.str("ELASTICSEARCH_USER", ""))
    elasticsearch_password: str = field(default_factory=lambda: _env.str("ELASTICSEARCH_PASSWORD", ""))
    elasticsearch_ca: str = field(default_factory=lambda: _env.str("ELASTICSEARCH_CA", ""))
    elasticsearch_shards: int = field(default_factory=lambda: _env.int("ELASTICSEARCH_SHARDS", 1))
    elasticsearch_replicas: int = field(default_factory=lambda: _env.int("ELASTICSEARCH_REPLICAS", 0))
    search_index: str = field(default_factory=lambda: _env.str("SEARCH_INDEX", "kenniskring"))
    search_timeout: float = field(default_factory=lambda: _env.float("SEARCH_TIMEOUT", 2.0))
    trusted_proxies: int = field(default_factory=lambda: _env.int("TRUSTED_PROXY_COUNT", 0))
    email_url: str = field(default_factory=lambda: _env.str("EMAIL_URL", "consolemail://"))
    email_from: str = field(default_factory=lambda: _env.str("EMAIL_FROM", "portaal@kenniskring.example"))
    cache_url: str = field(default_factory=lambda: _env.str("CACHE_URL", "locmemcache://"))


def required(name: str) -> str:
    """The value of a variable without which production must not start.

    Raises `ImproperlyConfigured` when it is not set or empty.
    """
    value = _env.str(name)
    if not value:
        raise environ.ImproperlyConfigured(f"{name} is leeg; productie start niet zonder.")
    return value


def required_list(name: str) -> list[str]:
    """The comma-separated values of a required variable."""
    return [part.strip() for part in required(name).split(",") if part.strip()]


def email_settings(url: str) -> dict[str, object]:
    """Django's EMAIL_* settings for a mail address such as `smtp+tls://user:pass@host:587`."""
    return {key: value for key, value in _env.email_url_config(url).items() if key.startswith("EMAIL")}


def cache_settings(url: str) -> dict[str, object]:
    """Django's CACHES entry for an address such as `rediscache://host:6379/1`."""
    return dict(_env.cache_url_config(url))


def database_settings(env: Environment) -> dict[str, object]:
    """The default database: PostgreSQL from `DATABASE_URL`, otherwise a durable SQLite file in `var/`."""
    if env.database_url:
        config = dict(_env.db_url_config(env.database_url))
        if "postgresql" in str(config["ENGINE"]):
            return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        name = config["NAME"]
    else:
        name = env.var / "portaal.sqlite3"
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }
