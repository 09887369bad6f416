"""How long a page takes, how many queries it asks and how large it is, beside a bare view of the same run."""

from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BARE = "/gezondheid/live"
ROUNDS = 25
WARM_UP = 3
PAGES = (
    "/",
    "/convenant",
    "/convenant/polderdelta",
    "/projecten",
    "/projecten/marktplein-zandrade",
    "/lessen",
    "/lessen/proefsleuven-voor-het-ontwerp",
    "/begrippen",
    "/begrippen/csrd",
    "/praktijk",
    "/praktijk/de-bijvanck-blaricum",
    "/kenniskringen",
    "/kenniskringen/polderdelta",
    "/bijeenkomsten",
    "/zoeken?q=bouwteam",
    "/zoeken/suggesties?q=bouw",
)


@dataclass(frozen=True)
class Measured:
    """One address: milliseconds (middle and 95th of 100), queries, bytes."""

    p50: float
    p95: float
    queries: int
    size: int


def measure() -> dict[str, Measured]:
    """Every page and the bare view, as a visitor, in this process."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    return {path: _one(client, path) for path in (BARE, *PAGES)}


def _one(client: Client, path: str) -> Measured:
    for _round in range(WARM_UP):
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} gaf {response.status_code}")
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        client.get(path)
        times.append((perf_counter() - start) * 1000)
    with CaptureQueriesContext(connection) as asked:
        body = client.get(path).content
    return Measured(median(times), quantiles(times, n=20)[-1], len(asked), len(body))


def table(
    small: dict[str, Measured],
    large: dict[str, Measured],
    small_totals: dict[str, int],
    totals: dict[str, int],
) -> str:
    """Markdown: per page the demo content, then the multiplied content; times also as ratio to the bare view."""
    lines = [
        f"Inhoud: {_told(small_totals)}; daarna {_told(totals)}.",
        f"Kale view `{BARE}`: {small[BARE].p50:.2f} ms, daarna {large[BARE].p50:.2f} ms (p50).",
        "",
        "| pagina | p50 ms | p95 ms | x kaal | vragen | kB | p50 ms | p95 ms | x kaal | vragen | kB |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for path in PAGES:
        cells = [*_cells(small[path], small[BARE]), *_cells(large[path], large[BARE])]
        lines.append(f"| `{path}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cells(row: Measured, bare: Measured) -> list[str]:
    times = [f"{row.p50:.1f}", f"{row.p95:.1f}", f"{row.p50 / bare.p50:.0f}"]
    return [*times, str(row.queries), f"{row.size / 1000:.1f}"]


def _told(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in numbers.items())
