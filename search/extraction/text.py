"""Collecting text up to a limit, whatever comes out of a file."""

import re

from search.extraction.limits import MOST_TEXT

# Control characters and lone surrogates are no text, and a database refuses some of them.
NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACES = re.compile(r"[ \t\u00a0]+")
LINES = re.compile(r"\s*\n\s*")


class Full(Exception):
    """No more text is kept."""


class Collector:
    """Text in pieces, up to `MOST_TEXT` characters."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> None:
        """Keep `piece`. Raises `Full` when that is more than fits; what fits is kept."""
        room = MOST_TEXT - self.length
        self.pieces.append(piece[:room])
        self.length += min(len(piece), room)
        if len(piece) > room:
            raise Full

    def text(self) -> str:
        """All of it, without control characters and with single spaces and line ends."""
        text = NO_TEXT.sub(" ", "".join(self.pieces))
        return LINES.sub("\n", SPACES.sub(" ", text)).strip()
