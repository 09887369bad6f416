"""Splitting compounds into known parts: `bodemsanering` is `bodem` and `sanering`."""

from collections.abc import Set

SHORTEST_WORD, LONGEST_WORD = 7, 45
SHORTEST_PART = 3
LINK = "s"
MOST_PARTS = 4


class Splitter:
    """Splits by a set of parts; prefers few parts, then a long last part (it carries the meaning)."""

    def __init__(self, parts: Set[str]) -> None:
        self._parts = parts

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of `word`, in order; empty when it is not a compound of known parts."""
        if not SHORTEST_WORD <= len(word) <= LONGEST_WORD or word in self._parts:
            return ()
        return self._best(word, MOST_PARTS)

    def _best(self, rest: str, most: int) -> tuple[str, ...]:
        """The best way to read all of `rest`, itself no part, as at most `most` parts; empty when there is none."""
        known = self._parts
        heads = [at for at in range(SHORTEST_PART, len(rest) - SHORTEST_PART + 1) if rest[:at] in known]
        if not heads:
            return ()
        cuts = [(rest[:at], rest[at:]) for at in heads]
        cuts += [(rest[:at], rest[at + 1 :]) for at in heads if rest[at] == LINK]
        # Two parts are better than any longer row, so those need not be looked for.
        found: list[tuple[str, ...]] = [cut for cut in cuts if cut[1] in known]
        if not found and most > 2:
            tails = ((head, self._best(tail, most - 1)) for head, tail in cuts)
            found = [(head, *tail) for head, tail in tails if tail]
        if len(found) > 1:
            return min(found, key=_rank)
        return found[0] if found else ()


def _rank(parts: tuple[str, ...]) -> tuple[int, int, int]:
    """Lower is better: few parts, few letters lost to links, a long last part."""
    return len(parts), -sum(map(len, parts)), -len(parts[-1])
