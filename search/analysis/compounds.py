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
        """The best way to read all of `rest` as at most `most` parts; empty when there is none."""
        if rest in self._parts:
            return (rest,)
        if most == 1:
            return ()
        cuts = [
            (rest[:at], rest[at + len(link) :])
            for at in range(3, len(rest) - 2)
            if rest[:at] in self._parts
            for link in LINKS
            if rest.startswith(link, at)
        ]
        # Two parts are better than any longer row, so those need not be looked for.
        found: list[tuple[str, ...]] = [cut for cut in cuts if cut[1] in self._parts]
        if not found:
            tails = ((head, self._best(tail, most - 1)) for head, tail in cuts)
            found = [(head, *tail) for head, tail in tails if tail]
        return min(found, key=_rank, default=())


def _rank(parts: tuple[str, ...]) -> tuple[int, int, int]:
    """Lower is better: few parts, few letters lost to links, a long last part."""
    return len(parts), -sum(map(len, parts)), -len(parts[-1])
