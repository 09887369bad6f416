"""The text of a PDF."""

from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from search.extraction.limits import MOST_PAGES
from search.extraction.result import Result, State, Unreadable
from search.extraction.text import Collector, Full


def read(path: Path) -> Result:
    """The text of the pages. Raises `Unreadable`."""
    try:
        return _read(PdfReader(path))
    except (FileNotDecryptedError, DependencyError) as error:
        raise Unreadable(State.BEVEILIGD) from error
    except LimitReachedError as error:
        raise Unreadable(State.TE_GROOT) from error
    except RecursionError as error:
        raise Unreadable(State.KAPOT) from error
    except (
        PyPdfError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        OSError,
    ) as error:
        # A broken file meets code that takes its structure for granted, each time in another way.
        raise Unreadable(State.KAPOT) from error


def _read(reader: PdfReader) -> Result:
    # An empty password opens a file that only forbids printing or copying.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(State.BEVEILIGD)
    number = len(reader.pages)
    collected, cut = Collector(), number > MOST_PAGES
    try:
        for place in range(min(number, MOST_PAGES)):
            collected.add(reader.pages[place].extract_text() + "\n")
    except Full:
        cut = True
    text = collected.text()
    return Result(State.GELEZEN if text else State.GEEN_TEKST, text, number, cut)
