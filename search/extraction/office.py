"""The text of DOCX, ODT and PPTX: XML in a zip. Nothing is unpacked to disk, and only parts that hold text are read."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from search.extraction.limits import MOST_PARTS, MOST_UNPACKED
from search.extraction.result import Result, State, Unreadable
from search.extraction.text import Collector, Full

CHUNK = 64 * 1024
ODT = b"application/vnd.oasis.opendocument.text"
SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
NOTE = re.compile(r"word/(?:footnotes|endnotes)\.xml")
# Names of elements without their prefix: whose text counts, what ends a line or a word, and what the writer took out or
# wrote beside the text.
RUNS = frozenset({"t"})
LINE_ENDS = frozenset({"p", "h", "tr", "br", "line-break"})
WORD_ENDS = frozenset({"tab", "s", "tc"})
BESIDE = frozenset({"tracked-changes", "annotation"})


def read(path: Path) -> Result:
    """The text of an office file. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, expat.ExpatError) as error:
        raise Unreadable(State.KAPOT) from error
    except RuntimeError as error:
        # The way in which zipfile says that a part has a password.
        raise Unreadable(State.BEVEILIGD) from error


def _read(archive: zipfile.ZipFile) -> Result:
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        raise Unreadable(State.TE_GROOT)
    reader = Reader(archive)
    try:
        for part, takes_text in _parts(archive, names):
            reader.part(part, takes_text)
    except Full:
        return reader.result(_pages(names), cut=True)
    return reader.result(_pages(names))


def _parts(archive: zipfile.ZipFile, names: list[str]) -> Iterator[tuple[str, frozenset[str] | None]]:
    """The parts with text in reading order, with the elements that hold it (None: all)."""
    if "word/document.xml" in names:
        for name in ("word/document.xml", *filter(NOTE.fullmatch, names)):
            yield name, RUNS
    elif slides := sorted(filter(SLIDE.fullmatch, names), key=_slide_number):
        for name in slides:
            yield name, RUNS
    elif "content.xml" in names and _mimetype(archive, names).startswith(ODT):
        yield "content.xml", None
    else:
        raise Unreadable(State.ANDERE_SOORT)


def _slide_number(name: str) -> int:
    match = SLIDE.fullmatch(name)
    return int(match[1]) if match else 0


def _mimetype(archive: zipfile.ZipFile, names: list[str]) -> bytes:
    if "mimetype" not in names:
        return b""
    with archive.open("mimetype") as part:
        return part.read(len(ODT))


def _pages(names: list[str]) -> int:
    """Only of a presentation is the number known: its slides."""
    return sum(1 for name in names if SLIDE.fullmatch(name))


class Reader:
    """Reads parts one by one, and counts what they unpack to: what a zip says about that itself may be a lie."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.unpacked = 0
        self.collected = Collector()

    def part(self, name: str, takes_text: frozenset[str] | None) -> None:
        """Add the text of one part. Raises `Unreadable`, `Full`, `ExpatError`, and what zipfile raises."""
        elements = Elements(self.collected, takes_text)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = elements.start, elements.end
        parser.CharacterDataHandler = elements.text
        parser.StartDoctypeDeclHandler = _refuse
        with self.archive.open(name) as part:
            self._feed(parser.Parse, part)

    def _feed(self, parse: Callable[[bytes, bool], int], part: IO[bytes]) -> None:
        while chunk := part.read(CHUNK):
            self.unpacked += len(chunk)
            if self.unpacked > MOST_UNPACKED:
                raise Unreadable(State.TE_GROOT)
            parse(chunk, False)
        parse(b"", True)

    def result(self, pages: int, *, cut: bool = False) -> Result:
        """What was collected."""
        text = self.collected.text()
        return Result(State.GELEZEN if text else State.GEEN_TEKST, text, pages, cut)


class Elements:
    """Picks the text that counts out of the elements that go by."""

    def __init__(self, collected: Collector, takes_text: frozenset[str] | None) -> None:
        self.collected = collected
        self.takes_text = takes_text
        self.inside = 0
        self.beside = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        self.inside += self._counts(name)
        self.beside += name in BESIDE

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        self.inside -= self._counts(name)
        self.beside -= name in BESIDE
        if name in LINE_ENDS or name in WORD_ENDS:
            self.collected.add("\n" if name in LINE_ENDS else " ")

    def text(self, data: str) -> None:
        """Text between tags."""
        if self.inside and not self.beside:
            self.collected.add(data)

    def _counts(self, name: str) -> bool:
        return self.takes_text is None or name in self.takes_text


def _refuse(*_declaration: object) -> None:
    """No office program writes a document type; it is how XML bombs declare their entities."""
    raise Unreadable(State.KAPOT)
