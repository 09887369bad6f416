"""Elasticsearch with the embedded index of this host behind it, for when the server is away or slow.

Questions go to the server as long as that answers within the time of one page, and else to the embedded index. Writing and
everything about the index itself goes to the server only, and raises when that is away, so that the outbox tries again.
"""

import logging
import math
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from elasticsearch import Elasticsearch

from search.documents import SearchDocument
from search.engines.base import Candidate, Engine, EngineRequest, EngineUnavailable, Found, TermHit
from search.engines.breaker import Breaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.errors import EngineSlow
from search.engines.embedded import EmbeddedEngine, position

T = TypeVar("T")
WRITE_SECONDS = 10.0
"""How long one document may take; longer would keep a worker from its mail."""
SHORTEST = 0.1
"""With less time than this there is no use in asking."""
logger = logging.getLogger("kenniskring.search")


class GuardedEngine(ElasticsearchEngine):
    """For one page or one message: after the first failure all its questions go to `spare`.

    `seconds` is what all questions together may cost; `reading` and `writing` are the breakers of this process.
    """

    def __init__(
        self,
        client: Elasticsearch,
        name: str,
        spare: EmbeddedEngine,
        *,
        seconds: float,
        reading: Breaker,
        writing: Breaker,
    ) -> None:
        super().__init__(client, name)
        self._spare = spare
        self._left = seconds
        self._reading, self._writing = reading, writing
        self._answered = 0
        self.is_limited = False

    @property
    def has_mixed(self) -> bool:
        """Whether some answers came from the server and later ones from the embedded index."""
        return self.is_limited and self._answered > 0

    def _answer(self, question: Callable[[Engine], T]) -> T:
        """Ask the server, and when that fails the embedded index. Raises `EngineUnavailable` when both fail."""
        if not self.is_limited:
            begun = time.monotonic()
            try:
                with self._reading.asking():
                    found = question(self._in_time())
            except EngineUnavailable as error:
                self._change_over(error)
            else:
                self._answered += 1
                self._left -= time.monotonic() - begun
                return found
        return question(self._spare)

    def _in_time(self) -> ElasticsearchEngine:
        """The server, for what is left of the time."""
        if self._left < SHORTEST:
            raise EngineSlow("the questions of this page took too long together")
        return ElasticsearchEngine(_within(self._client, self._left), self.name)

    def _change_over(self, error: EngineUnavailable) -> None:
        if not position.is_complete(self._spare.path):
            raise error
        logger.warning("search is limited: %s", error)
        self.is_limited = True

    def search(self, request: EngineRequest) -> Found:
        """The documents that fit, and the counts per facet."""
        return self._answer(lambda engine: engine.search(request))

    def suggest(
        self, words: tuple[str, ...], principals: frozenset[str], now: datetime, limit: int
    ) -> list[SearchDocument]:
        """Documents with all words in their title or names."""
        return self._answer(lambda engine: engine.suggest(words, principals, now, limit))

    def terms(
        self, rows: Iterable[tuple[str, ...]], principals: frozenset[str], now: datetime
    ) -> list[TermHit]:
        """Glossary terms that have one of `rows` as a name."""
        asked = list(rows)
        return self._answer(lambda engine: engine.terms(asked, principals, now))

    def unknown(self, words: Iterable[str], principals: frozenset[str]) -> set[str]:
        """Those of the words that no visible document has in any form."""
        asked = list(words)
        return self._answer(lambda engine: engine.unknown(asked, principals))

    def similar(self, word: str, principals: frozenset[str]) -> list[Candidate]:
        """Words of visible documents that look like `word`."""
        return self._answer(lambda engine: engine.similar(word, principals))

    def frequencies(self, stems: Iterable[str], principals: frozenset[str]) -> dict[str, int]:
        """How many visible documents hold each of `stems`."""
        asked = list(stems)
        return self._answer(lambda engine: engine.frequencies(asked, principals))

    def put(self, document: SearchDocument, version: int) -> bool:
        """Add or replace a document on the server. Raises `EngineUnavailable` when it is away."""
        with self._writing.asking():
            return self._to_write().put(document, version)

    def delete(self, key: str, version: int) -> bool:
        """Remove a document from the server. Raises `EngineUnavailable` when it is away."""
        with self._writing.asking():
            return self._to_write().delete(key, version)

    def _to_write(self) -> ElasticsearchEngine:
        return ElasticsearchEngine(_within(self._client, WRITE_SECONDS), self.name)


def _within(client: Elasticsearch, seconds: float) -> Elasticsearch:
    """The client with so much patience, to a tenth of a second."""
    return _with_patience(client, math.floor(seconds * 10))


@lru_cache(maxsize=200)
def _with_patience(client: Elasticsearch, tenths: int) -> Elasticsearch:
    # Making one takes a quarter of a millisecond, and a page asks four questions.
    return client.options(request_timeout=tenths / 10)


def is_limited(engine: Engine) -> bool:
    """Whether the embedded index answers in the place of the server."""
    return isinstance(engine, GuardedEngine) and engine.is_limited


def by_one_engine(engine: Engine, ask: Callable[[], T]) -> T:
    """What `ask` makes of the answers of `engine`; once more when the embedded index took over halfway.

    So that a page never stands on two indices: one may know a word that the other does not.
    """
    answer = ask()
    if isinstance(engine, GuardedEngine) and engine.has_mixed:
        return ask()
    return answer
