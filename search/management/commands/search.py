"""`manage.py search rebuild|status|check`: the search index in hand."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import indexing
from search.analysis import ANALYSIS_VERSION
from search.engines import get_engine


class Command(BaseCommand):
    """Build the index anew, say how it is, or compare it with the database."""

    help = "Bouwt de zoekindex opnieuw, zegt hoe die ervoor staat, of vergelijkt hem met de database."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of three verbs."""
        parser.add_argument("verb", choices=["rebuild", "status", "check"])
        parser.add_argument(
            "--if-needed",
            "--als-nodig",
            action="store_true",
            dest="if_needed",
            help="alleen als de index niet klopt",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says; `check` ends with an error when the index and the database differ."""
        {"rebuild": self.rebuild, "status": self.status, "check": self.check_drift}[options["verb"]](
            **options
        )

    def rebuild(self, *, if_needed: bool, **_: Any) -> None:
        """Make a new index beside the old one and swap."""
        if if_needed and self._is_current():
            self.stdout.write("De zoekindex klopt al.")
            return
        start = time.monotonic()
        number = indexing.rebuild()
        seconds = max(time.monotonic() - start, 0.001)
        self.stdout.write(f"{number} documenten in {seconds:.1f} s ({number / seconds:.0f} per seconde).")

    def _is_current(self) -> bool:
        if get_engine().analysis_version() != ANALYSIS_VERSION:
            return False
        missing, extra = indexing.drift()
        return not missing and not extra

    def status(self, **_: Any) -> None:
        """Say which engine, which analysis and how many documents."""
        engine = get_engine()
        version = engine.analysis_version()
        self.stdout.write(f"Zoekmachine: {settings.SEARCH_ENGINE}")
        if settings.SEARCH_ENGINE == "embedded":
            path = Path(settings.SEARCH_EMBEDDED_PATH)
            size = path.stat().st_size / 1_000_000 if path.exists() else 0.0
            self.stdout.write(f"Bestand: {path} ({size:.1f} MB)")
        self.stdout.write(f"Analyse: {version or 'nog geen index'} (nu: {ANALYSIS_VERSION})")
        self.stdout.write(f"Documenten: {sum(1 for _ in engine.versions()) if version else 0}")

    def check_drift(self, **_: Any) -> None:
        """Compare the keys in the index with those of the database. Raises `CommandError` when they differ."""
        if get_engine().analysis_version() != ANALYSIS_VERSION:
            raise CommandError("Er is geen index van deze analyse. Draai: manage.py search rebuild")
        missing, extra = indexing.drift()
        if missing or extra:
            shown = ", ".join(
                [*(f"mist {key}" for key in sorted(missing)), *(f"te veel {key}" for key in sorted(extra))][
                    :10
                ]
            )
            raise CommandError(f"{len(missing)} te weinig en {len(extra)} te veel: {shown}")
        self.stdout.write("De index en de database zijn gelijk.")
