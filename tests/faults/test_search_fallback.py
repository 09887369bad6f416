"""Elasticsearch away, slow, refusing, half failing or empty: the page stays, with the same permissions."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from elasticsearch import Elasticsearch

from basis.models import OutboxBericht
from dev.elasticsearch.server import Node, start
from kring.indeling import Zichtbaarheid
from search import drift, rebuilding, recovery
from search.engines import forget_server
from search.engines.base import EngineUnavailable
from tests.factories.kennis import make_les
from tests.factories.wereld import Wereld
from tests.faults.search_proxy import Proxy
from tests.faults.search_site import (
    AWAY,
    HURRIED,
    LIMITED,
    PATIENT,
    all_arrived,
    check_permissions,
    follow,
    page,
    refresh,
    settle,
    two_lessons,
    use,
    wait_until,
)

pytestmark = [pytest.mark.fault, pytest.mark.elasticsearch, pytest.mark.timeout(300)]
CHANGES = 100


@pytest.fixture
def proxy(elasticsearch_url: str, settings: LazySettings) -> Iterator[Proxy]:
    """The shared server behind a proxy, with an index of this test's own."""
    with Proxy(elasticsearch_url) as between:
        name = use(settings, between.url)
        yield between
        forget_server()
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        found = list(client.indices.get(index=f"{name}*"))
        client.indices.delete(index=found or f"{name}-geen", ignore_unavailable=True)


@pytest.fixture
def wereld(db: None) -> Wereld:
    return two_lessons()


@pytest.fixture
def gevuld(proxy: Proxy, wereld: Wereld, settings: LazySettings) -> Wereld:
    """Both indices hold everything."""
    settle()
    rebuilding.rebuild()
    follow(settings)
    return wereld


@pytest.fixture
def member(wereld: Wereld) -> Client:
    client = Client()
    client.force_login(wereld.lid)
    return client


@pytest.mark.parametrize("fault", ["refuse", "cut", "hang", "429", "403", "500", "503"])
def test_the_page_stays_with_the_same_permissions(
    gevuld: Wereld, proxy: Proxy, client: Client, member: Client, settings: LazySettings, fault: str
) -> None:
    assert LIMITED not in page(client)
    check_permissions(client, member)
    settings.SEARCH_TIMEOUT = HURRIED
    proxy.fail(fault)
    assert LIMITED in page(client)
    check_permissions(client, member)
    assert client.get("/gezondheid/klaar").json()["zoeken"] == "beperkt"
    settings.SEARCH_TIMEOUT = PATIENT
    proxy.heal()
    wait_until(lambda: LIMITED not in page(client))
    check_permissions(client, member)
    assert client.get("/gezondheid/klaar").json()["zoeken"] == "ok"


def test_a_server_that_hangs_costs_one_page_its_time_once(
    gevuld: Wereld, proxy: Proxy, client: Client, settings: LazySettings
) -> None:
    settings.SEARCH_TIMEOUT = HURRIED
    proxy.fail("hang")
    assert LIMITED in page(client)
    assert LIMITED in page(client)
    assert proxy.asked == 1


def test_slow_answers_share_the_time_of_one_page(
    gevuld: Wereld, proxy: Proxy, client: Client, settings: LazySettings
) -> None:
    settings.SEARCH_TIMEOUT = HURRIED
    proxy.fail("late", 0.6 * HURRIED)
    assert LIMITED in page(client)
    assert proxy.asked == 2


def test_without_the_embedded_index_the_page_says_that_it_is_away(
    proxy: Proxy, wereld: Wereld, client: Client
) -> None:
    proxy.fail("refuse")
    assert AWAY in page(client, status=503)
    assert client.get("/zoeken/suggesties?q=zand").json() == []
    answer = client.get("/gezondheid/klaar")
    assert (answer.status_code, answer.json()["zoeken"]) == (200, "weg")


def test_a_damaged_embedded_index_is_no_error_page(
    gevuld: Wereld, proxy: Proxy, client: Client, settings: LazySettings
) -> None:
    proxy.fail("refuse")
    path = Path(settings.SEARCH_EMBEDDED_PATH)
    path.unlink()
    path.write_bytes(b"geen database" * 1000)
    assert AWAY in page(client, status=503)
    assert follow(settings) > 0
    assert LIMITED in page(client)


@pytest.mark.parametrize("fault", ["refuse", "429", "403"])
def test_what_changes_meanwhile_arrives(
    gevuld: Wereld, proxy: Proxy, client: Client, settings: LazySettings, fault: str
) -> None:
    les = make_les(gevuld.kring, title="Grind eerst", advies="Leg een grindbed.")
    settle()
    proxy.fail(fault)
    for number in range(CHANGES):
        les.title = f"Grind {number}"
        les.save()
    other = make_les(gevuld.kring, title="Klinkers", advies="Leg een grindbed.")
    other.zichtbaarheid = Zichtbaarheid.KRING
    other.save()
    settle()
    assert OutboxBericht.objects.pending().exists()
    assert not OutboxBericht.objects.dead().exists()
    follow(settings)
    shown = page(client, "grindbed")
    assert LIMITED in shown
    assert f"Grind {CHANGES - 1}" in shown
    assert "Klinkers" not in shown
    proxy.heal()
    wait_until(all_arrived)
    refresh(settings)
    assert drift.check().total == 0
    wait_until(lambda: LIMITED not in page(client, "grindbed"))
    shown = page(client, "grindbed")
    assert f"Grind {CHANGES - 1}" in shown
    assert "Klinkers" not in shown


def test_a_bulk_that_fails_in_part_changes_nothing(
    gevuld: Wereld, proxy: Proxy, client: Client, settings: LazySettings
) -> None:
    proxy.fail("half bulk")
    with pytest.raises(EngineUnavailable):
        rebuilding.rebuild()
    assert LIMITED not in page(client)
    assert "Zandbed eerst" in page(client)
    proxy.heal()
    rebuilding.rebuild()
    refresh(settings)
    assert drift.check().total == 0


@pytest.fixture
def node(tmp_path: Path, settings: LazySettings) -> Iterator[Node]:
    """A server of this test's own, to kill."""
    made = start(tmp_path / "eerste")
    use(settings, made.url)
    yield made
    forget_server()
    made.stop()


def test_a_server_that_is_killed_and_comes_back_empty(
    wereld: Wereld, node: Node, client: Client, member: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settle()
    recovery.restore_when_missing()
    follow(settings)
    assert LIMITED not in page(client)
    os.kill(node.process.pid, signal.SIGKILL)
    node.process.wait()
    assert LIMITED in page(client)
    check_permissions(client, member)
    les = make_les(wereld.kring, title="Zand uit de rivier", advies="Leg een zandbed.")
    settle()
    fresh = start(tmp_path / "tweede", port=int(node.url.rsplit(":", 1)[1]))
    try:
        assert fresh.url == node.url
        settle()
        follow(settings)
        # It answers, but has no index: a first write must not make one that looks whole.
        shown = page(client)
        assert LIMITED in shown
        assert les.title in shown
        recovery.restore_when_missing()
        wait_until(all_arrived)
        refresh(settings)
        assert drift.check().total == 0
        wait_until(lambda: LIMITED not in page(client))
        check_permissions(client, member)
        assert les.title in page(client)
    finally:
        forget_server()
        fresh.stop()
