"""A short mark of what the analysis does: other code or another list gives another mark, so that no index is forgotten."""

from collections.abc import Iterable
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files

PARTS_CODE = ("normalise.py", "compounds.py", "parts.py")
PARTS_LISTS = ("korte_delen", "heel", "geen_delen", "stopwoorden")
# Weights and names are written into an index too.
CODE = (*PARTS_CODE, "analysis.py", "spelling.py", "stemmer.py", "../engines/base.py", "../engines/texts.py")
LISTS = (*PARTS_LISTS, "beschermd")
"""The lists that the index depends on; the others are only for a question."""


def mark(code: Iterable[str], lists: Iterable[str], packages: Iterable[str]) -> str:
    """The mark of these files of this package and these installed packages."""
    folder = files("search.analysis")
    digest = blake2b(digest_size=6)
    for name in (*code, *(f"woorden/{name}.txt" for name in lists)):
        digest.update(name.encode() + b"\0" + folder.joinpath(*name.split("/")).read_bytes() + b"\0")
    for name in packages:
        digest.update(f"{name}={version(name)}\0".encode())
    return digest.hexdigest()


PARTS_VERSION = mark(PARTS_CODE, PARTS_LISTS, ["pyspellchecker"])
ANALYSIS_VERSION = mark(CODE, LISTS, ["pyspellchecker", "PyStemmer"])
