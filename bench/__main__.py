"""`make bench`: page times on the demo content and on a hundred times as much, as a Markdown table.

`python -m bench --bewaar` also writes the table to docs/metingen.md; `python -m bench zoeken` measures search.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import zoeken
from bench.measure import BARE
from dev.paths import ROOT, python
from dev.terminal import say
from tests.snapshot import copy_of_demo

TIMES = 100
TARGET = ROOT / "docs" / "metingen.md"
Rows = dict[tuple[str, str], dict[str, Any]]


def run(folder: Path, *words: str) -> str:
    """Run Python in this portal; what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    found = {"KENNISKRING_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    process = subprocess.run(
        [python(), *words], cwd=ROOT, env=environment | found, stdout=subprocess.PIPE, text=True, check=True
    )
    return process.stdout


def measured(folder: Path) -> tuple[Rows, str]:
    """The measurements of one portal, by page and role, and how much is in it."""
    found = json.loads(run(folder, "-m", "bench.measure").splitlines()[-1])
    totals = ", ".join(f"{number} {name}" for name, number in found["totals"].items())
    return {(row["name"], row["role"]): row for row in found["rows"]}, totals


def number(value: float) -> str:
    """As the Dutch write it."""
    return f"{value:.1f}".replace(".", ",")


def line(key: tuple[str, str], little: Rows, much: Rows) -> str:
    """One page as a row of the table."""
    cells = [key[0], key[1]]
    for rows in (little, much):
        row, bare = rows[key], rows[BARE, "bezoeker"]
        times = [number(row[name]) for name in ("p50", "p95")]
        cells += [*times, f"{row['p50'] / bare['p50']:.0f}×", str(row["queries"]), number(row["kilobytes"])]
    growth = number(much[key]["p50"] / little[key]["p50"])
    return f"| {' | '.join([*cells, f'{growth}×'])} |"


def table(little: Rows, much: Rows) -> str:
    """The whole table."""
    part = "p50 ms | p95 ms | × kaal | vragen | kB"
    head = f"| pagina | wie | {part} | 100×: {part} | groei |"
    keys = [key for key in little if key in much]
    return "\n".join([head, "| --- | --- |" + " ---: |" * 11, *(line(key, little, much) for key in keys)])


def document(text: str, contents: tuple[str, str], seconds: dict[str, float]) -> str:
    """The page docs/metingen.md."""
    told = ", ".join(f"{name} {taken:.0f} s" for name, taken in seconds.items())
    return f"""# Metingen

Hoe lang een pagina duurt, op de voorbeeldinhoud en op honderd keer zoveel, naast een kale Django-view in dezelfde run.

- Gemeten op {datetime.now(UTC):%d-%m-%Y} met `make bench` op {os.cpu_count()} processorkernen, Python {platform.python_version()}, SQLite, ingebouwde zoekmachine.
- Een verzoek gaat door heel Django, met alle middleware, zonder netwerk; elke pagina om de beurt.
- **× kaal** is de mediaan gedeeld door die van een view die alleen “kaal” zegt; die verhouding is op elke machine ongeveer gelijk, milliseconden zijn dat niet.
- **groei** is de mediaan bij honderd keer zoveel inhoud, gedeeld door die op de voorbeeldinhoud. De kringen blijven even veel; elk bevat honderd keer zoveel.
- Voorbeeldinhoud: {contents[0]}.
- Honderd keer zoveel: {contents[1]}.
- Duur: {told}.

{text}
"""


def kept(pages: str = "", search: str = "") -> None:
    """Write the part that is new to docs/metingen.md, and leave the other as it is."""
    old = TARGET.read_text("utf-8") if TARGET.exists() else "# Metingen\n\n"
    first, heading, rest = old.partition(zoeken.HEADING)
    TARGET.write_text((pages or first) + (search or heading + rest), "utf-8")


def main(words: list[str]) -> None:
    """Measure what was asked."""
    if words[:1] == ["zoeken"]:
        section = zoeken.main(words[1:], run)
        if section:
            kept(search=section)
        return
    pages(words)


def pages(words: list[str]) -> None:
    """Make both portals, measure, print, and keep it when asked."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="kenniskring-bench-") as name:
        folder = Path(name)

        def timed(label: str, *command: str) -> None:
            say(f"{label} ...")
            started = time.monotonic()
            run(folder, *command)
            seconds[label] = time.monotonic() - started

        started = time.monotonic()
        copy_of_demo(folder)
        seconds["de demo klaarzetten"] = time.monotonic() - started
        say("meten op de voorbeeldinhoud ...")
        little, some = measured(folder)
        timed("honderd keer zoveel inhoud maken", "-m", "bench.grow", str(TIMES))
        timed("de zoekindex daarvan bouwen", "manage.py", "search", "rebuild")
        say("meten op honderd keer zoveel ...")
        much, many = measured(folder)
        seconds["alles"] = time.monotonic() - started
    text = table(little, much)
    say(f"\n{text}")
    if "--bewaar" in words:
        kept(pages=document(text, (some, many), seconds) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
