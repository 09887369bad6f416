"""Puts links in HTML at the first mention of each term in each section, and changes nothing else."""

import re
from collections import Counter
from html import escape

from kennis.autolink.dictionary import Dictionary, Match
from kennis.autolink.markup import Piece, href_of, pieces
from kennis.autolink.reading import Reading, read

_MARK = '<a class="kk-begriplink"'
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Where no link belongs: it is one already, it is no running text, or these are somebody else's words.
_NO_PLACE = (
    "a abbr audio blockquote button canvas cite code datalist dfn fieldset form head iframe kbd label legend map math "
    "meter nav noembed noframes noscript object option optgroup output plaintext pre progress q rt ruby samp script "
    "select style summary svg template textarea title var video xmp"
)
WITHOUT_LINKS = HEADINGS.union(_NO_PLACE.split())
# Tags that part words; all others may stand in the middle of one.
_BLOCKS = (
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form "
    "header hr html li main nav ol option p pre section summary table tbody td tfoot th thead tr ul"
)
_PARTING = HEADINGS.union(_BLOCKS.split())
_FOREIGN = frozenset({"math", "svg"})
_AROUND = 100
_LOOK_AHEAD = 20
_BEFORE, _BEHIND = re.compile(r"\S+$"), re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@|^/|\w\.[a-zA-Z]{2}")
_ANOTHER_WORD = re.compile(r"'(?!s(?!\w))\w|@")
_ANOTHER_WORD_BEFORE = frozenset("@#&\\")


def link(html: str, dictionary: Dictionary, own: str = "") -> str:
    """`html` with links to terms; `own` is the address of the page itself, which is never linked to.

    Takes any text, broken HTML too, in time that grows with its length; linking twice changes nothing more.
    """
    # The tags of an earlier round part words that were one before.
    return html if _MARK in html else _Linking(html, dictionary, own).result()


class _Linking:
    """One text on its way through."""

    def __init__(self, html: str, dictionary: Dictionary, own: str) -> None:
        self.html, self.dictionary, self.own = html, dictionary, own
        self.pieces = list(pieces(html))
        self.inside: Counter[str] = Counter()
        self.mentioned: set[str] = set()
        self.out: list[str] = []
        self.copied = 0
        # The last letter that was read, as long as no tag parted it from what follows.
        self.before = ""

    def result(self) -> str:
        """The text with its links."""
        for number, piece in enumerate(self.pieces):
            if piece.name:
                self.tag(piece)
                continue
            if not self.inside:
                self.text(number, piece)
            self.before = self.html[piece.end - 1]
        self.out.append(self.html[self.copied :])
        return "".join(self.out)

    def tag(self, piece: Piece) -> None:
        """Remember what is open, and where a section begins."""
        opens, name = piece.name[0] != "/", piece.name.removeprefix("/")
        if name in _PARTING:
            self.before = ""
        if name not in WITHOUT_LINKS:
            return
        if not opens:
            self.inside -= Counter({name: 1})
            return
        if name in HEADINGS:
            self.mentioned = set()
        source = self.html[piece.start : piece.end]
        if name == "a" and self.dictionary.is_target(target := href_of(source)):
            self.mentioned.add(target)
        if not (name in _FOREIGN and source.endswith("/>")):
            self.inside[name] += 1

    def text(self, number: int, piece: Piece) -> None:
        """Link what is mentioned here for the first time."""
        reading = read(self.html[piece.start : piece.end])
        for match in self.dictionary.find(reading.text):
            urls, target = match.meaning
            if target in self.mentioned or self.own in urls or self.own == target:
                continue
            if self.stands_alone(number, match, reading):
                self.mentioned.add(target)
                self.wrap(piece, match, reading)

    def wrap(self, piece: Piece, match: Match, reading: Reading) -> None:
        """Put the tags around a match."""
        start, end = (piece.start + place for place in reading.span(match.start, match.end))
        opening = f'{_MARK} href="{escape(match.meaning.target)}">'
        self.out += [self.html[self.copied : start], opening, self.html[start:end], "</a>"]
        self.copied = end

    def stands_alone(self, number: int, match: Match, reading: Reading) -> bool:
        """Whether the match is a word of the text, and no part of another word, an address or an entity."""
        text, (start, end) = reading.text, match[:2]
        if start == 0 and _is_letter(self.before):
            return False
        if end == len(text) and _is_letter(self.after(number)):
            return False
        if text[start - 1 : start] in _ANOTHER_WORD_BEFORE or _ANOTHER_WORD.match(text, end):
            return False
        return not _ADDRESS.search(_unbroken(text, start, end))

    def after(self, number: int) -> str:
        """The letter after this text when only tags stand between that do not part words."""
        for piece in self.pieces[number + 1 : number + 1 + _LOOK_AHEAD]:
            if not piece.name:
                return self.html[piece.start]
            if piece.name.removeprefix("/") in _PARTING:
                return ""
        return ""


def _unbroken(text: str, start: int, end: int) -> str:
    """The match with what is written to it without a space, as far as one looks."""
    left = _BEFORE.search(text[max(0, start - _AROUND) : start])
    right = _BEHIND.match(text, end, end + _AROUND)
    return (left[0] if left else "") + text[start:end] + (right[0] if right else "")


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
