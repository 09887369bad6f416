"""The terms from broad to narrow: below each term those that are a form or a part of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kennis.models.relatie import HIERARCHISCH, RelatieSoort
from kennis.netwerk import Band, Netwerk, Stap, Term

# Deeper than this nobody reads; the branch goes on as one of its own.
MOST_DEEP = 8


@dataclass(frozen=True)
class Tak:
    """A term at one place, with the terms below it; `elders` when those stand at another place of the page."""

    term: Term
    soort: RelatieSoort | None = None
    takken: tuple["Tak", ...] = ()
    elders: bool = False

    @property
    def is_onderdeel(self) -> bool:
        """Whether it is a part of what stands above it, and not a form."""
        return self.soort == RelatieSoort.ONDERDEEL_VAN


class Hierarchie:
    """The branches and the terms that stand alone.

    A term with two broader terms stands below both. What is below it is told once, so that a ring of terms, or
    many ways to the same one, make no page without end.
    """

    def __init__(self, netwerk: Netwerk) -> None:
        self._netwerk = netwerk
        self._told: set[int] = set()
        order = sorted(netwerk.termen.values(), key=_by_name)
        tops = [term for term in order if self._narrower(term) and not self._has_broader(term)]
        self.takken = [self._branch(term) for term in tops]
        # What is left hangs in a ring, or deeper than is shown.
        self.takken += [self._branch(term) for term in self._untold(order)]
        self.los = [term for term in order if not self._narrower(term) and not self._has_broader(term)]

    def _untold(self, order: Iterable[Term]) -> Iterator[Term]:
        return (term for term in order if term.pk not in self._told and self._narrower(term))

    def _has_broader(self, term: Term) -> bool:
        return any(_is_broader(band) and not band.omgekeerd for band in self._netwerk.banden(term.pk))

    def _narrower(self, term: Term) -> list[Stap]:
        below = (band for band in self._netwerk.banden(term.pk) if _is_broader(band) and band.omgekeerd)
        steps = [Stap(term, band, self._netwerk.termen[band.naar]) for band in below]
        return sorted(steps, key=lambda step: _by_name(step.naar))

    def _branch(self, term: Term, soort: RelatieSoort | None = None, depth: int = 1) -> Tak:
        below = self._narrower(term)
        if not below:
            return Tak(term, soort)
        if term.pk in self._told or depth >= MOST_DEEP:
            return Tak(term, soort, elders=True)
        self._told.add(term.pk)
        branches = (self._branch(step.naar, step.band.soort, depth + 1) for step in below)
        return Tak(term, soort, tuple(branches))


def _is_broader(band: Band) -> bool:
    return band.soort in HIERARCHISCH


def _by_name(term: Term) -> tuple[str, str]:
    return term.titel.casefold(), term.slug
