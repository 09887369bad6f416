"""A piece of source text as a reader sees it, with for each character where it stands in the source."""

import re
import unicodedata
from bisect import bisect_right
from html import unescape
from itertools import accumulate
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
    """`text` with one kind of apostrophe and hyphen, in parts that each know where they stand in the source.

    Part `n` begins at `begins[n]` of `text` and stands at `starts[n]:ends[n]` of the source; a part that reads other than
    it is written, such as an entity, is one place there.
    """

    text: str
    begins: list[int]
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the source."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, index: int) -> tuple[int, int]:
        part = bisect_right(self.begins, index) - 1
        start, end, ahead = self.starts[part], self.ends[part], index - self.begins[part]
        as_written = end - start == self.begins[part + 1] - self.begins[part]
        return (start + ahead, start + ahead + 1) if as_written else (start, end)


def one_kind(text: str) -> str:
    """`text` with every kind of apostrophe as `'` and of hyphen as `-`, as long as it was."""
    return text.translate(_ONE_KIND) if not text.isascii() or "`" in text else text


def read(source: str) -> Reading:
    """What a reader sees of `source`, a text between two tags."""
    parts: list[str] = []
    borders = [0]
    for found in _SHIFTING.finditer(source):
        parts += [source[borders[-1] : found.start()], _seen(found[0])]
        borders += found.span()
    parts.append(source[borders[-1] :])
    borders.append(len(source))
    # The last begin is the end, so that every part has a next one.
    begins = [0, *accumulate(map(len, parts))]
    return Reading(one_kind("".join(parts)), begins, borders[:-1], borders[1:])


def as_read(name: str) -> str:
    """A name as an editor typed it, in the form that texts are compared in."""
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", name))
    return " ".join(one_kind(composed).split())


def _seen(piece: str) -> str:
    text = unescape(piece) if piece.startswith("&") else unicodedata.normalize("NFC", piece)
    return _UNSEEN.sub("", text)
