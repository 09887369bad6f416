"""Fixtures that every kind of test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis_settings
from hypothesis.database import DirectoryBasedExampleDatabase
from pytest_django.plugin import DjangoDbBlocker

from dev.paths import CACHE
from tests.database import copied, migrated_by_django

# Without a deadline: a busy machine is no fault of the code.
hypothesis_settings.register_profile(
    "house", deadline=None, database=DirectoryBasedExampleDatabase(CACHE / "hypothesis")
)
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The test database, in place of pytest-django's own: quick on SQLite, the ordinary way on PostgreSQL."""
    database = copied() if connection.vendor == "sqlite" else migrated_by_django()
    with django_db_blocker.unblock():
        database.__enter__()
    yield
    with django_db_blocker.unblock():
        database.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: Path) -> None:
    """Uploads and whatever else goes to disk end in this test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_EMBEDDED_PATH = tmp_path / "zoeken.sqlite3"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test sees what another one cached."""
    cache.clear()
    yield
    cache.clear()
