"""One way to read a file, whatever it is; what it is shows from its content, never from its name."""

from pathlib import Path

from search.extraction import office
from search.extraction.limits import MOST_BYTES
from search.extraction.result import Result, State, Unreadable

SNIFF = 1024
"""Readers of PDF accept its mark anywhere in the first kilobyte."""


def extract(path: Path) -> Result:
    """The text of the file at `path`, or why there is none. Raises nothing about its content."""
    try:
        return _extract(path)
    except Unreadable as error:
        return Result(error.state)
    except (MemoryError, RecursionError):
        return Result(State.TE_GROOT)


def _extract(path: Path) -> Result:
    size = path.stat().st_size
    if size > MOST_BYTES:
        return Result(State.TE_GROOT)
    with path.open("rb") as file:
        head = file.read(SNIFF)
    if not head.strip(b"\0 \r\n\t"):
        return Result(State.GEEN_TEKST if not size else State.ANDERE_SOORT)
    if b"%PDF-" in head:
        # Only here, because reading office files should not wait for it.
        from search.extraction import pdf

        return pdf.read(path)
    if head.startswith(b"PK"):
        return office.read(path)
    return Result(State.ANDERE_SOORT)
