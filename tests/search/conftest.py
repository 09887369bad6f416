"""The portal on each engine in turn: the embedded one, and a real Elasticsearch."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from django.conf import LazySettings
from elasticsearch import Elasticsearch

from basis import outbox
from search import decisions
from search.engines import elasticsearch_server, forget_server
from tests.factories.wereld import Wereld, make_wereld

PATIENCE = 30.0
"""A page waits long for a server that is only busy."""
Settle = Callable[[], None]


@pytest.fixture
def wereld(db: None) -> Wereld:
    """People, a kring and a project, on the embedded engine unless the test asks for another."""
    return make_wereld()


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def each_engine(request: pytest.FixtureRequest, settings: LazySettings) -> Iterator[str]:
    """The portal on this engine, with an index of this test's own that is not there yet."""
    decisions.forget()
    settings.SEARCH_ENGINE = request.param
    if request.param == "embedded":
        yield request.param
    else:
        url = request.getfixturevalue("elasticsearch_url")
        name = f"portaal-{uuid.uuid4().hex}"
        settings.ELASTICSEARCH_URL, settings.SEARCH_INDEX, settings.SEARCH_TIMEOUT = url, name, PATIENCE
        forget_server()
        yield request.param
        forget_server()
        with Elasticsearch(url, request_timeout=30) as client:
            made = list(client.indices.get(index=f"{name}*"))
            client.indices.delete(index=made or f"{name}-geen", ignore_unavailable=True)
    decisions.forget()


@pytest.fixture
def settle(each_engine: str, settings: LazySettings) -> Settle:
    """Has the worker do all that waits, and sees to it that it can be found."""

    def settled() -> None:
        outbox.drain()
        if each_engine == "elasticsearch":
            elasticsearch_server().client.indices.refresh(index=settings.SEARCH_INDEX)

    return settled
