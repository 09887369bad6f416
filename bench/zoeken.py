"""`python -m bench zoeken`: search measured beside what it is made of, as a Markdown table with its budgets.

    python -m bench zoeken [--delen analyse,ingebouwd,bulk,elasticsearch] [--documenten N] [--bewaar]

Without `--documenten` the embedded engine is measured with 10,000 and 100,000 documents and Elasticsearch with 100,000;
a million takes half an hour: `--delen elasticsearch --documenten 1000000`. The indexes of Elasticsearch
(`<SEARCH_INDEX>-bench-<N>`) stay, so that a run that was broken off goes on and a next one has them ready. Without
`ELASTICSEARCH_URL` the parts that need it are left out.
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from dev.terminal import say
from tests.snapshot import copy_of_demo

SIZES = {"analyse": (5_000,), "ingebouwd": (10_000, 100_000), "bulk": (5_000,), "elasticsearch": (100_000,)}
NEED_A_SERVER = {"bulk", "elasticsearch"}
HEADING = "## Zoeken"
TIMES = 5
"""How often a few milliseconds are measured: one and the same machine is half as fast again the next minute."""
Row = dict[str, Any]
Run = Callable[..., str]


def chosen(words: list[str]) -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(
        prog="bench zoeken", description="Meet zoeken naast waar het van gemaakt is."
    )
    parser.add_argument("--delen", default=",".join(SIZES), help="kommalijst van: " + ", ".join(SIZES))
    parser.add_argument("--documenten", type=int, help="zoveel documenten in plaats van de gewone aantallen")
    parser.add_argument("--bewaar", action="store_true", help="zet de tabel ook in docs/metingen.md")
    found = parser.parse_args(words)
    strange = set(found.delen.split(",")) - set(SIZES)
    if strange:
        parser.error(f"onbekend deel: {', '.join(sorted(strange))}")
    return found


def main(words: list[str], run: Run) -> str:
    """Measure, print and return the section for docs/metingen.md; empty when it is not to be kept."""
    wanted = chosen(words)
    rows: list[Row] = []
    loads = []
    with tempfile.TemporaryDirectory(prefix="kenniskring-bench-") as name:
        copy_of_demo(Path(name))
        for part in wanted.delen.split(","):
            if part in NEED_A_SERVER and not os.environ.get("ELASTICSEARCH_URL"):
                say(f"{part}: geen ELASTICSEARCH_URL, overgeslagen")
                continue
            for size in (wanted.documenten,) if wanted.documenten else SIZES[part]:
                say(f"{part}, {size} documenten ...")
                found = measured(run, Path(name), part, size)
                rows += found["rows"]
                loads.append(found["load"])
                if part == "ingebouwd":
                    times = [measured(run, Path(name), "vragen", size)["rows"] for _time in range(TIMES)]
                    rows += middle(times)
    text = table(rows)
    say(f"\n{text}")
    return section(text, loads) if wanted.bewaar else ""


def measured(run: Run, folder: Path, part: str, size: int) -> dict[str, Any]:
    """What a process of its own measured: its `rows`, and how busy the machine was (`load`)."""
    found: dict[str, Any] = json.loads(run(folder, "-m", "bench.searching", part, str(size)).splitlines()[-1])
    return found


def middle(times: list[list[Row]]) -> list[Row]:
    """The same rows measured several times: of each the middle value."""
    return [rows[0] | {"value": median(row["value"] for row in rows)} for rows in zip(*times, strict=True)]


def number(value: float) -> str:
    """As the Dutch write it, with as many decimals as say something."""
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    return shown.replace(",", " ").replace(".", ",").replace(" ", ".")


def table(rows: list[Row]) -> str:
    """The measurements beside their budgets."""
    lines = ["| wat | gemeten | moet zijn | deel van het budget |", "| --- | ---: | ---: | ---: |"]
    for row in rows:
        limit, sign = (row["most"], "hoogstens") if row["most"] is not None else (row["least"], "minstens")
        budget = f"{sign} {number(limit)} {row['unit']}".strip() if limit is not None else ""
        share = f"{row['value'] / limit:.0%}".replace("%", " %") if limit is not None else ""
        lines.append(f"| {row['name']} | {number(row['value'])} {row['unit']} | {budget} | {share} |")
    return "\n".join(lines)


def section(text: str, loads: list[float]) -> str:
    """The section of docs/metingen.md."""
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    busy = " tot ".join(number(value) for value in dict.fromkeys((min(loads), max(loads))))
    return f"""{HEADING}

Zoeken naast waar het van gemaakt is, op synthetische Nederlandse documenten met de woordfrequenties van echte taal.

- Gemeten op {datetime.now(UTC):%d-%m-%Y} met `make bench WAT=zoeken` op {os.cpu_count()} processorkernen, {gibibytes:.0f} GiB, Python {platform.python_version()}; de machine had ook ander werk: gemiddeld {busy} processen.
- Een vraag is het hele `search.api.search`: begrijpen, spelling, resultaten met tien gemarkeerde passages, en alle facetten. Vragen zijn woorden uit titels, soms verkeerd gespeld, tussen aanhalingstekens, of in een zin.
- De ingebouwde zoekmachine antwoordt {TIMES} keer op alle vragen, elke keer in een nieuw proces; van elk getal telt het middelste.
- “Van de processor” telt alleen de rekentijd van dit proces: die hangt minder af van wat de machine verder doet.

{text}
"""
