"""The portal on a server that fails: what its pages say, and what a worker and a follower do meanwhile."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from basis import outbox
from basis.models import OutboxBericht
from kring.indeling import Zichtbaarheid
from search import drift, following
from search.engines import elasticsearch_server, forget_server
from search.engines.embedded import EmbeddedEngine
from tests.factories.kennis import make_les
from tests.factories.wereld import Wereld, make_wereld

LIMITED, AWAY = "Beperkt zoeken", "Zoeken lukt nu even niet"
SECRET = "Geheime kademuur"
PATIENCE = 60.0
# A page waits long for a server that is only busy, and short for one that we make slow.
PATIENT, HURRIED = 30.0, 3.0


def wait_until(condition: Callable[[], bool]) -> None:
    """Until it holds; fails when that takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "het gebeurde niet"
        time.sleep(0.1)


def use(settings: LazySettings, url: str) -> str:
    """Have the portal ask the server at `url`, with an index of its own; returns the name of that."""
    settings.SEARCH_ENGINE, settings.SEARCH_TIMEOUT = "elasticsearch", PATIENT
    settings.ELASTICSEARCH_URL, settings.SEARCH_INDEX = url, f"terugval-{uuid.uuid4().hex}"
    forget_server()
    return str(settings.SEARCH_INDEX)


def two_lessons() -> Wereld:
    """A world with a lesson for everyone and one for the kring."""
    made = make_wereld()
    make_les(made.kring, title="Zandbed eerst", advies="Leg een zandbed.")
    make_les(made.kring, title=SECRET, advies="Zandbed", zichtbaarheid=Zichtbaarheid.KRING)
    return made


def follow(settings: LazySettings) -> int:
    """Bring the embedded index of this host up to date."""
    return following.follow(EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_PATH)))


def settle() -> None:
    """What a worker does, as if what waits has waited long enough."""
    OutboxBericht.objects.pending().update(available_at=timezone.now(), lease_until=None)
    outbox.drain()


def all_arrived() -> bool:
    """Whether nothing waits any more, after the worker had another go."""
    settle()
    return not OutboxBericht.objects.pending().exists()


def refresh(settings: LazySettings) -> None:
    """Have all that was written found."""
    elasticsearch_server().client.indices.refresh(index=settings.SEARCH_INDEX)


def page(client: Client, query: str = "zandbed", status: int = 200) -> str:
    """The page of results."""
    answer = client.get(f"/zoeken?q={query}")
    assert answer.status_code == status
    return answer.text


def check_permissions(visitor: Client, member: Client) -> None:
    """The lesson of the kring is there for its member, and for nobody else."""
    assert "Zandbed eerst" in page(visitor)
    assert SECRET not in page(visitor)
    assert SECRET in page(member)
    assert visitor.get("/zoeken/suggesties?q=gehei").json() == []
    assert [row["titel"] for row in member.get("/zoeken/suggesties?q=gehei").json()] == [SECRET]


def check_recovered(settings: LazySettings, visitor: Client, member: Client) -> None:
    """The server answers again, to the same people, and all that waited has arrived."""
    wait_until(all_arrived)
    assert not OutboxBericht.objects.dead().exists()
    refresh(settings)
    assert drift.check().total == 0
    wait_until(lambda: LIMITED not in page(visitor))
    check_permissions(visitor, member)
