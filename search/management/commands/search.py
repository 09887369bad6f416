"""`manage.py search rebuild|rollback|status|check|repair|follow|synonyms`: the search index in hand."""

import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format
from django.utils.timezone import localtime

from search import drift, following, rebuilding, synonyms
from search.analysis import ANALYSIS_VERSION
from search.engines import get_engine
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.errors import reason

VERBS = {
    "rebuild": "bouwt de index opnieuw, terwijl de site doordraait",
    "rollback": "neemt de vorige index weer in gebruik en werkt die bij",
    "status": "zegt hoe de index ervoor staat",
    "check": "vergelijkt de index met de database",
    "repair": "herstelt wat verschilt, en niets anders",
    "follow": "houdt de ingebouwde index van deze host bij naast Elasticsearch, tot je stopt; voor een host zonder worker",
    "synonyms": "toont welke namen hetzelfde betekenen en waar dat botst",
}
BESIDE_SECONDS = 0.2


class Progress:
    """One line on a terminal that tells how far it is and how fast."""

    def __init__(self, command: BaseCommand) -> None:
        self._err = command.stderr
        self._shown = command.stderr.isatty()
        self._start = self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Tell it, now and then."""
        now = time.monotonic()
        if not self._shown or (now - self._last < BESIDE_SECONDS and done < total):
            return
        self._last = now
        part = done / total if total else 1.0
        rate = done / max(now - self._start, 0.001)
        bar = "#" * round(part * 30)
        self._err.write(f"\r[{bar:<30}] {done}/{total} ({rate:.0f} per seconde) ", ending="")
        if done >= total:
            self._err.write("")


class Command(BaseCommand):
    """Build the index anew, go back, say how it is, compare it with the database, or put it right."""

    help = "Zoekindex: " + "; ".join(f"{verb} {text}" for verb, text in VERBS.items()) + "."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of the verbs."""
        parser.add_argument("verb", choices=list(VERBS))
        parser.add_argument(
            "--if-needed",
            "--als-nodig",
            action="store_true",
            dest="if_needed",
            help="bij rebuild: alleen als de index niet klopt",
        )
        parser.add_argument(
            "--resume",
            "--verder",
            action="store_true",
            dest="resume",
            help="bij rebuild: ga verder waar een afgebroken rebuild was",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says. Raises `CommandError` when that cannot be done, or `check` finds a difference."""
        try:
            self._verb(options["verb"])(**options)
        except EngineUnavailable as error:
            raise CommandError(f"De zoekmachine is niet bereikbaar: {reason(error)}") from error
        except rebuilding.BuildBusy as error:
            raise CommandError(
                "Er wordt al een index gebouwd. Wacht tot dat klaar is; een gestopt proces houdt niets vast."
            ) from error
        except drift.NewerThanDatabase as error:
            raise CommandError(
                f"De index is nieuwer dan de database ({error}). Draai: manage.py search rebuild"
            ) from error

    def _verb(self, name: str) -> Callable[..., None]:
        # `check` is a name of Django's own.
        found: Callable[..., None] = getattr(self, {"check": "compare"}.get(name, name))
        return found

    def rebuild(self, *, if_needed: bool, resume: bool, **_: Any) -> None:
        """Make a new index beside the old one and swap."""
        if if_needed and self._is_current():
            self.stdout.write("De zoekindex klopt al.")
            return
        start = time.monotonic()
        try:
            number = rebuilding.rebuild(resume=resume, watch=Progress(self))
        except rebuilding.CannotResume as error:
            raise CommandError(str(error)) from error
        seconds = max(time.monotonic() - start, 0.001)
        self.stdout.write(f"{number} documenten in {seconds:.1f} s ({number / seconds:.0f} per seconde).")

    def _is_current(self) -> bool:
        return get_engine().analysis_version() == ANALYSIS_VERSION and not drift.check().total

    def rollback(self, **_: Any) -> None:
        """Go back to the index before."""
        try:
            changed = self._tell(rebuilding.roll_back())
        except LookupError as error:
            raise CommandError("Er is geen vorige index van deze analyse.") from error
        self.stdout.write(f"De vorige index is weer in gebruik; {changed} bijgewerkt.")

    def status(self, **_: Any) -> None:
        """Say which engine, which analysis and how many documents."""
        engine = get_engine()
        version = engine.analysis_version()
        self.stdout.write(f"Zoekmachine: {settings.SEARCH_ENGINE}")
        if settings.SEARCH_ENGINE == "embedded":
            path = Path(settings.SEARCH_EMBEDDED_PATH)
            size = path.stat().st_size / 1_000_000 if path.exists() else 0.0
            self.stdout.write(f"Bestand: {path} ({size:.1f} MB)")
        self.stdout.write(f"Index: {engine.generation() or 'geen'}")
        self.stdout.write(f"Vorige index: {engine.previous() or 'geen'}")
        self.stdout.write(f"Analyse: {version or 'nog geen index'} (nu: {ANALYSIS_VERSION})")
        self.stdout.write(f"Documenten: {sum(1 for _ in engine.versions()) if version else 0}")
        build = engine.unfinished_build()
        if build is not None:
            begun = date_format(localtime(build.started), "j F Y H:i")
            self.stdout.write(f"Onafgemaakt: {build.name}, begonnen op {begun}")

    def compare(self, **_: Any) -> None:
        """Compare index and database. Raises `CommandError` when they differ."""
        self._require_index()
        report = drift.check(watch=Progress(self))
        if report.waiting:
            self.stdout.write(f"{report.waiting} nog onderweg: daarvoor staat een bericht in de wachtrij.")
        if report.total:
            counts = ", ".join(f"{number} {kind.value}" for kind, number in report.counts.items() if number)
            raise CommandError(f"{counts}: {', '.join(map(str, report.first))}")
        self.stdout.write("De index en de database zijn gelijk.")

    def repair(self, **_: Any) -> None:
        """Write what differs, and tell it."""
        self._require_index()
        self.stdout.write(f"{self._tell(drift.repair(watch=Progress(self)))} hersteld.")

    def _tell(self, differences: Iterable[drift.Difference]) -> int:
        number = 0
        for difference in differences:
            number += 1
            self.stdout.write(str(difference))
        return number

    def _require_index(self) -> None:
        if get_engine().analysis_version() != ANALYSIS_VERSION:
            raise CommandError("Er is geen index van deze analyse. Draai: manage.py search rebuild")

    def follow(self, **_: Any) -> None:
        """Keep the embedded index of this host warm until told to stop. Raises `CommandError` when it is the engine."""
        if settings.SEARCH_ENGINE == "embedded":
            raise CommandError("De ingebouwde index is hier de zoekmachine zelf; de worker werkt die bij.")
        stopped: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda received, _frame: stopped.append(received))
        following.follow_until(lambda: bool(stopped), time.sleep)

    def synonyms(self, **_: Any) -> None:
        """Print every group of names in force, and what gets in each other's way."""
        number = 0
        for group in synonyms.groups():
            number += 1
            self.stdout.write(f"{group.bron}: {group}")
        found = synonyms.conflicts()
        self.stdout.write(f"{number} groepen, {len(found)} botsingen.")
        for conflict in found:
            self.stdout.write(f"! {conflict.naam}: {conflict.uitleg}")
