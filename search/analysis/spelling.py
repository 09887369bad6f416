"""Words that look alike: which letters can be left out, and how many edits lie between two words.

The look-up is that of symmetric deletion: two words within `n` edits have a common form after at most `n` deletions in
each. Only the first letters are used for it, so that a long word has few forms; the distance is checked afterwards.
"""

from itertools import combinations, groupby
from zlib import crc32

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


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two words without the beginning and the end that they share."""
    start, most = 0, min(len(one), len(other))
    while start < most and one[start] == other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words (a letter more, less or other, or two swapped); `most + 1` when there are more."""
    # One edit changes at most two of the letters that are there.
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    one, other = _apart(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def likeness(typed: str, other: str) -> tuple[int, bool, bool]:
    """How little two words look alike; the lowest is the best guess. A first letter is seldom wrong, a double one often."""
    edits = distance(typed, other, most_edits(typed))
    return edits, other[:1] != typed[:1], _single(other) != _single(typed)


def _single(word: str) -> str:
    return "".join(letter for letter, _run in groupby(word))
