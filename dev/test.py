"""`make test`: everything that must hold before a change goes in, from quick to slow, stopping at the first failure.

`make test STAP=unit` runs one step; `make test STAP=unit,search` some of them.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dev import chromium, css, postgres
from dev.environment import install
from dev.paths import CACHE, ROOT, program, python
from dev.system import require_program
from dev.terminal import fail, heading, say

REPORTS = CACHE / "test"
# Tests that share something costly say so with `xdist_group`, and stay in one process.
WORKERS = ("-n", "2", "--dist", "loadgroup")
TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}


class StepFailed(Exception):
    """A command of a step did not succeed."""


@dataclass
class Tally:
    """What the pytest runs together counted."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, report: Path) -> None:
        """Count one JUnit report of pytest."""
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own pytest wrote it
            broken = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            self.failed += broken
            self.skipped += skipped
            self.passed += int(suite.get("tests", 0)) - broken - skipped

    def line(self) -> str:
        """The closing line."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def run(command: Sequence[str], extra: dict[str, str] | None = None) -> None:
    """Run one command of a step in the project's folder."""
    if subprocess.run(command, cwd=ROOT, env=os.environ | (extra or {}), check=False).returncode:
        raise StepFailed


def run_pytest(tally: Tally, name: str, *arguments: str, extra: dict[str, str] | None = None) -> None:
    """Run pytest and count its tests, also when some fail."""
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    try:
        run([python(), "-m", "pytest", f"--junitxml={report}", *arguments], extra)
    finally:
        if report.exists():
            tally.add(report)


def lint(tally: Tally) -> None:
    """Style of Python and templates."""
    templates = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.html"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    run([program("ruff"), "check", "."])
    run([program("ruff"), "format", "--check", "."])
    present = [name for name in templates if name and (ROOT / name).is_file()]
    if present:
        run([program("djade"), "--target-version", "5.2", "--check", *present])


def types(tally: Tally) -> None:
    """Types."""
    run([python(), "-m", "mypy"])


def layers(tally: Tally) -> None:
    """Import layers."""
    run([program("lint-imports")])


def packages(tally: Tally) -> None:
    """Dependencies: what is imported is declared, what is declared is used."""
    run([program("deptry"), "."])


def django(tally: Tally) -> None:
    """Django's own checks, and no model without its migration."""
    run([python(), "manage.py", "check", "--fail-level", "WARNING"], TEST_SETTINGS)
    run([python(), "manage.py", "makemigrations", "--check", "--dry-run"], TEST_SETTINGS)


def unit(tally: Tally) -> None:
    """Small tests, on SQLite."""
    run_pytest(tally, "unit", *WORKERS, "tests/unit")


def functional(tally: Tally) -> None:
    """The portal as a person uses it, on SQLite."""
    css.install_packages(for_tests=True)
    require_program("java", "openjdk-17-jdk-headless")
    run_pytest(tally, "functional", *WORKERS, "tests/functional")


def database(tally: Tally) -> None:
    """What depends on the database, once more on PostgreSQL."""
    with postgres.running() as url:
        arguments = [*WORKERS, "-m", "database", "tests/unit", "tests/functional", "tests/faults"]
        run_pytest(tally, "database", *arguments, extra={"DATABASE_URL": url})


def search(tally: Tally) -> None:
    """Search, on a real Elasticsearch."""
    run_pytest(tally, "search", *WORKERS, "tests/search")


def browser(tally: Tally) -> None:
    """Pages in Chromium."""
    css.install_packages(for_tests=True)
    css.build()
    chromium.path()
    run_pytest(tally, "browser", *WORKERS, "tests/browser")


def faults(tally: Tally) -> None:
    """Kill, fill and break things on purpose."""
    # Tests of one file share a server, so that they stay together.
    together = [*WORKERS, "--dist", "loadfile", "-m", "not alone"]
    run_pytest(tally, "faults", *together, "tests/faults")
    run_pytest(tally, "faults-alone", "-m", "alone", "tests/faults")


STEPS: dict[str, Callable[[Tally], None]] = {
    step.__name__: step
    for step in (lint, types, layers, packages, django, unit, functional, database, search, browser, faults)
}


def chosen(words: Sequence[str]) -> list[str]:
    """The steps that were asked for, in their own order; all of them when none was named."""
    asked = {name for word in words for name in word.split(",") if name}
    unknown = asked - set(STEPS)
    if unknown:
        fail(f"Onbekende stap: {', '.join(sorted(unknown))}. Kies uit: {', '.join(STEPS)}.")
    return [name for name in STEPS if not asked or name in asked]


def main(words: Sequence[str]) -> int:
    """Prepare the environment, take the steps, print times and counts."""
    names = chosen(words)
    install("dev", "build")
    REPORTS.mkdir(parents=True, exist_ok=True)
    tally, broken = Tally(), None
    for name in names:
        heading(f"{name}: {(STEPS[name].__doc__ or '').strip()}")
        started = time.monotonic()
        try:
            STEPS[name](tally)
        except (StepFailed, postgres.PostgresError) as failure:
            broken = name
            say(str(failure))
        tally.seconds[name] = time.monotonic() - started
        if broken:
            break
    heading("Tijden")
    for name, seconds in tally.seconds.items():
        say(f"{name:12}{seconds:7.1f} s{'   MISLUKT' if name == broken else ''}")
    if broken:
        say(f"De stap '{broken}' mislukte. Alleen deze stap: make test STAP={broken}")
    say(tally.line())
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
