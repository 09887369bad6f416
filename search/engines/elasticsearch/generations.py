"""The indices behind an alias: the one in use, the one before it, and one under construction.

An index is named after its alias, its moment and a random tail. Which one is in use is only what the alias says, and one
call moves it. Of an index under construction, its mapping tells since when and how far.
"""

import re
import secrets
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError, helpers

from search.analysis import ANALYSIS_VERSION, get_analysis
from search.documents import SearchDocument
from search.engines.elasticsearch.errors import reached
from search.engines.elasticsearch.index import body, fields_of

BATCH = 500
MOST_BYTES = 10_000_000
MARK_SECONDS = 2.0
"""How often a build writes down how far it is; what came after is done again, which does no harm."""
PATIENCE = 60.0
"""Making, filling and moving an index may take longer than a question."""


class Generations:
    """What stands behind the alias `name`."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self.client = client.options(request_timeout=PATIENCE)
        self.name = name
        self._shape = re.compile(re.escape(name) + r"-\d{14}-[0-9a-f]{6}")

    @property
    def _before(self) -> str:
        return f"{self.name}-vorige"

    def live(self) -> list[str]:
        """The index in use."""
        return self._behind(self.name)

    def previous(self) -> list[str]:
        """The index that was in use before."""
        return self._behind(self._before)

    def _behind(self, alias: str) -> list[str]:
        try:
            return sorted(self.client.indices.get_alias(name=alias).keys())
        except NotFoundError:
            return []

    def create(self, meta: dict[str, Any], **more: Any) -> str:
        """A new index with `meta` in its mapping; returns its name."""
        name = f"{self.name}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        made = body()
        made["mappings"]["_meta"] |= meta
        self.client.indices.create(index=name, **made, **more)
        return name

    def unfinished(self) -> list[tuple[str, dict[str, Any]]]:
        """The indices under construction with what their mapping tells, the latest first."""
        found = self.client.indices.get(index=f"{self.name}-*", features="aliases,mappings")
        meta = {
            name: about["mappings"].get("_meta", {})
            for name, about in found.items()
            if not about["aliases"] and self._shape.fullmatch(name)
        }
        return sorted(((name, meta[name]) for name in meta if "started" in meta[name]), reverse=True)

    def install(self, fresh: str) -> None:
        """Move the alias to `fresh`, keep the index in use as the one before, remove the one before that: one call."""
        live = self.live()
        moves: list[dict[str, Any]] = [
            *({"remove_index": {"index": index}} for index in self.previous() if index not in live),
            *({"remove": {"index": index, "alias": self.name}} for index in live),
            *({"add": {"index": index, "alias": self._before}} for index in live),
            {"add": {"index": fresh, "alias": self.name, "is_write_index": True}},
        ]
        self.client.indices.update_aliases(actions=moves)

    def roll_back(self) -> None:
        """The index in use and the one before change places, in one call. Raises `LookupError` when there is none."""
        live, previous = self.live(), self.previous()
        if not previous:
            raise LookupError("there is no earlier index")
        moves: list[dict[str, Any]] = [
            *({"remove": {"index": index, "alias": self.name}} for index in live),
            *({"remove": {"index": index, "alias": self._before}} for index in previous),
            *({"add": {"index": index, "alias": self._before}} for index in live),
            {"add": {"index": previous[0], "alias": self.name, "is_write_index": True}},
        ]
        self.client.indices.update_aliases(actions=moves)


class ElasticsearchBuild:
    """An index that nothing leads to yet."""

    def __init__(self, generations: Generations, name: str, meta: dict[str, Any]) -> None:
        """Go on with the index `name`, the mapping of which tells `meta`."""
        self._generations, self._client = generations, generations.client
        self.name = name
        self.analysis = str(meta["analysis"])
        self.started = datetime.fromisoformat(meta["started"])
        self.marks: dict[str, int] = dict(meta.get("marks", {}))
        self._marked = 0.0

    @classmethod
    def begin(cls, generations: Generations, started: datetime) -> "ElasticsearchBuild":
        """A new one. Raises `EngineUnavailable`."""
        meta = {"analysis": ANALYSIS_VERSION, "started": started.isoformat(), "marks": {}}
        with reached():
            name = generations.create(meta)
            generations.client.indices.put_settings(index=name, settings={"refresh_interval": "-1"})
        return cls(generations, name, meta)

    def add(self, documents: Sequence[SearchDocument], marks: dict[str, int], version: int = 0) -> None:
        """Write documents; once in a while remember how far that is. Raises `EngineUnavailable`."""
        with reached():
            for _done in helpers.streaming_bulk(
                self._client,
                self._actions(documents, version),
                BATCH,
                max_chunk_bytes=MOST_BYTES,
                max_retries=5,
                initial_backoff=0.5,
            ):
                pass
            self.marks = dict(marks)
            if time.monotonic() - self._marked > MARK_SECONDS:
                self._remember()

    def _actions(self, documents: Sequence[SearchDocument], version: int) -> Iterator[dict[str, Any]]:
        analysis = get_analysis()
        for document in documents:
            yield {
                "_index": self.name,
                "_id": document.key,
                "version": version,
                "version_type": "external_gte",
                "_source": fields_of(document, analysis),
            }

    def _remember(self) -> None:
        meta = {"analysis": self.analysis, "started": self.started.isoformat(), "marks": self.marks}
        self._client.indices.put_mapping(index=self.name, meta=meta)
        self._marked = time.monotonic()

    def finish(self) -> None:
        """All of it can be found."""
        with reached():
            self._client.indices.put_settings(
                index=self.name, settings={"refresh_interval": body()["settings"]["refresh_interval"]}
            )
            self._client.indices.refresh(index=self.name)

    def install(self) -> None:
        """Let the alias move to it."""
        with reached():
            self._generations.install(self.name)

    def discard(self) -> None:
        """Remove it."""
        self._client.options(ignore_status=404).indices.delete(index=self.name)
