"""Splits HTML into tags and text without changing a byte, in one pass, however broken it is.

The borders are those of the HTML standard's tokenizer, as far as they decide what is text: attribute values with `>`
in them, comments, elements whose content is no markup. What never ends (a quote, a comment) takes the rest along, as
in a browser, so no input is read twice.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

OPAQUE = "!"
_TAG = re.compile(
    r"<(/?[a-zA-Z][^\s/>]*+)"
    r"(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>))|(?!\s*+=)))*+>"
)
_OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
_COMMENT_END = re.compile(r"--!?>")
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TEXT_ONLY = "iframe noembed noframes noscript plaintext script style textarea title xmp"
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _TEXT_ONLY.split()}
_EMPTY_COMMENTS = ("<!-->", "<!--->")


class Piece(NamedTuple):
    """A part of the source: `name` is empty for text, `b` or `/b` for a tag, `OPAQUE` for what is neither."""

    start: int
    end: int
    name: str


def pieces(html: str) -> Iterator[Piece]:
    """All of `html`, in order, without gaps."""
    place = 0
    while found := _OPENING.search(html, place):
        if found.start() > place:
            yield Piece(place, found.start(), "")
        piece = _markup_at(html, found.start())
        yield piece
        place = piece.end
        content = _end_of_raw(html, piece)
        if content > place:
            yield Piece(place, content, OPAQUE)
            place = content
    if place < len(html):
        yield Piece(place, len(html), "")


def _markup_at(html: str, start: int) -> Piece:
    tag = _TAG.match(html, start)
    if tag:
        return Piece(start, tag.end(), tag[1].lower())
    if html.startswith("<!--", start):
        return Piece(start, _end_of_comment(html, start), OPAQUE)
    second = html[start + 1]
    third = html[start + 2 : start + 3]
    if second in "!?" or (second == "/" and not (third.isascii() and third.isalpha())):
        end = html.find(">", start)
        return Piece(start, end + 1 if end >= 0 else len(html), OPAQUE)
    return Piece(start, len(html), OPAQUE)


def _end_of_comment(html: str, start: int) -> int:
    for empty in _EMPTY_COMMENTS:
        if html.startswith(empty, start):
            return start + len(empty)
    end = _COMMENT_END.search(html, start + 4)
    return end.end() if end else len(html)


def _end_of_raw(html: str, piece: Piece) -> int:
    """Where the content of an element without markup inside ends; where `piece` ends for any other."""
    closing = _RAW.get(piece.name)
    if closing is None:
        return piece.end
    end = closing.search(html, piece.end)
    return end.start() if end else len(html)


def href_of(tag: str) -> str:
    """The address in the source of a link; empty when it has none."""
    found = _HREF.search(tag)
    return unescape(next((value for value in found.groups() if value is not None), "")) if found else ""
