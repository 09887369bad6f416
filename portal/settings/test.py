"""Tests: fast hashes, mail in memory, a database and a search index that vanish."""

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import MIDDLEWARE

SECRET_KEY = "test-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
API_QUESTIONS_PER_MINUTE = 1_000_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise serves collected files, and a test collects none.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
SEARCH_COUNT_DELAY = None
# Each test process has an index of its own.
SEARCH_EMBEDDED_PATH = Path(tempfile.mkdtemp(prefix="kenniskring-test-")) / "zoeken.sqlite3"
