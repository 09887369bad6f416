"""Words that look alike: which letters can be left out, and how many edits lie between two words.

The look-up is that of symmetric deletion: two words within `n` edits have a common form after at most `n` deletions in
each. Only the first letters are used for it, so that a long word has few forms; the distance is checked afterwards.
"""

from itertools import combinations, groupby
from zlib import crc32

from rapidfuzz.distance import OSA

PREFIX = 6
SHORTEST = 4
LONG = 8


def most_edits(word: str) -> int:
    """How many mistakes we forgive: none in a very short word, one in a short word, two in a long one."""
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def variants(word: str) -> set[str]:
    """The beginnings of `word` with up to as many letters left out as we forgive mistakes in it."""
    head = word[:PREFIX]
    found = {head}
    for number in range(1, most_edits(word) + 1):
        found |= {"".join(kept) for kept in combinations(head, len(head) - number)}
    return found


def form_number(form: str) -> int:
    """A number for a form, so that an index of forms stays small; two forms may share one."""
    return crc32(form.encode())


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words (a letter more, less or other, or two swapped); `most + 1` when there are more."""
    return int(OSA.distance(one, other, score_cutoff=most))


def likeness(typed: str, other: str) -> tuple[int, bool, bool]:
    """How little two words look alike; the lowest is the best guess. A first letter is seldom wrong, a double one often."""
    edits = distance(typed, other, most_edits(typed))
    return edits, other[:1] != typed[:1], _single(other) != _single(typed)


def _single(word: str) -> str:
    return "".join(letter for letter, _run in groupby(word))
