"""The contract of a search engine. Every engine passes the same tests."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from search.documents import SearchDocument
from search.plan import Plan

Sort = Literal["relevantie", "nieuwste", "titel"]

TITLE_WEIGHT, LABEL_WEIGHT, HEADING_WEIGHT, BODY_WEIGHT, PARTS_WEIGHT = 2.0, 2.0, 1.5, 1.0, 0.85
SATURATION, LENGTH_MATTERS = 1.2, 0.5
"""k1 and b of BM25, the same for every engine, with the rarity of a word as Lucene counts it."""
KIND_WEIGHT = {"les": 1.1, "project": 1.1, "casus": 1.1, "pagina": 0.9, "dossier": 0.85}
"""What a kind counts when the words fit equally well; 1 when it is not here."""
NAMED_KIND_WEIGHT = 3.0
"""What a document counts more when the question names its kind."""
RECENT_WEIGHT = (1.06, 1.04, 1.02)
"""What a document of this year counts, of last year and of the year before; 1 when it is older or has no year."""


def weights(year: int, kind: str) -> list[tuple[str, str, float]]:
    """What documents with a value of a facet count, as (facet, value, weight): one counts all that it has.

    `year` is the present one, `kind` the one that the question names, if any.
    """
    named = {kind: NAMED_KIND_WEIGHT} if kind else {}
    all_weights = (("soort", KIND_WEIGHT), ("soort", named), ("jaar", recency(year)))
    return [(facet, value, weight) for facet, each in all_weights for value, weight in each.items()]


def recency(year: int) -> dict[str, float]:
    """What documents of each recent year count, in `year`; the years are the values of the facet `jaar`."""
    return {str(year - back): weight for back, weight in enumerate(RECENT_WEIGHT)}


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """What to find, for whom, and which part of it to give back."""

    plan: Plan
    principals: frozenset[str]
    now: datetime
    filters: dict[str, frozenset[str]] = field(default_factory=dict)
    """For a facet the values of which a document must have one."""
    sort: Sort = "relevantie"
    offset: int = 0
    limit: int = 10
    per_kind: int = 0
    """When above 0: the first so many of every kind instead of one page, the kind with the first result on top."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine found. `facets` counts per value, each facet as if it had no filter of its own."""

    documents: tuple[SearchDocument, ...]
    scores: tuple[float, ...]
    total: int
    facets: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term of the glossary of which `words` is one of the names."""

    words: tuple[str, ...]
    document: SearchDocument


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word in the index that looks like another one."""

    word: str
    documents: int


@dataclass(frozen=True, slots=True)
class Held:
    """What the index holds of a document: the number with which it was written, and a mark of its content."""

    version: int
    fingerprint: str


class Build(Protocol):
    """An index under construction, which nobody reads. It outlives the process that fills it."""

    name: str
    analysis: str
    """The analysis that it is made with."""
    started: datetime
    marks: dict[str, int]
    """For each source the key up to which it is done."""

    def add(self, documents: Sequence[SearchDocument], marks: dict[str, int], version: int = 0) -> None:
        """Write documents, and remember how far that is: never further than what was written."""

    def finish(self) -> None:
        """All that has to be done before it can take over in one step."""

    def install(self) -> None:
        """Let it take over. The index in use is kept as the one before; the one before that goes."""

    def discard(self) -> None:
        """Remove it."""


class EngineUnavailable(Exception):
    """The index cannot be asked at this moment; asking again later may help."""


class Questions(Protocol):
    """How to ask an index. All answers hold only what `principals` may see at `now`.

    Every method may raise `EngineUnavailable`.
    """

    def search(self, request: EngineRequest) -> Found:
        """The documents that fit, and the counts per facet."""

    def suggest(
        self, words: tuple[str, ...], principals: frozenset[str], now: datetime, limit: int
    ) -> list[SearchDocument]:
        """Documents with all `words` in their title or names; the last word may be a beginning."""

    def terms(
        self, rows: Iterable[tuple[str, ...]], principals: frozenset[str], now: datetime
    ) -> list[TermHit]:
        """Glossary terms that have one of `rows` as a name."""

    def unknown(self, words: Iterable[str], principals: frozenset[str]) -> set[str]:
        """Those of the plain `words` that no visible document has in any form."""

    def similar(self, word: str, principals: frozenset[str]) -> list[Candidate]:
        """Words of visible documents within one edit of `word` (two for a long word), best first."""

    def frequencies(self, stems: Iterable[str], principals: frozenset[str]) -> dict[str, int]:
        """About how many visible documents hold each of `stems`; a stem that none holds is left out."""


class Engine(Questions, Protocol):
    """An index: how to ask it, to write it and to build it anew. Every method may raise `EngineUnavailable`."""

    def put(self, document: SearchDocument, version: int) -> bool:
        """Add or replace a document; False when the index holds a newer version, which then stays."""

    def delete(self, key: str, version: int) -> bool:
        """Remove a document; False when the index holds a newer version. Removing what is not there is fine."""

    def rebuild(self, documents: Iterable[SearchDocument], version: int) -> int:
        """Build a new index beside the one in use and swap; returns how many documents it holds."""

    def begin_build(self, started: datetime) -> Build:
        """An empty index beside the one in use; builds that were not finished are removed."""

    def unfinished_build(self) -> Build | None:
        """The build that was not finished, to go on with."""

    def generation(self) -> str:
        """The name of the index in use, as its build had it; empty when there is none."""

    def previous(self) -> str:
        """The name of the index that was in use before; empty when there is none."""

    def roll_back(self) -> None:
        """Let the index in use and the one before change places. Raises `LookupError` when there is none before."""

    def held(self, keys: Sequence[str]) -> dict[str, Held]:
        """What the index holds of `keys`; what is not there is left out."""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Key and version of every document, in the order of the keys."""

    def analysis_version(self) -> str | None:
        """The analysis that the index was made with; None when there is no index."""
