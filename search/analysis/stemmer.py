"""Kraaij-Pohlmann stemming, pinned, with words that it gets wrong.

"dutch" is not one algorithm: Lucene 9 and PyStemmer 2 mean Porter, PyStemmer 3 means Kraaij-Pohlmann. `verify`
refuses a library that means something else, because the index and the query would no longer agree.
"""

import re
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

import Stemmer

ALGORITHM = "dutch"
# Porter gives `bedrijf`/`bedrijv`, `gemeent` and `lop` here.
PROOF = {
    "bedrijven": "bedrijf",
    "gemeenten": "meen",
    "lopend": "loop",
    "inkopen": "inkoop",
    "straten": "straat",
}
SHORTEST = 4
_VOWEL_PLURAL = re.compile(r"..[^aeiou][ao]s$")
_ENDINGS = {"loze": "loos", "zame": "zaam", "bare": "baar", "oorde": "oord", "aarde": "aard"}
_CHANGED = (*_ENDINGS, "as", "os")
# What the algorithm may have made of the end of a word: oreer of oratie, raaf of raven.
_MADE = re.compile(r"(?:eer|(?<=([aeou]))\1.|[fs])$")
LETTERS = 3


class WrongStemmer(Exception):
    """The stemming library does not do Kraaij-Pohlmann under this name."""


def _protected() -> dict[str, str]:
    """Irregular words and the stem that they get instead; from our own list, `word stem` a line."""
    lines = files("search.analysis").joinpath("woorden/beschermd.txt").read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {line[0]: line[1] for line in pairs}


class DutchStemmer:
    """Stems plain Dutch words. One object for each thread: the library's is not thread-safe."""

    def __init__(self) -> None:
        self._stem = Stemmer.Stemmer(ALGORITHM, 0).stemWord
        self._protected = _protected()
        self._irregular: defaultdict[str, set[str]] = defaultdict(set)
        for word, stem in self._protected.items():
            self._irregular[stem].add(word)
        self.stem = lru_cache(maxsize=50_000)(self._look_up)
        self.verify()

    def verify(self) -> None:
        """Raises `WrongStemmer` when the library means another algorithm."""
        for word, expected in PROOF.items():
            if self._stem(word) != expected:
                raise WrongStemmer(f"{ALGORITHM}: {word} -> {self._stem(word)}, not {expected}")

    def beginnings(self, stem: str) -> frozenset[str]:
        """Rows of letters of which every plain word with this stem holds at least one."""
        made = _MADE.search(stem)
        first = stem[: min(LETTERS, made.start() if made else LETTERS)] or stem[:1]
        # The algorithm takes `ge` out of `afgelopen`.
        with_ge = {first[:at] + "ge" for at in range(1, LETTERS)}
        return frozenset({first} | with_ge | self._irregular.get(stem, set()))

    def _look_up(self, word: str) -> str:
        if word in self._protected:
            return self._protected[word]
        if len(word) < SHORTEST or not word.isalpha():
            return word
        stem: str = self._stem(self._regular(word) if word.endswith(_CHANGED) else word)
        return stem or word

    @staticmethod
    def _regular(word: str) -> str:
        """Undo spelling changes that the algorithm leaves: duurzame, emissieloze, verantwoorde, foto's."""
        for ending, base in _ENDINGS.items():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return word[: -len(ending)] + base
        if _VOWEL_PLURAL.search(word):
            return word[:-1]
        return word
