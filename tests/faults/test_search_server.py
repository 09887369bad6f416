"""A real Elasticsearch that is full, closed, red, out of memory, stopped or half away: no error page, nothing lost."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from elasticsearch import Elasticsearch

from basis import outbox
from basis.models import OutboxBericht
from dev.elasticsearch.server import Node, start
from dev.ports import free_port
from search import rebuilding
from search.engines import forget_server
from tests.factories.kennis import make_les
from tests.factories.wereld import Wereld
from tests.faults.search_site import (
    HURRIED,
    LIMITED,
    PATIENT,
    check_permissions,
    check_recovered,
    follow,
    page,
    settle,
    two_lessons,
    use,
    wait_until,
)

pytestmark = [pytest.mark.fault, pytest.mark.elasticsearch, pytest.mark.timeout(300)]
DISK = "cluster.routing.allocation.disk"
MORE_THAN_ANY_DISK = "900tb"
BREAKER = "indices.breaker.total"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A server of these tests' own, because they change its settings and stop it."""
    made = start(tmp_path_factory.mktemp("zoekserver"))
    yield made
    made.stop()


@pytest.fixture
def server(node: Node) -> Iterator[Elasticsearch]:
    """Straight to the server, past the portal."""
    with Elasticsearch(node.url, request_timeout=60) as client:
        yield client


@pytest.fixture
def index(node: Node, server: Elasticsearch, settings: LazySettings) -> Iterator[str]:
    """The alias of the portal's index on that server."""
    name = use(settings, node.url)
    yield name
    forget_server()
    server.indices.delete(index=list(server.indices.get(index=f"{name}*")), ignore_unavailable=True)


@pytest.fixture
def gevuld(index: str, db: None, settings: LazySettings) -> Wereld:
    """Both indices hold everything, and the portal answers from the server."""
    made = two_lessons()
    settle()
    rebuilding.rebuild()
    follow(settings)
    assert LIMITED not in page(Client())
    return made


@pytest.fixture
def member(gevuld: Wereld) -> Client:
    client = Client()
    client.force_login(gevuld.lid)
    return client


def configure(server: Elasticsearch, **values: Any) -> None:
    """Settings of the whole server; None takes one back."""
    server.cluster.put_settings(persistent=values)


def has_block(server: Elasticsearch, index: str) -> bool:
    """Whether the server itself closed the index for writing, as it does on a full disk."""
    found = server.indices.get_settings(index=index, flat_settings=True)
    return any("index.blocks.read_only_allow_delete" in one["settings"] for one in found.values())


def check_that_a_change_waits(wereld: Wereld, settings: LazySettings) -> None:
    """What an editor changes now is neither refused nor given up, and is shown from the index of this host."""
    make_les(wereld.kring, title="Grind eerst", advies="Leg een grindbed.")
    for _try in range(outbox.MAX_ATTEMPTS + 1):
        settle()
    assert OutboxBericht.objects.pending().exists()
    assert not OutboxBericht.objects.dead().exists()
    follow(settings)


def test_a_full_disk_still_answers_and_takes_changes_later(
    gevuld: Wereld, server: Elasticsearch, index: str, client: Client, member: Client, settings: LazySettings
) -> None:
    watermarks = {f"{DISK}.watermark.{name}": MORE_THAN_ANY_DISK for name in ("low", "high", "flood_stage")}
    try:
        configure(
            server, **watermarks, **{f"{DISK}.threshold_enabled": True, "cluster.info.update.interval": "10s"}
        )
        wait_until(lambda: has_block(server, index))
        check_that_a_change_waits(gevuld, settings)
        assert LIMITED not in page(client)
        check_permissions(client, member)
    finally:
        configure(server, **dict.fromkeys(watermarks), **{f"{DISK}.threshold_enabled": None})
    # The server opens it by itself only while it looks at its disk.
    server.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": None})
    check_recovered(settings, client, member)
    assert "Grind eerst" in page(client, "grindbed")


def close(server: Elasticsearch, name: str) -> Callable[[], Any]:
    """As an administrator may do; returns what opens it again."""
    server.indices.close(index=name)
    return lambda: server.indices.open(index=name)


def lose_shard(server: Elasticsearch, name: str) -> Callable[[], Any]:
    """The files of the index are gone: it is red. Returns what an administrator does then."""
    (about,) = server.cluster.state(metric="metadata", index=name)["metadata"]["indices"].values()
    (node,) = server.nodes.info(metric="settings")["nodes"].values()
    files = (
        Path(node["settings"]["path"]["home"]) / "data" / "indices" / about["settings"]["index"]["uuid"] / "0"
    )
    server.indices.close(index=name)
    files.rename(files.with_name("weg"))
    server.indices.open(index=name, wait_for_active_shards=0)
    wait_until(lambda: shards_of(server, name) == {"UNASSIGNED"})
    return rebuilding.rebuild


def shards_of(server: Elasticsearch, name: str) -> set[str]:
    """How the parts of an index are."""
    return {row["state"] for row in server.cat.shards(index=name, format="json")}


def starve(server: Elasticsearch, _name: str) -> Callable[[], Any]:
    """No memory for any request: the server answers 429. Returns what feeds it again."""
    configure(server, **{f"{BREAKER}.limit": "1kb"})
    return lambda: configure(server, **{f"{BREAKER}.limit": None})


@pytest.mark.parametrize("fault", [close, lose_shard, starve])
def test_an_index_that_cannot_be_used(
    gevuld: Wereld,
    server: Elasticsearch,
    client: Client,
    member: Client,
    settings: LazySettings,
    fault: Callable[[Elasticsearch, str], Callable[[], Any]],
) -> None:
    (name,) = server.indices.get_alias(name=settings.SEARCH_INDEX)
    heal = fault(server, name)
    try:
        settings.SEARCH_TIMEOUT = HURRIED
        assert LIMITED in page(client)
        check_permissions(client, member)
        assert client.get("/gezondheid/klaar").json()["zoeken"] == "beperkt"
        check_that_a_change_waits(gevuld, settings)
        shown = page(client, "grindbed")
        assert LIMITED in shown
        assert "Grind eerst" in shown
    finally:
        heal()
    settings.SEARCH_TIMEOUT = PATIENT
    check_recovered(settings, client, member)
    assert "Grind eerst" in page(client, "grindbed")


def test_a_server_that_stands_still_for_a_while(
    gevuld: Wereld, node: Node, client: Client, member: Client, settings: LazySettings
) -> None:
    os.kill(node.process.pid, signal.SIGSTOP)
    try:
        settings.SEARCH_TIMEOUT = HURRIED
        assert LIMITED in page(client)
        check_permissions(client, member)
        # This one is on its way when the server goes on, and comes after what is written then.
        check_that_a_change_waits(gevuld, settings)
        assert "Grind eerst" in page(client, "grindbed")
    finally:
        os.kill(node.process.pid, signal.SIGCONT)
    settings.SEARCH_TIMEOUT = PATIENT
    check_recovered(settings, client, member)
    assert "Grind eerst" in page(client, "grindbed")


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_hosts_one_is_away(
    gevuld: Wereld, node: Node, client: Client, member: Client, settings: LazySettings, is_first: bool
) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    settings.ELASTICSEARCH_URL = ", ".join([away, node.url] if is_first else [node.url, away])
    forget_server()
    for _turn in range(4):
        assert LIMITED not in page(client)
    check_permissions(client, member)
    make_les(gevuld.kring, title="Grind eerst", advies="Leg een grindbed.")
    check_recovered(settings, client, member)
    assert LIMITED not in page(client, "grindbed")
    assert "Grind eerst" in page(client, "grindbed")
    rebuilding.rebuild()
    check_recovered(settings, client, member)
