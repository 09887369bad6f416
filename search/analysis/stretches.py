"""Which stretches of a text hold a stem, remembered so that few words of a next text have to be worked out."""

from collections import defaultdict
from collections.abc import Callable, Iterable

MOST_LETTERS = 400_000


class Stretches:
    """Stretches without white space, found by the stems that `fits` says that they hold."""

    def __init__(self, fits: Callable[[str], Iterable[str]]) -> None:
        self._fits = fits
        self._known: set[str] = set()
        self._letters = 0
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)

    def holding(self, stems: Iterable[str], among: set[str]) -> set[str]:
        """Those of `among` that hold one of `stems`."""
        if self._letters > MOST_LETTERS:
            self._forget()
        # Sets as a whole, because most of a text was seen before.
        for stretch in among - self._known:
            self._learn(stretch)
        return {one for stem in stems for one in among.intersection(self._by_stem.get(stem, ()))}

    def _learn(self, stretch: str) -> None:
        self._known.add(stretch)
        self._letters += len(stretch)
        for stem in self._fits(stretch):
            self._by_stem[stem].append(stretch)

    def _forget(self) -> None:
        """Start afresh, so that it takes no more memory however many texts go by."""
        self._known.clear()
        self._by_stem.clear()
        self._letters = 0
