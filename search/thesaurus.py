"""Everyday words that mean the same in this field. The glossary's own names come from the index; these are ours."""

from functools import cache
from importlib.resources import files

from search import decisions
from search.analysis import Analysis
from search.analysis.normalise import plain_words
from search.plan import Forms


class BrokenRule(ValueError):
    """A line of the list that does not say which words mean the same."""


def parse_rules(text: str) -> list[tuple[tuple[str, ...], ...]]:
    """Rows of words that mean the same, from lines such as `bewoner, inwoner, burger`.

    Raises `BrokenRule` for a line with an arrow or with fewer than two names.
    """
    rules = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        names = tuple(tuple(plain_words(name)) for name in line.split(","))
        if "=>" in line or len(names) < 2 or not all(names):
            raise BrokenRule(line)
        rules.append(names)
    return rules


@cache
def rules() -> list[tuple[tuple[str, ...], ...]]:
    """Our own list."""
    text = files("search.analysis").joinpath("woorden/gelijk.txt").read_text("utf-8")
    return parse_rules(text)


def known_words() -> frozenset[str]:
    """All words of the list and of what editors added; a word that is known is not a typing error."""
    return _own_words() | decisions.known().words


@cache
def _own_words() -> frozenset[str]:
    return frozenset(word for rule in rules() for name in rule for word in name)


def look_up(rows: list[tuple[str, ...]], analysis: Analysis) -> Forms:
    """For each of `rows` that is in the list in some form, what means the same.

    A compound is also looked up by its parts: `bewonersavond` gives `inwonersavond` through `bewoner`.
    """
    index = _index(analysis)
    found: Forms = {}
    for row in rows:
        others = index.get(tuple(map(analysis.stem, row)), ())
        if len(row) == 1:
            others = (*others, *_by_parts(row[0], index, analysis))
        others = tuple(other for other in dict.fromkeys(others) if other != row)
        if others:
            found[row] = others
    return found


def _by_parts(word: str, index: Forms, analysis: Analysis) -> list[tuple[str, ...]]:
    parts = analysis.split(word)
    return [
        (*parts[:place], *other, *parts[place + 1 :])
        for place, part in enumerate(parts)
        for other in index.get((analysis.stem(part),), ())
        if len(other) == 1 and analysis.stem(other[0]) not in map(analysis.stem, parts)
    ]


def _index(analysis: Analysis) -> Forms:
    """Stems of each name to what means the same; made anew for an analysis when editors changed something."""
    added = decisions.known()
    if analysis.thesaurus is None or analysis.thesaurus_mark != added.mark:
        known: Forms = {}
        for name, others in (*((name, rule) for rule in rules() for name in rule), *added.pairs):
            key = tuple(map(analysis.stem, name))
            known[key] = tuple(dict.fromkeys((*known.get(key, ()), *others)))
        analysis.thesaurus, analysis.thesaurus_mark = known, added.mark
    return analysis.thesaurus
