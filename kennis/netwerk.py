"""The terms that everybody sees with the relations between them: who stands next to whom, and along which way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from kennis.models import Begrip, Begrippenversie, Label, Relatie
from kennis.models.relatie import INVERSE, RelatieSoort

BASE = "/begrippen"
# A longer word is a name, not an abbreviation.
LONGEST_ABBREVIATION = 8


@dataclass(frozen=True)
class Term:
    """What a map or a list needs of one term; `kort` is its abbreviation, when it has one."""

    pk: int
    ref: str
    slug: str
    titel: str
    kort: str = ""

    @property
    def url(self) -> str:
        """Where the term is explained."""
        return f"{BASE}/{self.slug}"

    @property
    def naam(self) -> str:
        """The word that people say: the abbreviation when there is one."""
        return self.kort or self.titel


@dataclass(frozen=True)
class Band:
    """A relation as one end tells it; `naar` is the other end."""

    naar: int
    soort: RelatieSoort
    omgekeerd: bool
    toelichting: str = ""

    @property
    def woorden(self) -> str:
        """What one is to the other, in words."""
        return str(INVERSE[self.soort] if self.omgekeerd else self.soort.label)


@dataclass(frozen=True)
class Stap:
    """From one term over one relation to the next."""

    van: Term
    band: Band
    naar: Term


class Netwerk:
    """Terms and their relations, each told from both ends and only once."""

    def __init__(
        self, termen: Iterable[Term], relaties: Iterable[tuple[int, RelatieSoort, int, str]]
    ) -> None:
        """`relaties` are rows of (from, kind, to, explanation); one with an unknown term is left out."""
        self.termen = {term.pk: term for term in termen}
        own: dict[int, list[Band]] = defaultdict(list)
        inverse: dict[int, list[Band]] = defaultdict(list)
        for van, soort, naar, toelichting in relaties:
            if van in self.termen and naar in self.termen:
                own[van].append(Band(naar, soort, False, toelichting))
                inverse[naar].append(Band(van, soort, True, toelichting))
        self._banden = {pk: _told_once(own[pk] + inverse[pk]) for pk in self.termen}

    def banden(self, pk: int) -> list[Band]:
        """The relations of a term, its own first; none for a term that is not in the network."""
        return self._banden.get(pk, [])

    @cached_property
    def op_ref(self) -> dict[str, Term]:
        """The terms by their fixed reference."""
        return {term.ref: term for term in self.termen.values()}

    @cached_property
    def op_slug(self) -> dict[str, Term]:
        """The terms by their address."""
        return {term.slug: term for term in self.termen.values()}

    def buren(self, pk: int) -> list[Stap]:
        """The way to each neighbour, each neighbour once."""
        seen: dict[int, Stap] = {}
        for band in self.banden(pk):
            seen.setdefault(band.naar, Stap(self.termen[pk], band, self.termen[band.naar]))
        return list(seen.values())

    def verder(self, pk: int, buren: Iterable[Stap]) -> list[Stap]:
        """The way from each of the `buren` of a term to what stands one step further, each term once."""
        steps = list(buren)
        known = {pk, *(step.naar.pk for step in self.buren(pk))}
        found = []
        for step in steps:
            for next_step in self.buren(step.naar.pk):
                if next_step.naar.pk not in known:
                    known.add(next_step.naar.pk)
                    found.append(next_step)
        return found

    def verbindingen(self, pks: Iterable[int]) -> list[tuple[int, int]]:
        """The pairs of these terms that have a relation, each pair once."""
        order = {pk: number for number, pk in enumerate(pks)}
        pairs = {
            (pk, band.naar): None
            for pk in order
            for band in self.banden(pk)
            if band.naar in order and order[pk] < order[band.naar]
        }
        return list(pairs)

    def pad(self, van: int, naar: int) -> list[Stap]:
        """The shortest way from one term to another; empty when there is none, or when they are the same."""
        came_by: dict[int, Stap | None] = {van: None}
        queue = [van]
        while queue and naar not in came_by:
            fresh: dict[int, Stap] = {}
            for step in (step for pk in queue for step in self.buren(pk)):
                if step.naar.pk not in came_by:
                    fresh.setdefault(step.naar.pk, step)
            came_by |= fresh
            queue = list(fresh)
        return _walk_back(came_by, naar)


def _told_once(banden: list[Band]) -> list[Band]:
    """Two editors may have written the same symmetric relation from both ends."""
    return list({(band.naar, band.woorden): band for band in reversed(banden)}.values())[::-1]


def _walk_back(came_by: dict[int, Stap | None], naar: int) -> list[Stap]:
    way: list[Stap] = []
    step = came_by.get(naar)
    while step is not None:
        way.append(step)
        step = came_by[step.van.pk]
    return way[::-1]


_kept: tuple[str, Netwerk] | None = None


def current_netwerk() -> Netwerk:
    """The network as it is now, from this process's memory when it is still the same; one query, or four."""
    global _kept  # noqa: PLW0603  (one state for each process)
    version = Begrippenversie.objects.current()
    if _kept is None or _kept[0] != version:
        _kept = (version, load())
    return _kept[1]


def load(draft: Begrip | None = None) -> Netwerk:
    """Read the terms that are in force and that everybody may see, with their relations.

    A `draft` stands there as an editor has it now, with its own relations instead of those that are saved.
    """
    terms = Begrip.objects.visible_to(AnonymousUser()).current().with_frame().order_by("path")
    found = [
        Term(term.pk, term.ref, term.slug, term.title, _abbreviation(term))
        for term in terms.only("ref", "slug", "title")
    ]
    saved = Relatie.objects.order_by("pk").values_list("van", "soort", "naar", "toelichting")
    rows = [(van, RelatieSoort(soort), naar, why) for van, soort, naar, why in saved]
    if draft is not None:
        others = [term for term in found if term.pk != draft.pk]
        found = [*others, Term(draft.pk, draft.ref, draft.slug, draft.title, _abbreviation(draft))]
        own = [
            (draft.pk, RelatieSoort(row.soort), row.naar_id, row.toelichting) for row in draft.relaties.all()
        ]
        rows = [*own, *(row for row in rows if row[0] != draft.pk)]
    return Netwerk(found, rows)


def _abbreviation(term: Begrip) -> str:
    names = (label.tekst for label in term.labels.all() if label.soort == Label.Soort.ALT)
    return next((name for name in names if name.isupper() and len(name) <= LONGEST_ABBREVIATION), "")
