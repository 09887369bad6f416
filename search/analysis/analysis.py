"""From words to the tokens that an index holds."""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import local
from uuid import UUID

from django.conf import settings

from search.analysis import parts
from search.analysis.compounds import Splitter
from search.analysis.normalise import units
from search.analysis.stemmer import DutchStemmer

ANALYSIS_VERSION = f"1.{parts.PARTS_VERSION}"
_per_thread = local()


@dataclass(frozen=True, slots=True)
class TextTokens:
    """What one text gives to an index."""

    words: tuple[str, ...]
    """Plain words in order, for literal phrases."""
    stems: tuple[str, ...]
    """Stems in order, without stop words."""
    parts: tuple[str, ...]
    """Stems of the parts of compounds, and hyphenated words written as one."""
    vocabulary: frozenset[tuple[str, str]]
    """Each word or part that can be a spelling suggestion, with its stem."""


class Analysis:
    """Stemming, splitting and stop words together. One object for each thread (see `get_analysis`)."""

    def __init__(self, compound_parts: Set[str]) -> None:
        self._stemmer = DutchStemmer()
        self.stem = self._stemmer.stem
        self.split = lru_cache(maxsize=50_000)(Splitter(compound_parts).split)
        self._stopwords = parts.own_words("stopwoorden")
        # Filled by the thesaurus, which needs these stems; the mark says of which decisions of editors.
        self.thesaurus: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] | None = None
        self.thesaurus_mark: UUID | None = None

    def is_stopword(self, word: str) -> bool:
        """Whether the plain `word` has no meaning of its own."""
        return word in self._stopwords

    def analyse(self, text: str) -> TextTokens:
        """The tokens of `text` for the index."""
        words: list[str] = []
        stems: list[str] = []
        part_stems: list[str] = []
        vocabulary: set[tuple[str, str]] = set()
        for unit in units(text):
            if len(unit.words) > 1:
                part_stems.append(self.stem(unit.joined))
            for word in unit.words:
                words.append(word)
                if word in self._stopwords:
                    continue
                stem = self.stem(word)
                stems.append(stem)
                vocabulary.add((word, stem))
                for part in self.split(word):
                    part_stem = self.stem(part)
                    part_stems.append(part_stem)
                    vocabulary.add((part, part_stem))
        return TextTokens(tuple(words), tuple(stems), tuple(part_stems), frozenset(vocabulary))


def get_analysis() -> Analysis:
    """This thread's analysis; the list of parts is shared by all threads of the process."""
    found: Analysis | None = getattr(_per_thread, "analysis", None)
    if found is None:
        found = _per_thread.analysis = Analysis(_parts())
    return found


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return parts.load(Path(settings.SEARCH_EMBEDDED_PATH).parent)
