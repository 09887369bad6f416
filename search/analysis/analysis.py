"""From words to the tokens that an index holds."""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import local
from typing import NamedTuple

from django.conf import settings

from search.analysis import parts
from search.analysis.compounds import Splitter
from search.analysis.normalise import pieces, words_of
from search.analysis.stemmer import DutchStemmer

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


class Piece(NamedTuple):
    """What one word of a text gives, worked out once for all the times that it stands there."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    """Of the words that mean something."""
    parts: tuple[str, ...]
    vocabulary: tuple[tuple[str, str], ...]


class Analysis:
    """Stemming, splitting and stop words together. One object for each thread (see `get_analysis`)."""

    def __init__(self, compound_parts: Set[str]) -> None:
        self._parts = compound_parts
        self._stemmer = DutchStemmer()
        self.stem = self._stemmer.stem
        self.split = lru_cache(maxsize=50_000)(Splitter(compound_parts).split)
        self.read = lru_cache(maxsize=50_000)(self._read)
        self.fits = lru_cache(maxsize=50_000)(self._fits)
        self.beginnings = lru_cache(maxsize=1_000)(self._stemmer.beginnings)
        self._stopwords = parts.own_words("stopwoorden")
        self._question_words = parts.own_words("vraagwoorden")
        self._particles = parts.own_words("voorzetsels")
        # Filled by the thesaurus, which needs these stems; the mark says of which decisions of editors.
        self.thesaurus: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] | None = None
        self.thesaurus_mark: object = None

    def is_word(self, word: str) -> bool:
        """Whether the plain `word` stands in the general list from which the parts of compounds come."""
        return word in self._parts

    def is_stopword(self, word: str) -> bool:
        """Whether the plain `word` has no meaning of its own."""
        return word in self._stopwords

    def is_question_word(self, word: str) -> bool:
        """Whether the plain `word` asks for something without saying what, as `betekent`. In a text it counts."""
        return word in self._question_words

    def is_particle(self, word: str) -> bool:
        """Whether the plain `word` can be the loose end of a verb, as in `stelt ... op`."""
        return word in self._particles

    def analyse(self, text: str) -> TextTokens:
        """The tokens of `text` for the index."""
        found = pieces(text)
        words: list[str] = []
        stems: list[str] = []
        parts_: list[str] = []
        for piece in map(self.read, found):
            words += piece.words
            stems += piece.stems
            parts_ += piece.parts
        vocabulary = frozenset(pair for piece in map(self.read, set(found)) for pair in piece.vocabulary)
        return TextTokens(tuple(words), tuple(stems), tuple(parts_), vocabulary)

    def _read(self, piece: str) -> Piece:
        """Work out one word of a text; `read` remembers it."""
        words = words_of(piece)
        meaning = [word for word in words if word not in self._stopwords]
        split = {word: [(part, self.stem(part)) for part in self.split(word)] for word in meaning}
        whole = "".join(words)
        joined = [self.stem(whole)] if len(words) > 1 and whole not in self._stopwords else []
        return Piece(
            words=words,
            stems=tuple(map(self.stem, meaning)),
            parts=(*joined, *(stem for word in meaning for _part, stem in split[word])),
            vocabulary=tuple(pair for word in meaning for pair in ((word, self.stem(word)), *split[word])),
        )

    def _fits(self, piece: str) -> tuple[str, ...]:
        """The stems of a question for which one word of a text is marked; `fits` remembers it.

        A word comes before its parts, and hyphenated words before what they are as one.
        """
        words = words_of(piece)
        if len(words) == 1:
            return self._fits_word(words[0])
        return tuple(
            dict.fromkeys(stem for word in (*words, "".join(words)) for stem in self._fits_word(word))
        )

    def _fits_word(self, word: str) -> tuple[str, ...]:
        """The same for one plain word."""
        if word in self._stopwords:
            return ()
        stem, split = self.stem(word), self.split(word)
        return tuple(dict.fromkeys((stem, *map(self.stem, split)))) if split else (stem,)


def get_analysis() -> Analysis:
    """This thread's analysis; the list of parts is shared by all threads of the process."""
    found: Analysis | None = getattr(_per_thread, "analysis", None)
    if found is None:
        found = _per_thread.analysis = Analysis(_parts())
    return found


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return parts.load(Path(settings.SEARCH_EMBEDDED_PATH).parent)
