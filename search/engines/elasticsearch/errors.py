"""What goes wrong on the way to Elasticsearch, in the words of the contract."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    BadRequestError,
    ConnectionError,  # noqa: A004 - the client's own
    ConnectionTimeout,
    NotFoundError,
    SSLError,
    TransportError,
)
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


def reason(error: EngineUnavailable) -> str:
    """In Dutch, for an administrator: what to look at. What the client says itself is in English."""
    cause = error.__cause__
    for kind, text in _REASONS.items():
        if isinstance(cause, kind):
            return str(text)
    return str(error)


_REASONS: dict[type[Exception], object] = {
    ConnectionTimeout: _("de zoekserver antwoordde niet op tijd."),
    SSLError: _(
        "het certificaat van de zoekserver is niet van wie je vertrouwt. Kijk naar ELASTICSEARCH_CA."
    ),
    AuthenticationException: _(
        "de zoekserver kent het portaal niet. Kijk naar ELASTICSEARCH_API_KEY, of naar ELASTICSEARCH_USER en "
        "ELASTICSEARCH_PASSWORD."
    ),
    AuthorizationException: _(
        "het portaal mag dit niet van de zoekserver. Geef de sleutel of de gebruiker meer rechten."
    ),
    ConnectionError: _(
        "er is geen verbinding met de zoekserver. Kijk naar ELASTICSEARCH_URL, en of de server draait."
    ),
}
