"""The passage of a text that fits a question, with the words that fit marked, as safe HTML."""

import re
from dataclasses import dataclass
from html import escape
from itertools import chain

from django.utils.safestring import SafeString, mark_safe

from search.analysis import Analysis
from search.analysis.normalise import placed, placed_with
from search.plan import Plan

PASSAGE = 280
LEAD = 60
LONGEST_TEXT = 30_000
_SENTENCE = re.compile(r"[.!?]\s+|\n+")
MARK, END = '<mark class="nl-mark">', "</mark>"


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a text: every word with one of `stems`, and the words of a row of stems where they stand together."""

    stems: frozenset[str] = frozenset()
    rows: tuple[tuple[str, ...], ...] = ()
    beginnings: frozenset[str] = frozenset()
    """Rows of letters of which every word that may have to be marked holds at least one."""


NOTHING = Marks()


@dataclass(frozen=True, slots=True)
class Spot:
    """A word of the text that fits, and which token it is."""

    start: int
    end: int
    token: str


def marks_of(plan: Plan, analysis: Analysis) -> Marks:
    """What fits a plan. The words of another name for the same thing only count together."""
    alternatives = [alternative for concept in plan.concepts for alternative in concept.alternatives]
    stems = {stem for alternative in alternatives if not alternative.beside for stem in alternative.stems}
    literal = (word for phrase in plan.phrases for word in phrase if not analysis.is_stopword(word))
    stems |= set(map(analysis.stem, literal))
    rows = dict.fromkeys(alternative.stems for alternative in alternatives if alternative.beside)
    beginnings = map(analysis.beginnings, stems.union(*rows))
    return Marks(frozenset(stems), tuple(rows), frozenset(chain.from_iterable(beginnings)))


def passage(text: str, marks: Marks, analysis: Analysis) -> SafeString:
    """The part of `text` with the most different fitting words; its beginning when none fits."""
    short = text[:LONGEST_TEXT]
    spots = find(short, marks, analysis)
    start = _beginning(short, _best_start(spots))
    end = _end(short, start)
    return _marked(short, start, end, [spot for spot in spots if start <= spot.start and spot.end <= end])


def find(text: str, marks: Marks, analysis: Analysis) -> list[Spot]:
    """The words of `text` that fit, a compound also by one of its parts."""
    if not marks.beginnings:
        return []
    found: dict[int, Spot] = {}
    there: set[str] = set()
    for piece, start, end in placed_with(text, marks.beginnings):
        fits = analysis.fits(piece)
        there.update(fits)
        token = next(filter(marks.stems.__contains__, fits), "")
        if token:
            found[start] = Spot(start, end, token)
    rows = [row for row in marks.rows if there.issuperset(row)]
    if rows:
        found |= _in_rows(text, rows, analysis)
    return [found[start] for start in sorted(found)]


def _in_rows(text: str, rows: list[tuple[str, ...]], analysis: Analysis) -> dict[int, Spot]:
    """Where the words of a row stand together, words without meaning left out."""
    words = ((analysis.read(piece).words, start, end) for piece, start, end in placed(text))
    meaning = [
        Spot(start, end, analysis.stem(plain[0]))
        for plain, start, end in words
        if plain and not analysis.is_stopword(plain[0])
    ]
    found: dict[int, Spot] = {}
    for row in rows:
        for place in range(len(meaning) - len(row) + 1):
            stretch = meaning[place : place + len(row)]
            if meaning[place].token == row[0] and tuple(spot.token for spot in stretch) == row:
                found |= {spot.start: spot for spot in stretch}
    return found


def _best_start(spots: list[Spot]) -> int:
    """Where the window with the most different tokens begins; the first of equals."""
    best, place = 0, spots[0].start if spots else 0
    for number, first in enumerate(spots):
        inside = {
            spot.token for spot in spots[number : number + 40] if spot.end <= first.start + PASSAGE - LEAD
        }
        if len(inside) > best:
            best, place = len(inside), first.start
    return place


def _beginning(text: str, place: int) -> int:
    """Where the text or the sentence around `place` begins; when that is too far away, a word not far before it."""
    least = place - LEAD
    if least <= 0:
        return 0
    sentences = [found.end() for found in _SENTENCE.finditer(text, least, place)]
    return sentences[-1] if sentences else text.find(" ", least, place) + 1 or place


def _end(text: str, start: int) -> int:
    """Where a passage from `start` ends: between words."""
    end = min(len(text), start + PASSAGE)
    if end < len(text):
        space = text.rfind(" ", start + PASSAGE // 2, end)
        end = space if space > 0 else end
    return end


def _marked(text: str, start: int, end: int, spots: list[Spot]) -> SafeString:
    pieces = ["… "] if start else []
    at = start
    for spot in spots:
        pieces += [escape(text[at : spot.start]), MARK, escape(text[spot.start : spot.end]), END]
        at = spot.end
    pieces.append(escape(text[at:end]))
    if end < len(text):
        pieces.append(" …")
    return mark_safe("".join(pieces))  # noqa: S308  (every piece of text was escaped above)
