"""The Elasticsearch engine as the contract wants it."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError, helpers
from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.analysis import Analysis, get_analysis
from search.analysis.spelling import distance, most_edits
from search.documents import FACETS, SearchDocument
from search.engines.base import Candidate, EngineRequest, EngineUnavailable, Found, TermHit
from search.engines.codec import loads
from search.engines.elasticsearch import compiler
from search.engines.elasticsearch.index import absence_of, body, fields_of

BATCH = 500
MOST_TERMS = 50
LOOK_ALIKES = 25
MOST_KINDS = 50
STEMS = ("title_nl", "labels_nl", "koppen_nl", "body_nl", "parts_nl")


class ElasticsearchEngine:
    """An index behind the alias `name`. With `at_once` every write can be found when it returns (for tests)."""

    def __init__(self, client: Elasticsearch, name: str, *, at_once: bool = False) -> None:
        self._client = client
        self.name = name
        self._refresh = at_once

    @property
    def _analysis(self) -> Analysis:
        return get_analysis()

    def _search(self, query: Query) -> Search:
        return Search(using=self._client, index=self.name).query(query)

    def put(self, document: SearchDocument, version: int) -> bool:
        """Add or replace a document; False when a newer version is there."""
        return self._write(document.key, fields_of(document, self._analysis), version)

    def delete(self, key: str, version: int) -> bool:
        """Remove a document; False when a newer version is there."""
        return self._write(key, absence_of(key), version)

    def _ask(self, search: Search) -> Any:  # noqa: ANN401 - the client has no type for an answer with aggregations
        """Carry out a search; before the first write there is no index yet."""
        try:
            try:
                return search.execute()
            except NotFoundError:
                self._make_if_missing()
                return search.execute()
        except (ApiError, TransportError) as error:
            raise EngineUnavailable(str(error)) from error

    def _write(self, key: str, fields: dict[str, Any], version: int) -> bool:
        try:
            return self._index(key, fields, version)
        except NotFoundError:
            self._make_if_missing()
            return self._index(key, fields, version)

    def _index(self, key: str, fields: dict[str, Any], version: int) -> bool:
        try:
            self._client.index(
                index=self.name,
                id=key,
                document=fields,
                version=version,
                version_type="external_gte",
                refresh=self._refresh,
                require_alias=True,
            )
        except ConflictError:
            return False
        return True

    def rebuild(self, documents: Iterable[SearchDocument], version: int) -> int:
        """Fill a new index and let the alias move to it in one call; a failure leaves the old one as it was."""
        fresh = self._create()
        try:
            number = sum(
                1
                for _ in helpers.streaming_bulk(self._client, self._actions(documents, fresh, version), BATCH)
            )
            self._client.indices.refresh(index=fresh)
        except BaseException:
            self._client.indices.delete(index=fresh)
            raise
        old = self._indices()
        moves: list[dict[str, Any]] = [{"add": {"index": fresh, "alias": self.name, "is_write_index": True}}]
        self._client.indices.update_aliases(
            actions=[*moves, *({"remove_index": {"index": name}} for name in old)]
        )
        return number

    def _actions(
        self, documents: Iterable[SearchDocument], index: str, version: int
    ) -> Iterator[dict[str, Any]]:
        for document in documents:
            yield {
                "_index": index,
                "_id": document.key,
                "version": version,
                "version_type": "external_gte",
                "_source": fields_of(document, self._analysis),
            }

    def _create(self) -> str:
        name = f"{self.name}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        self._client.indices.create(index=name, **body())
        return name

    def _indices(self) -> list[str]:
        """The indices behind the alias."""
        try:
            return sorted(self._client.indices.get_alias(name=self.name).keys())
        except NotFoundError:
            return []

    def _make_if_missing(self) -> None:
        if not self._client.indices.exists_alias(name=self.name):
            fresh = self._create()
            self._client.indices.put_alias(index=fresh, name=self.name, is_write_index=True)

    def search(self, request: EngineRequest) -> Found:
        """The documents that fit, and the counts per facet."""
        asked = self._search(compiler.question(request)).post_filter(compiler.chosen(request))
        asked = asked.sort(*compiler.SORTS[request.sort]).source(["document"])
        asked = asked.extra(track_total_hits=True, track_scores=True)
        for name, counted in compiler.counts(request).items():
            asked.aggs.bucket(name, counted)
        if request.per_kind:
            asked = asked.collapse(field="soort", inner_hits=compiler.best_of_kind(request))
            asked = asked[:MOST_KINDS]
        else:
            asked = asked[request.offset : request.offset + request.limit]
        answer = self._ask(asked)
        hits = [
            one for hit in answer.hits for one in (hit.meta.inner_hits.best if request.per_kind else [hit])
        ]
        facets = {
            name: {bucket.key: bucket.doc_count for bucket in answer.aggregations[name]["values"].buckets}
            for name in FACETS
        }
        return Found(
            documents=tuple(loads(hit.document) for hit in hits),
            scores=tuple(float(hit.meta.score or 0) for hit in hits),
            total=int(answer.to_dict()["hits"]["total"]["value"]),
            facets=facets,
        )

    def suggest(
        self, words: tuple[str, ...], principals: frozenset[str], now: datetime, limit: int
    ) -> list[SearchDocument]:
        """Documents with all words in their title or names; the last word may be a beginning."""
        if not words:
            return []
        asked = self._search(compiler.beginning(words, principals, now)).source(["document"])
        answer = self._ask(asked.sort("_score", "title_length", "title_sort")[:limit])
        return [loads(hit.document) for hit in answer.hits]

    def terms(
        self, rows: Iterable[tuple[str, ...]], principals: frozenset[str], now: datetime
    ) -> list[TermHit]:
        """Glossary terms that have one of `rows` as a name."""
        wanted = {" ".join(row) for row in rows}
        if not wanted:
            return []
        query = Q("bool", filter=[Q("terms", forms=sorted(wanted)), *compiler.visible(principals, now)])
        asked = self._search(query).source(["document", "forms"]).sort("title_sort", "key")
        answer = self._ask(asked[:MOST_TERMS])
        return [
            TermHit(tuple(form.split()), loads(hit.document))
            for hit in answer.hits
            for form in dict.fromkeys(hit.forms)
            if form in wanted
        ]

    def unknown(self, words: Iterable[str], principals: frozenset[str]) -> set[str]:
        """Those of the words that no visible document has in any form."""
        asked = {word: self._anywhere(word) for word in words}
        if not asked:
            return set()
        search = self._search(Q("bool", filter=compiler.visible(principals, datetime.now(UTC))))[:0]
        search.aggs.bucket("known", "filters", filters=asked)
        buckets = self._ask(search).aggregations.known.buckets
        return {word for word in asked if not buckets[word].doc_count}

    def _anywhere(self, word: str) -> Query:
        """A document with the word in any form, or all parts of it somewhere."""
        pieces = [self._analysis.stem(piece) for piece in self._analysis.split(word)]
        found = self._any_field(self._analysis.stem(word))
        return found | Q("bool", filter=[self._any_field(piece) for piece in pieces]) if pieces else found

    @staticmethod
    def _any_field(stem: str) -> Query:
        return Q("bool", should=[Q("term", **{name: stem}) for name in STEMS])

    def similar(self, word: str, principals: frozenset[str]) -> list[Candidate]:
        """Words of visible documents that look like `word`."""
        most = most_edits(word)
        if not most:
            return []
        fuzzy = Q(
            "fuzzy",
            vocabulary={"value": word, "fuzziness": most, "transpositions": True, "max_expansions": 100},
        )
        query = Q("bool", must=[fuzzy], filter=compiler.visible(principals, datetime.now(UTC)))
        answer = self._ask(self._search(query).source(["vocabulary"])[:LOOK_ALIKES])
        documents: dict[str, int] = {}
        for hit in answer.hits:
            for other in hit.vocabulary:
                if other != word and distance(word, other, most) <= most:
                    documents[other] = documents.get(other, 0) + 1
        ranked = sorted(
            documents,
            key=lambda other: (distance(word, other, most), other[0] != word[0], -documents[other], other),
        )
        return [Candidate(other, documents[other]) for other in ranked[:5]]

    def frequencies(self, stems: Iterable[str], principals: frozenset[str]) -> dict[str, int]:
        """How many visible documents hold each of `stems`."""
        asked = {stem: self._any_field(stem) for stem in stems}
        if not asked:
            return {}
        search = self._search(Q("bool", filter=compiler.visible(principals, datetime.now(UTC))))[:0]
        search.aggs.bucket("held", "filters", filters=asked)
        buckets = self._ask(search).aggregations.held.buckets
        return {stem: int(buckets[stem].doc_count) for stem in asked if buckets[stem].doc_count}

    def versions(self) -> Iterator[tuple[str, int]]:
        """Key and version of every document, in the order of the keys."""
        after: list[Any] = []
        while True:
            search = self._search(Q("term", present=True)).source(False).sort("key").extra(version=True)
            hits = self._ask((search.extra(search_after=after) if after else search)[:BATCH]).hits
            if not hits:
                return
            yield from ((hit.meta.id, int(hit.meta.version)) for hit in hits)
            after = list(hits[-1].meta.sort)

    def analysis_version(self) -> str | None:
        """The analysis that the index was made with; None when there is no index."""
        for name in self._indices():
            mapping = self._client.indices.get_mapping(index=name)[name]["mappings"]
            return str(mapping.get("_meta", {}).get("analysis", ""))
        return None
