"""Measure each page of the list in one portal: `python -m bench.measure`; prints JSON.

Requests go through the whole of Django in this process, without a network. Pages take turns, with the bare view among
them, so that whatever else the machine does is spread over all of them.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from statistics import median, quantiles

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BARE = "kaal"
# Who visits what: all pages as a visitor, and the pages of their own of some others.
OTHERS = {"lid": ("mijn", "lessen"), "coordinator": ("home", "mijn", "kring"), "gemeente": ("project",)}
WARM_UP = 2
ROUNDS = 12
SECONDS = 40.0


@dataclass
class Measurement:
    """What one page costs."""

    name: str
    role: str
    p50: float
    p95: float
    queries: int
    kilobytes: float


def client_for(role: str) -> Client:
    """A browser in which the demo account of this role is logged in."""
    from accounts.models import User
    from tests.album import ALBUM

    client = Client(SERVER_NAME="localhost")
    if ALBUM.accounts[role]:
        client.force_login(User.objects.get(email=ALBUM.accounts[role]))
    return client


def places() -> Iterator[tuple[str, str, Client, str]]:
    """Name, role, browser and address of each page."""
    from tests.album import VISITOR, address_of, subjects_for

    visitor = client_for(VISITOR)
    yield BARE, VISITOR, visitor, "/kaal"
    for role, client in ((VISITOR, visitor), *((role, client_for(role)) for role in OTHERS)):
        for subject in subjects_for(role):
            if subject.status != 200 or (role != VISITOR and subject.name not in OTHERS[role]):
                continue

            def html_at(path: str, client: Client = client) -> str:
                return client.get(path).content.decode()

            yield subject.name, role, client, address_of(subject, html_at)


def once(client: Client, path: str) -> float:
    """How many milliseconds one request takes."""
    started = time.perf_counter()
    response = client.get(path)
    elapsed = (time.perf_counter() - started) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return elapsed


def measure() -> list[Measurement]:
    """Every page, in turns."""
    found = list(places())
    for _time in range(WARM_UP):
        for _name, _role, client, path in found:
            once(client, path)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    deadline = time.monotonic() + SECONDS
    for number in range(ROUNDS):
        if number > 2 and time.monotonic() > deadline:
            break
        for name, role, client, path in found:
            times[name, role].append(once(client, path))
    return [
        Measurement(name, role, *summary(times[name, role]), *weight(client, path))
        for name, role, client, path in found
    ]


def summary(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return round(median(times), 1), round(quantiles(times, n=20, method="inclusive")[-1], 1)


def weight(client: Client, path: str) -> tuple[int, float]:
    """Questions to the database and kilobytes of HTML."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    return len(captured), round(len(response.content) / 1000, 1)


def totals() -> dict[str, int]:
    """How much there is of each kind that grows."""
    from bench.grow import copied_models

    kinds = (model for model in copied_models() if not model._meta.auto_created)
    return {str(model._meta.verbose_name_plural): model.objects.count() for model in kinds}


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"totals": totals(), "rows": [asdict(one) for one in measure()]}))
