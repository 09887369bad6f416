"""Sections of long pages: which parts of a text have an address of their own, and which of them fit a question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

import nh3
from wagtail.blocks import StreamValue

from basis import markdown
from basis.blocks import MarkdownBlock
from search.analysis import Analysis
from search.documents import SearchDocument, Sectie
from search.highlight import LONGEST_TEXT, Marks, Spot, find

HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
MOST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page's text, with the anchor at which it begins when it has one."""

    tekst: str
    anker: str = ""
    titel: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A section of a result to go to."""

    titel: str
    url: str


def joined(parts: Iterable[Part]) -> tuple[str, tuple[Sectie, ...]]:
    """The whole text and its sections; none when there are fewer than two, because then the page itself is the answer.

    A part without an anchor, or with one that the page has already, belongs to the section before it.
    """
    pieces: list[str] = []
    found: list[tuple[Part, int]] = []
    length, known = 0, set[str]()
    for part in parts:
        if not part.tekst:
            continue
        if part.anker and part.anker not in known:
            known.add(part.anker)
            found.append((part, length))
        pieces.append(part.tekst)
        length += len(part.tekst) + 1
    if len(found) < 2:
        return "\n".join(pieces), ()
    ends = [begin - 1 for _part, begin in found[1:]] + [length - 1]
    sections = tuple(
        Sectie(part.anker, part.titel, begin, end) for (part, begin), end in zip(found, ends, strict=True)
    )
    return "\n".join(pieces), sections


def markdown_parts(text: str) -> list[Part]:
    """The parts of an editor's Markdown, at the headings and with the anchors that its page gives them."""
    html = markdown.render(text, top_level=markdown.PAGE_LEVEL)
    places = list(HEADING.finditer(html))
    first = places[0].start() if places else len(html)
    parts = [Part(_words(html[:first]))]
    for number, place in enumerate(places):
        end = places[number + 1].start() if number + 1 < len(places) else len(html)
        parts.append(Part(_words(html[place.start() : end]), place[2], _words(place[3])))
    return parts


def stream_parts(value: StreamValue) -> list[Part]:
    """The parts of a StreamField; only its Markdown has headings that one can link to."""
    parts: list[Part] = []
    for block in value:
        if isinstance(block.block, MarkdownBlock):
            parts += markdown_parts(block.value)
        else:
            words = (str(piece) for piece in block.block.get_searchable_content(block.value))
            parts.append(Part("\n".join(markdown.plain(piece) for piece in words if piece)))
    return parts


def _words(html: str) -> str:
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def fitting(document: SearchDocument, marks: Marks, analysis: Analysis) -> tuple[Link, ...]:
    """Up to three sections of `document` that hold most of what was asked for, the best first."""
    if not document.secties:
        return ()
    spots = find(document.tekst[:LONGEST_TEXT], marks, analysis)
    ranked = [(_score(document.tekst, section, spots), section) for section in document.secties]
    most = max(score[0] for score, _section in ranked)
    if not most:
        return ()
    best = sorted(
        ((score, section) for score, section in ranked if score[0] == most),
        key=lambda pair: pair[0],
        reverse=True,
    )
    return tuple(Link(section.titel, f"{document.url}#{section.anker}") for _score_, section in best[:MOST])


def _score(text: str, section: Sectie, spots: list[Spot]) -> tuple[int, int, int]:
    """How many different tokens of the question a section holds, how many stand in its title, and how often in all."""
    inside = [spot for spot in spots if section.begin <= spot.start < section.eind]
    headed = len(section.titel) if text.startswith(section.titel, section.begin) else 0
    title = {spot.token for spot in inside if spot.start < section.begin + headed}
    return len({spot.token for spot in inside}), len(title), len(inside)
