"""An engine whose glossary is another index, to measure a corpus that holds no terms of its own."""

from collections.abc import Iterable
from datetime import datetime

from search.documents import SearchDocument
from search.engines.base import Candidate, EngineRequest, Found, Questions, TermHit


class WithGlossary:
    """Everything from `corpus`, but names of terms from `glossary`."""

    def __init__(self, corpus: Questions, glossary: Questions) -> None:
        self._corpus = corpus
        self._glossary = glossary

    def search(self, request: EngineRequest) -> Found:
        """In the corpus."""
        return self._corpus.search(request)

    def suggest(
        self, words: tuple[str, ...], principals: frozenset[str], now: datetime, limit: int
    ) -> list[SearchDocument]:
        """From the corpus."""
        return self._corpus.suggest(words, principals, now, limit)

    def terms(
        self, rows: Iterable[tuple[str, ...]], principals: frozenset[str], now: datetime
    ) -> list[TermHit]:
        """From the glossary."""
        return self._glossary.terms(rows, principals, now)

    def unknown(self, words: Iterable[str], principals: frozenset[str]) -> set[str]:
        """Unknown to both: a name in the glossary is not a typing error."""
        return self._glossary.unknown(self._corpus.unknown(words, principals), principals)

    def similar(self, word: str, principals: frozenset[str]) -> list[Candidate]:
        """From the corpus."""
        return self._corpus.similar(word, principals)

    def frequencies(self, stems: Iterable[str], principals: frozenset[str]) -> dict[str, int]:
        """In the corpus."""
        return self._corpus.frequencies(stems, principals)
