"""What an editor may want to look at in a term: long sentences, abbreviations, and other forms of its names."""

import re
from collections.abc import Container, Iterable

from kennis.autolink.inflection import proposed_forms
from kennis.models.naam import sounds_like, written

# Plain language (B1): a sentence above this length is read twice.
LONGEST_SENTENCE = 25
LONGEST_ABBREVIATION = 10
MOST_FORMS = 8
# The end of a sentence: a full stop before a space and a capital, so that `art. 3` and `1.000` go on.
_END = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’)]))\s+(?=[\"“‘(]*[A-Z0-9À-Þ])|\n{2,}|\n(?=\s*(?:[-*+]|\d+\.)\s)"
)
_NOT_AN_END = re.compile(
    r"\b(?:art|bijv|blz|ca|dhr|dr|drs|enz|etc|ing|ir|jl|max|min|mr|mw|nr|o\.a|p|prof|resp|t\.a\.v|vgl|zgn)\.$"
)
_WORD = re.compile(r"\w[\w’'-]*")
# At least two capitals in one word: ESG, BIM, SDG’s, MvO.
ABBREVIATION = re.compile(r"\b(?=\w{2,10}\b)[A-Z][a-z]?[A-Z][A-Za-z0-9]*\b")
# Words that no abbreviation takes a letter of.
_SMALL = re.compile(
    r"aan|and|bij|de|den|der|een|en|for|het|in|met|of|om|on|onder|op|over|per|te|the|tot|uit|van|voor",
    re.IGNORECASE,
)


def long_sentences(text: str) -> list[str]:
    """The sentences of a text with more than `LONGEST_SENTENCE` words."""
    return [part for part in sentences(text) if len(_WORD.findall(part)) > LONGEST_SENTENCE]


def sentences(text: str) -> list[str]:
    """The sentences and points of a list in Markdown, in order."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _NOT_AN_END.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part and part.strip():
            found.append(part.strip())
    return found


def unexplained_abbreviations(text: str, known: Container[str] = ()) -> list[str]:
    """The abbreviations that a text uses and does not write out, and that are not `known` (as they sound)."""
    used = dict.fromkeys(match[0] for match in ABBREVIATION.finditer(text))
    return [word for word in used if sounds_like(word) not in known and not _is_written_out(word, text)]


def _is_written_out(word: str, text: str) -> bool:
    """Whether one stands behind the other between brackets: `bouwen (ABC)`, `ABC (alle bouwen)`, or `afkorting is ABC`."""
    name = re.escape(word)
    ways = (
        rf"\w\s*\({name}\)|\b{name}\s*\(\w|afkorting\s+(?:is|:)?\s*{name}|{name}\s+(?:staat voor|betekent)\b"
    )
    return re.search(ways, text) is not None


def proposals(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Inflected forms of `names` that are not among the `taken` names of the term, for hidden labels."""
    have = {written(name) for name in taken}
    forms = dict.fromkeys(form for name in names for form in proposed_forms(name))
    return [form for form in forms if written(form) not in have][:MOST_FORMS]


def proposed_abbreviation(title: str, taken: Iterable[str]) -> str:
    """The first letters of a name of three words and more; empty when one of the `taken` names is an abbreviation."""
    words = [word for word in re.split(r"[\s,-]+", title) if word and not _SMALL.fullmatch(word)]
    letters = "".join(word[0] for word in words).upper()
    fits = len(words) > 2 and len(letters) <= LONGEST_ABBREVIATION and letters.isalpha()
    return letters if fits and not any(ABBREVIATION.search(name) for name in taken) else ""
