"""One real Elasticsearch node for the whole run, also when several workers share it."""

import os
from pathlib import Path

import pytest

from dev.elasticsearch.server import is_ready, shared

GIVEN = "TEST_ELASTICSEARCH_URL"


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a node that answers; a test that asks for it fails when there is none.

    `TEST_ELASTICSEARCH_URL` names a node that already runs (`make elasticsearch`), to save its start.
    """
    given = os.environ.get(GIVEN)
    if given:
        assert is_ready(given), f"{GIVEN}={given} geeft geen antwoord"
        return given
    base: Path = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Workers are children of the controller, have folders beside each other and end before it.
        return shared(base.parent / "elasticsearch", owner=os.getppid())
    return shared(base / "elasticsearch", owner=os.getpid())
