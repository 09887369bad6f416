"""Building an index from a stream, for every engine."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice

from search.documents import SearchDocument
from search.engines.base import Engine

BATCH = 500


def build_from(engine: Engine, documents: Iterable[SearchDocument], version: int) -> int:
    """Fill a new index and let it take over; a failure leaves the old one as it was. Returns how many it holds."""
    build = engine.begin_build(datetime.now(UTC))
    number, stream = 0, iter(documents)
    try:
        while batch := list(islice(stream, BATCH)):
            build.add(batch, {}, version)
            number += len(batch)
        build.finish()
    except BaseException:
        build.discard()
        raise
    build.install()
    return number
