"""A migrated SQLite database in a moment: migrated once, kept in the cache, copied into memory for each run.

Migrating takes longer than most tests together. The copy is made anew when a migration or a package version changes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from dev.inputs import PACKAGES
from dev.lock import only_one
from dev.paths import CACHE, REQUIREMENTS, ROOT
from dev.stamp import digest

FOLDER = CACHE / "test-databases"


def template() -> Path:
    """Where the migrated database of these migrations is, or will be."""
    migrations = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("migrations/*.py"))]
    return FOLDER / f"{digest([*migrations, REQUIREMENTS / 'production.txt'])[:16]}.sqlite3"


@contextmanager
def migrated_by_django() -> Iterator[None]:
    """The test database as Django makes it, on any server."""
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def _keep(target: Path) -> None:
    # Aside and then renamed, so that a run that is stopped halfway leaves no half database.
    aside = target.with_suffix(".new")
    aside.unlink(missing_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    with closing(sqlite3.connect(aside)) as copy:
        connection.connection.backup(copy)
    aside.rename(target)


def _open_in_memory(source: Path) -> None:
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    _fill_from(source)


def _fill_from(source: Path) -> None:
    with closing(sqlite3.connect(source)) as copy:
        copy.backup(connection.connection)
    # Content types and permissions follow the models of now.
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


@contextmanager
def for_threads() -> Iterator[None]:
    """The SQLite test database itself, which threads can share; put back afterwards as it was made."""
    try:
        yield
    finally:
        _fill_from(template())


@contextmanager
def copied() -> Iterator[None]:
    """The test database in memory, copied from the kept one; the first run makes that."""
    source = template()
    with only_one(FOLDER / ".lock"):
        if source.is_file():
            _open_in_memory(source)
            made = None
        else:
            made = setup_databases(verbosity=0, interactive=False)
            _keep(source)
    try:
        yield
    finally:
        if made is not None:
            teardown_databases(made, verbosity=0)
        connection.close()
