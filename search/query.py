"""From what someone typed to a tree of words and phrases. Nothing that is typed is an error or an operator.

Quotes hold words together, a minus leaves a word out. Everything else is words.
"""

import re
import unicodedata
from dataclasses import dataclass

from basis.tekens import DIRECTIONS
from search.analysis.normalise import plain_words

MAX_LENGTH = 400
MAX_CLAUSES = 24
MAX_PHRASE = 12
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"'))
_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word; a hyphenated one has several plain `words`."""

    words: tuple[str, ...]
    typed: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to stand beside each other, in this order and this form."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What someone asks for. Empty when nothing but signs was typed."""

    text: str = ""
    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    shortened: bool = False
    """Whether the question was too long and its end was left out."""
    kind: str = ""
    """The kind of thing that is asked for, when a word said so; that word is then none of `words`."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for (an exclusion alone is not a question)."""
        return not self.words and not self.phrases


def clean(text: str) -> str:
    """`text` without control characters, with single spaces; surrogates and unassigned characters are dropped.

    So are the signs that turn the direction of writing: they would turn the rest of the page's line as well.
    """
    kept = (" " if char.isspace() else char for char in text if _is_readable(char))
    return " ".join("".join(kept).split())


def _is_readable(char: str) -> bool:
    if char.isspace():
        return True
    return (
        unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"}
        and unicodedata.bidirectional(char) not in DIRECTIONS
    )


def beginning(text: str) -> str:
    """As much of `text` as is looked for, clean."""
    return clean(text[: MAX_LENGTH * 4])[:MAX_LENGTH]


def parse(text: str) -> Query:
    """Read a question; never raises. Beyond `MAX_LENGTH` characters or `MAX_CLAUSES` words the rest is left out."""
    short = beginning(text)
    shortened = len(text) > MAX_LENGTH * 4 or clean(text) != short
    words: list[Word] = []
    phrases: list[Phrase] = []
    excluded: list[Phrase] = []
    for number, found in enumerate(_PIECE.finditer(short.translate(_QUOTES))):
        if number >= MAX_CLAUSES:
            shortened = True
            break
        phrase = found["phrase"]
        typed = phrase if phrase is not None else found["word"]
        plain = _plain(typed)
        if not plain:
            continue
        if found["minus"]:
            excluded.append(Phrase(plain))
        elif phrase is not None:
            phrases.append(Phrase(plain))
        else:
            words.append(Word(plain, typed.strip(".,;:!?()[]{}*~^")))
    return Query(short, tuple(words), tuple(phrases), tuple(excluded), shortened)


def is_only_signs(text: str) -> bool:
    """Whether something was typed in which no word stands, such as `🚧` or only quotes."""
    query = parse(text)
    return bool(query.text) and query.is_empty and not query.excluded


def _plain(typed: str) -> tuple[str, ...]:
    """The plain words of one piece, read as a text is; signs between them are no more than white space."""
    return tuple(plain_words(typed))[:MAX_PHRASE]
