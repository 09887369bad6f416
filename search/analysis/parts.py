"""The words that a Dutch compound can be made of, derived from a general word list when it is first needed.

The list comes from `pyspellchecker` (MIT; word counts of subtitles completed with a spelling list). Words that are
compounds themselves are left out, so that the splitter goes down to the smallest parts. Nothing of it is in the
repository: the result is a file beside the search index, and is made again for another version of this code.
"""

import gzip
import json
from collections.abc import Iterable, Set
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from search.analysis.compounds import Splitter
from search.analysis.normalise import plain
from search.analysis.version import PARTS_VERSION

SHORTEST, LONGEST = 4, 14
# Below this count a word of four or five letters is more often a name or noise than a part.
COMMON = {4: 400, 5: 120}


def own_words(name: str) -> frozenset[str]:
    """The words of one of our own lists in `woorden/`."""
    text = files("search.analysis").joinpath(f"woorden/{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def load(folder: Path) -> frozenset[str]:
    """The parts, from the file in `folder` or made and put there. Raises `OSError` when neither can be done."""
    path = folder / f"woorddelen-{PARTS_VERSION}.txt"
    try:
        return frozenset(path.read_text("utf-8").split())
    except FileNotFoundError:
        pass
    parts = derive()
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
        file.write("\n".join(sorted(parts)))
    # The worker may be another user than the web server.
    Path(file.name).chmod(0o644)
    # Another process may be doing the same; both write the same words.
    Path(file.name).replace(path)
    return parts


def derive() -> frozenset[str]:
    """Work the parts out from the general list; takes about a second and 60 MB for a moment."""
    packed = files("spellchecker").joinpath("resources/nl.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    never = own_words("geen_delen") | own_words("stopwoorden")
    return smallest((word for word, count in counts.items() if _is_candidate(word, count, never)), counts)


def _is_candidate(word: str, count: int, never: Set[str]) -> bool:
    if not SHORTEST <= len(word) <= LONGEST or word in never or not word.isalpha():
        return False
    return count >= COMMON.get(len(word), 0) and plain(word) == word


def smallest(words: Iterable[str], counts: dict[str, int]) -> frozenset[str]:
    """Those of `words` that are not a compound of shorter ones, and our own."""
    parts = set(own_words("korte_delen") | own_words("heel"))
    splitter = Splitter(parts)
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not splitter.split(word):
            parts.add(word)
    return frozenset(parts)
