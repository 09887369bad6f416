"""The portal on one's own machine: demo accounts, mail in the browser, static files as in production."""

import secrets
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import VAR_DIR

DEMO = True


def _own_secret(folder: Path) -> str:
    """A secret key of this installation's own, made once and kept beside the database."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = _own_secret(VAR_DIR)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SITE_NAME = "Kenniskring Klimaatbestendige Stad"
EMAIL_BACKEND = "basis.postvak.PostvakBackend"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip"}
