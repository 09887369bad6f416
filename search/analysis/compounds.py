"""Splitting compounds into known parts: `bodemsanering` is `bodem` and `sanering`."""

from collections.abc import Set

SHORTEST_WORD, LONGEST_WORD = 7, 45
LINKS = ("", "s")
MOST_PARTS = 4


class Splitter:
    """Splits by a set of parts; prefers few parts, then a long last part (it carries the meaning)."""

    def __init__(self, parts: Set[str]) -> None:
        self._parts = parts

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of `word`, in order; empty when it is not a compound of known parts."""
        if not SHORTEST_WORD <= len(word) <= LONGEST_WORD:
            return ()
        best = self._best(word, MOST_PARTS)
        return best if len(best) > 1 else ()

    def _best(self, rest: str, most: int) -> tuple[str, ...]:
        """The best way to read all of `rest` as at most `most` parts."""
        found: tuple[str, ...] = (rest,) if rest in self._parts else ()
        if found or most == 1:
            return found
        for at in range(3, len(rest) - 2):
            if rest[:at] not in self._parts:
                continue
            for link in LINKS:
                if not rest.startswith(link, at):
                    continue
                tail = self._best(rest[at + len(link) :], most - 1)
                if tail and self._is_better((rest[:at], *tail), found):
                    found = (rest[:at], *tail)
        return found

    @staticmethod
    def _is_better(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return not other or _rank(one) < _rank(other)


def _rank(parts: tuple[str, ...]) -> tuple[int, int, int]:
    """Lower is better: few parts, few letters lost to links, a long last part."""
    return len(parts), -sum(map(len, parts)), -len(parts[-1])
