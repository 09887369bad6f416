"""Fixtures that every kind of test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis_settings
from hypothesis.database import DirectoryBasedExampleDatabase
from pytest_django.plugin import DjangoDbBlocker

from basis.models import OutboxBericht
from dev.elasticsearch.server import is_ready, shared
from dev.paths import CACHE
from portal.inrichten import inrichten
from tests.database import copied, migrated_by_django

GIVEN = "TEST_ELASTICSEARCH_URL"
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
        _furnish()
    yield
    with django_db_blocker.unblock():
        database.__exit__(None, None, None)


def _furnish() -> None:
    """Site, tree and groups, as every portal has them: making these for each test took half of its time."""
    inrichten()
    # What there is to do about them would be among what a test finds waiting.
    OutboxBericht.objects.all().delete()


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


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of one real node for the whole run, also when several workers share it; a test that asks for it fails when there is none.

    `TEST_ELASTICSEARCH_URL` names a node that already runs (`make elasticsearch`), to save its start.
    """
    given = os.environ.get(GIVEN)
    if given:
        assert is_ready(given), f"{GIVEN}={given} geeft geen antwoord"
        return given
    base: Path = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Workers are children of the controller, have folders beside each other and end before it.
        return shared(base.parent / "elasticsearch", owner=os.getppid())
    return shared(base / "elasticsearch", owner=os.getpid())
