"""From text to plain words: case, apostrophes, diacritics, soft hyphens, abbreviations and numbers."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_WORD = 60
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'"})
# Soft hyphen, zero-width characters and direction marks: invisible, so they may not split a word.
INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_UNIT = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # b.v.
    r"|\d{1,3}(?:\.\d{3})+(?!\d)"  # 1.000.000
    r"|[^\W_]+(?:['&][^\W_]+)*(?:[-‐‑][^\W_]+(?:['&][^\W_]+)*)*"  # risico's, P&C-cyclus
)
_HYPHEN = re.compile(r"[-‐‑]")
_GLUE = re.compile(r"['.&]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word as it stands in the text, with its plain form; a hyphenated word has several `words`."""

    words: tuple[str, ...]
    start: int
    end: int

    @property
    def joined(self) -> str:
        """The word without its hyphens."""
        return "".join(self.words)


def plain(text: str) -> str:
    """Lower case without diacritics or invisible characters; ligatures and subscripts become plain letters."""
    folded = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(INVISIBLE)).lower()
    return "".join(char for char in folded if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def words_of(piece: str) -> tuple[str, ...]:
    """The plain words of one piece without white space: `Risico's` gives `risicos`, `CO₂-uitstoot` two words."""
    parts = (_GLUE.sub("", part)[:MAX_WORD] for part in _HYPHEN.split(plain(piece)))
    return tuple(part for part in parts if part)


def units(text: str) -> Iterator[Unit]:
    """Every word of `text` in order, with its place in the text as it was given."""
    # Same length as the text, so that places stay true; what vanishes inside a word is handled per piece.
    marked = text.translate(APOSTROPHES)
    for found in _matches(marked):
        words = words_of(text[found[0] : found[1]])
        if words:
            yield Unit(words, found[0], found[1])


def _matches(text: str) -> Iterator[tuple[int, int]]:
    """Places of the words; an invisible or combining character inside a word belongs to it."""
    if text.isascii():
        yield from (found.span() for found in _UNIT.finditer(text))
        return
    kept = [
        i for i, char in enumerate(text) if ord(char) not in INVISIBLE and not unicodedata.combining(char)
    ]
    for found in _UNIT.finditer("".join(text[i] for i in kept)):
        start, end = found.span()
        last = kept[end] if end < len(kept) else len(text)
        yield kept[start], _without_tail(text, last)


def _without_tail(text: str, end: int) -> int:
    """Move `end` back over white space that lies between the word and the next kept character."""
    while end and text[end - 1] in " \t\n":
        end -= 1
    return end


def plain_words(text: str) -> list[str]:
    """All plain words of `text` in order, hyphenated words in their parts."""
    return [word for unit in units(text) for word in unit.words]
