"""An Elasticsearch that came back empty gets its index by itself, from the worker and beside the outbox."""

import logging
from datetime import timedelta

from django.conf import settings

from basis.chores import chore
from search import rebuilding
from search.engines import get_engine
from search.engines.base import EngineUnavailable

EVERY = timedelta(seconds=30)
logger = logging.getLogger("kenniskring.search")


@chore(every=EVERY)
def restore_when_missing() -> None:
    """Build the index when there is none at all. One of another analysis stays: that is for whoever brings out a version."""
    if settings.SEARCH_ENGINE != "elasticsearch":
        return
    try:
        if get_engine().analysis_version() is None:
            logger.warning("Elasticsearch has no index; it is built anew")
            rebuilding.rebuild()
    except EngineUnavailable as error:
        logger.warning("the index cannot be restored now: %s", error)
    except rebuilding.BuildBusy:
        return  # somebody else is at it
