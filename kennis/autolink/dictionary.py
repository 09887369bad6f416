"""The names of the glossary as a dictionary of tokens: finds the longest name at each place of a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.text import slugify

from kennis.autolink.reading import as_read

TOKEN = re.compile(r"\w+|[^\w\s]")
SHORTEST = 2
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Name:
    """One name of a term: its address, and how strictly the name is taken.

    `exact`: only with these capitals; `shown`: readers see it as a name of the term (it is no hidden label).
    """

    text: str
    url: str
    exact: bool = False
    shown: bool = True


class Meaning(NamedTuple):
    """What a name means: the addresses of its terms, and where a link goes: to the term, or to all of one name."""

    urls: tuple[str, ...]
    target: str


class Match(NamedTuple):
    """A name in a text: `text[start:end]`."""

    start: int
    end: int
    meaning: Meaning


@dataclass(slots=True)
class _Node:
    """What may follow a token, and the names that end here; `meaning` once it is known and the same for all."""

    following: dict[str, "_Node"] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    meaning: Meaning | None = None


class Dictionary:
    """The names to link; `base` is the address of the glossary, above that of its homonyms."""

    def __init__(self, names: Iterable[Name], base: str = "/begrippen") -> None:
        self._base = base
        self._heads: dict[str, _Node] = {}
        self.urls: set[str] = set()
        for name in names:
            self._add(name)

    def _add(self, name: Name) -> None:
        text = as_read(name.text)
        if len(_WORD.findall(text)) < SHORTEST:
            return
        self.urls.add(name.url)
        first, *others = tokens(text)
        node = self._heads.get(fold(first)) or _Node()
        for variant in variants(first):
            self._heads.setdefault(variant, node)
        for token in others:
            node = node.following.setdefault(folded(token), _Node())
        node.names.append(Name(text, name.url, name.exact, name.shown))

    def find(self, text: str) -> Iterator[Match]:
        """The names in `text` (as `reading.read` gives it), from left to right, never overlapping."""
        heads = self._heads
        words: list[str] = TOKEN.findall(text)
        hits = [number for number, word in enumerate(words) if word in heads]
        if not hits:
            return
        spans = [found.span() for found in TOKEN.finditer(text)]
        free = 0
        for number in hits:
            if number < free:
                continue
            longest = self._longest(text, words, spans, number)
            if longest:
                free, match = longest
                yield match

    def _longest(
        self, text: str, words: list[str], spans: list[tuple[int, int]], number: int
    ) -> tuple[int, Match] | None:
        """The longest name that begins at token `number`, with the number of the token behind it."""
        start, end = spans[number]
        node: _Node | None = self._heads[words[number]]
        best: tuple[int, Match] | None = None
        while node is not None:
            number += 1
            if node.names and (meaning := node.meaning or self._meaning(node, text[start:end])):
                best = number, Match(start, end, meaning)
            if number == len(words):
                break
            gap = " " if spans[number][0] > end else ""
            end = spans[number][1]
            node = node.following.get(gap + fold(words[number]))
        return best

    def _meaning(self, node: _Node, seen: str) -> Meaning | None:
        strict = any(name.exact for name in node.names)
        meant = [name for name in node.names if not name.exact or " ".join(seen.split()) == name.text]
        # A hidden name is there to be found by; it never takes the word from a term that is really called so.
        meant = [name for name in meant if name.shown] or meant
        urls = tuple(dict.fromkeys(name.url for name in meant))
        if not urls:
            return None
        meaning = Meaning(urls, urls[0] if len(urls) == 1 else self.homonym_url(meant[0].text))
        if not strict:
            node.meaning = meaning
        return meaning

    def homonym_url(self, text: str) -> str:
        """The page that shows all terms of one name."""
        return f"{self._base}/naam/{homonym_slug(text)}"

    def is_target(self, url: str) -> bool:
        """Whether an address is that of a term or a homonym of this dictionary."""
        return url in self.urls or url.startswith(f"{self._base}/naam/")


def tokens(text: str) -> list[str]:
    """The tokens of a name; one that follows white space begins with a space."""
    found = list(TOKEN.finditer(text))
    ends = [0, *(match.end() for match in found)]
    return [" " * (match.start() > end) + match[0] for match, end in zip(found, ends, strict=False)]


def folded(token: str) -> str:
    """A token of a name as it is kept: its word folded, with the space before it."""
    return " " + fold(token[1:]) if token.startswith(" ") else fold(token)


def fold(word: str) -> str:
    """`word` without the capital that begins it; an abbreviation and a single letter stay as they are."""
    if word[:2] == "IJ" and word[2:] == word[2:].lower() and len(word) > SHORTEST:
        return "ij" + word[2:]
    rest = word[1:]
    if not rest or rest != rest.lower():
        return word
    return word[0].lower() + rest


def variants(word: str) -> set[str]:
    """How the first word of a name may stand in a text: also with a capital, unless capitals belong to it."""
    small = fold(word)
    if small != small.lower() or not small[0].isalpha():
        return {small}
    return {small, small[0].upper() + small[1:], *({"IJ" + small[2:]} if small[:2] == "ij" else ())}


def homonym_slug(text: str) -> str:
    """A name as the last part of an address."""
    return slugify(text)
