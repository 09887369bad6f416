"""From text to plain words: case, apostrophes, diacritics, soft hyphens, abbreviations and numbers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
# Where the plain form of a word is not only its own letters in lower case.
_INSIDE = re.compile(r"['&.-](?=\w)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
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
    if text.isascii():
        return text.replace("`", "'").lower()
    folded = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(INVISIBLE)).lower()
    return "".join(char for char in folded if not unicodedata.combining(char))


def words_of(piece: str) -> tuple[str, ...]:
    """The plain words of one piece without white space: `Risico's` gives `risicos`, `CO₂-uitstoot` two words."""
    whole = plain(piece)
    if whole.isalnum():
        return (whole[:MAX_WORD],)
    parts = (_GLUE.sub("", part)[:MAX_WORD] for part in _HYPHEN.split(whole))
    return tuple(part for part in parts if part)


def units(text: str) -> Iterator[Unit]:
    """Every word of `text` in order, with its place in the text as it was given."""
    for piece, start, end in placed(text):
        words = words_of(piece)
        if words:
            yield Unit(words, start, end)


def pieces(text: str) -> list[str]:
    """Every word of `text` in order, much as it stands there: what `words_of` makes plain."""
    if text.isascii():
        # One word without a sign, as most are that are looked at alone.
        return [text] if text.isalnum() else _UNIT.findall(text.replace("`", "'"))
    if _has_hidden(text):
        return [piece for piece, _start, _end in placed(text)]
    return _UNIT.findall(text.translate(APOSTROPHES))


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """The same with their places in the text as it was given."""
    # Same length as the text, so that places stay true; what vanishes inside a word is handled per piece.
    marked = text.translate(APOSTROPHES)
    if _has_hidden(text):
        yield from ((marked[start:end], start, end) for start, end in _around_hidden(marked))
        return
    for found in _UNIT.finditer(marked):
        yield found[0], *found.span()


def placed_with(text: str, beginnings: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """At least those of `placed` whose plain form holds one of `beginnings`; quick when few do."""
    marked = text.translate(APOSTROPHES)
    lower = marked.lower()
    # A few capitals become two letters, so that places are no longer true.
    if _has_hidden(text) or len(lower) != len(marked):
        yield from placed(text)
        return
    places = {place for letters in beginnings for place in _places(lower, letters)}
    places.update(found.start() for found in _INSIDE.finditer(marked))
    if not marked.isascii():
        places.update(found.start() for found in _BEYOND_ASCII.finditer(marked))
    looked = -1
    for place in sorted(places):
        if place < looked:
            continue
        # No word goes over a space, so the stretch around the place has it whole.
        start, looked = _stretch(marked, place)
        for found in _UNIT.finditer(marked, start, looked):
            yield found[0], *found.span()


def _places(text: str, letters: str) -> Iterator[int]:
    """Where `letters` stand, also inside words."""
    place = text.find(letters)
    while place >= 0:
        yield place
        place = text.find(letters, place + 1)


def _stretch(text: str, place: int) -> tuple[int, int]:
    """The nearest spaces before and after a place; other white space may lie in between."""
    end = text.find(" ", place)
    return text.rfind(" ", 0, place) + 1, end if end >= 0 else len(text)


def _has_hidden(text: str) -> bool:
    return not text.isascii() and any(map(_is_hidden, set(text)))


@lru_cache(maxsize=10_000)
def _is_hidden(char: str) -> bool:
    """Whether `char` belongs to the word that it is in without being seen."""
    return ord(char) in INVISIBLE or bool(unicodedata.combining(char))


def _around_hidden(text: str) -> Iterator[tuple[int, int]]:
    """Places of the words; an invisible or combining character inside a word belongs to it."""
    kept = [place for place, char in enumerate(text) if not _is_hidden(char)]
    for found in _UNIT.finditer("".join(text[place] for place in kept)):
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
    return [word for piece in pieces(text) for word in words_of(piece)]
