"""A piece of source text as a reader sees it, with for each character where it stands in the source."""

import re
import unicodedata
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

# Entities, characters that nobody sees, and letters with their accent behind them.
_SHIFTING = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    "|[\u00ad\u200b-\u200d\u2060\ufeff]"
    "|\\w[\u0300-\u036f]+"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_KINDS = re.compile("[‘’ʼ′`´‐‑]")
_ONE_KIND = {ord(sign): "'" for sign in "‘’ʼ′`´"} | {ord(sign): "-" for sign in "‐‑"}


class Reading(NamedTuple):
    """`text` with one kind of apostrophe and hyphen; character `i` stands at `starts[i]:ends[i]` of the source."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def one_kind(text: str) -> str:
    """`text` with every kind of apostrophe as `'` and of hyphen as `-`, as long as it was."""
    return text.translate(_ONE_KIND) if not text.isascii() or "`" in text else text


def read(source: str) -> Reading:
    """What a reader sees of `source`, a text between two tags."""
    if not _SHIFTING.search(source):
        return Reading(one_kind(source), range(len(source)), range(1, len(source) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for found in _SHIFTING.finditer(source):
        start, end = found.span()
        seen = _seen(found[0])
        parts += [source[place:start], seen]
        starts += [*range(place, start), *[start] * len(seen)]
        ends += [*range(place + 1, start + 1), *[end] * len(seen)]
        place = end
    parts.append(source[place:])
    starts += range(place, len(source))
    ends += range(place + 1, len(source) + 1)
    return Reading(one_kind("".join(parts)), starts, ends)


def as_read(name: str) -> str:
    """A name as an editor typed it, in the form that texts are compared in."""
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", name))
    return " ".join(one_kind(composed).split())


def _seen(piece: str) -> str:
    text = unescape(piece) if piece.startswith("&") else unicodedata.normalize("NFC", piece)
    return _UNSEEN.sub("", text)
