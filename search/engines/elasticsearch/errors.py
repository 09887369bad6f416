"""What goes wrong on the way to Elasticsearch, in the words of the contract."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, BadRequestError, ConnectionTimeout, NotFoundError, TransportError
from elasticsearch.helpers import BulkIndexError

from search.engines.base import EngineUnavailable

TOO_MUCH = 413


class EngineSlow(EngineUnavailable):
    """No answer in the time that there was."""


class EngineRefused(EngineUnavailable):
    """The server answers, but not to this: there is no index, one that is not ours, or it is too much. It is not away."""


@contextmanager
def reached() -> Iterator[None]:
    """Turn whatever the client raises into `EngineUnavailable`, and an answer of another form too."""
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineSlow(str(error)) from error
    except (NotFoundError, BadRequestError) as error:
        raise EngineRefused(str(error)) from error
    except (ApiError, TransportError, BulkIndexError) as error:
        too_much = isinstance(error, ApiError) and error.status_code == TOO_MUCH
        raise (EngineRefused if too_much else EngineUnavailable)(str(error)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EngineRefused(f"the index is not as this version makes it: {error!r}") from error
