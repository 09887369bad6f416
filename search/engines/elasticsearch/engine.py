"""The Elasticsearch engine as the contract wants it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError
from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.analysis import Analysis, get_analysis
from search.analysis.spelling import distance, likeness, most_edits
from search.documents import FACETS, SearchDocument
from search.engines.base import Candidate, EngineRequest, Found, Held, TermHit
from search.engines.building import build_from
from search.engines.codec import loads
from search.engines.elasticsearch import compiler
from search.engines.elasticsearch.errors import EngineRefused, reached
from search.engines.elasticsearch.generations import BATCH, ElasticsearchBuild, Generations
from search.engines.elasticsearch.index import absence_of, fields_of

FOR_GOOD = (400, 413)
NOT_FOR_GOOD = "index_closed_exception"
"""An answer 400 that says nothing about the document: an administrator closed the index, and will open it."""
MOST_TERMS = 50
LOOK_ALIKES = 25
MOST_KINDS = 50
STEMS = ("title_nl", "labels_nl", "koppen_nl", "body_nl", "parts_nl")


class ElasticsearchEngine:
    """An index behind the alias `name`. With `at_once` every write can be found when it returns (for tests).

    Only a rebuild makes an index: one that a first write made would hold that one document and look like all of it.
    """

    def __init__(self, client: Elasticsearch, name: str, *, at_once: bool = False) -> None:
        self._client = client
        self.name = name
        self._refresh = at_once

    @property
    def _analysis(self) -> Analysis:
        return get_analysis()

    def _search(self, query: Query) -> Search:
        # Half an answer, because a part of the index is lost, is no answer.
        whole = Search(using=self._client, index=self.name).params(allow_partial_search_results=False)
        return whole.query(query)

    def put(self, document: SearchDocument, version: int) -> bool:
        """Add or replace a document; False when a newer version is there."""
        return self._write(document.key, fields_of(document, self._analysis), version)

    def delete(self, key: str, version: int) -> bool:
        """Remove a document; False when a newer version is there."""
        return self._write(key, absence_of(key), version)

    def _ask(self, search: Search) -> Any:  # noqa: ANN401 - the client has no type for an answer with aggregations
        """Carry out a search."""
        with reached():
            return search.execute()

    def _write(self, key: str, fields: dict[str, Any], version: int) -> bool:
        """Raises `EngineUnavailable` when the server cannot take it now; what it refuses for good raises as it is."""
        try:
            with reached():
                return self._index(key, fields, version)
        except EngineRefused as error:
            refusal = error.__cause__
            if (
                isinstance(refusal, ApiError)
                and refusal.status_code in FOR_GOOD
                and refusal.error != NOT_FOR_GOOD
            ):
                raise refusal from None
            raise

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

    @property
    def _generations(self) -> Generations:
        return Generations(self._client, self.name)

    def rebuild(self, documents: Iterable[SearchDocument], version: int) -> int:
        """Fill a new index and let the alias move to it in one call; a failure leaves the old one as it was."""
        return build_from(self, documents, version)

    def begin_build(self, started: datetime) -> ElasticsearchBuild:
        """An empty index beside the one in use; those that were not finished are removed."""
        with reached():
            for name, meta in self._generations.unfinished():
                ElasticsearchBuild(self._generations, name, meta).discard()
        return ElasticsearchBuild.begin(self._generations, started)

    def unfinished_build(self) -> ElasticsearchBuild | None:
        """The latest index that was not finished."""
        with reached():
            for name, meta in self._generations.unfinished():
                return ElasticsearchBuild(self._generations, name, meta)
        return None

    def generation(self) -> str:
        """The name of the index in use."""
        with reached():
            return next(iter(self._generations.live()), "")

    def previous(self) -> str:
        """The name of the index that was in use before."""
        with reached():
            return next(iter(self._generations.previous()), "")

    def roll_back(self) -> None:
        """Let the index in use and the one before change places. Raises `LookupError` when there is none before."""
        with reached():
            self._generations.roll_back()

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

    @reached()
    def suggest(
        self, words: tuple[str, ...], principals: frozenset[str], now: datetime, limit: int
    ) -> list[SearchDocument]:
        """Documents with all words in their title or names; the last word may be a beginning."""
        if not words:
            return []
        asked = self._search(compiler.beginning(words, principals, now)).source(["document"])
        answer = self._ask(asked.sort("_score", "title_length", "title_sort")[:limit])
        return [loads(hit.document) for hit in answer.hits]

    @reached()
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

    @reached()
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

    @reached()
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
            key=lambda other: (likeness(word, other), -documents[other], other),
        )
        return [Candidate(other, documents[other]) for other in ranked[:5]]

    @reached()
    def frequencies(self, stems: Iterable[str], principals: frozenset[str]) -> dict[str, int]:
        """How many visible documents hold each of `stems`."""
        asked = {stem: self._any_field(stem) for stem in stems}
        if not asked:
            return {}
        search = self._search(Q("bool", filter=compiler.visible(principals, datetime.now(UTC))))[:0]
        search.aggs.bucket("held", "filters", filters=asked)
        buckets = self._ask(search).aggregations.held.buckets
        return {stem: int(buckets[stem].doc_count) for stem in asked if buckets[stem].doc_count}

    def held(self, keys: Sequence[str]) -> dict[str, Held]:
        """What is held of `keys`, also what cannot be found yet."""
        if not keys:
            return {}
        with reached():
            try:
                answer = self._client.mget(
                    index=self.name, ids=list(keys), source_includes=["present", "fingerprint"]
                )
            except NotFoundError:
                return {}
        return {
            found["_id"]: Held(int(found["_version"]), str(found["_source"].get("fingerprint", "")))
            for found in answer["docs"]
            if found.get("found") and found["_source"]["present"]
        }

    def versions(self) -> Iterator[tuple[str, int]]:
        """Key and version of every document, in the order of the keys, asked for in parts."""
        after: list[Any] = []
        while True:
            search = self._search(Q("term", present=True)).source(False).sort("key").extra(version=True)
            hits = self._ask((search.extra(search_after=after) if after else search)[:BATCH]).hits
            if not hits:
                return
            yield from ((hit.meta.id, int(hit.meta.version)) for hit in hits)
            after = list(hits[-1].meta.sort)

    @reached()
    def analysis_version(self) -> str | None:
        """The analysis that the index was made with; None when there is no index."""
        with reached():
            for name in self._generations.live():
                mapping = self._client.indices.get_mapping(index=name)[name]["mappings"]
                return str(mapping.get("_meta", {}).get("analysis", ""))
        return None
