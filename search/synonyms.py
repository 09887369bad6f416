"""All names that mean the same, wherever that was decided, and where these decisions get in each other's way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kennis.models import Begrip
from search import thesaurus
from search.models import Synoniem
from search.models.synoniem import Name, names, stems_of

BEGRIPPEN, EIGEN, REDACTIE = "begrippenlijst", "eigen lijst", "redactie"


@dataclass(frozen=True, slots=True)
class Group:
    """Names that mean the same. `pk` is of the term or of the editors' synonym."""

    bron: str
    namen: tuple[str, ...]
    pk: int | None = None
    links: tuple[str, ...] = ()
    """The names to ask by, when it works in one direction only."""

    @property
    def andersom(self) -> bool:
        """Whether it works in both directions."""
        return not self.links

    def __str__(self) -> str:
        if self.links:
            found = ", ".join(name for name in self.namen if name not in self.links)
            return f"{', '.join(self.links)} → {found}"
        return ", ".join(self.namen)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A name that more than one decision is about."""

    naam: str
    uitleg: str
    groepen: tuple[Group, ...]


def groups() -> Iterator[Group]:
    """Every group in force: terms with another name, our own list, what editors added."""
    for begrip in Begrip.objects.live().current().with_frame().alphabetical().iterator(chunk_size=500):
        found = (begrip.title, *(label.tekst for label in begrip.labels.all()))
        if len(found) > 1:
            yield Group(BEGRIPPEN, found, begrip.pk)
    for rule in thesaurus.rules():
        yield Group(EIGEN, tuple(" ".join(name) for name in rule))
    for row in Synoniem.objects.filter(actief=True):
        left, right = tuple(names(row.links)), tuple(names(row.rechts))
        yield Group(REDACTIE, (*left, *right), row.pk, () if row.andersom else left)


def conflicts() -> list[Conflict]:
    """Names in more than one group, and groups that make two terms the same."""
    by_name: dict[Name, dict[Group, str]] = defaultdict(dict)
    everything = list(groups())
    for group in everything:
        for name in group.namen:
            by_name[stems_of(name)].setdefault(group, name)
    found = [
        Conflict(next(iter(held.values())), _explain(held), tuple(held))
        for held in by_name.values()
        if len(held) > 1
    ]
    joined = [_joins(group, by_name) for group in everything if group.bron != BEGRIPPEN and group.andersom]
    return [*(one for one in joined if one), *sorted(found, key=lambda one: one.naam.lower())]


def _explain(held: dict[Group, str]) -> str:
    terms = [group.namen[0] for group in held if group.bron == BEGRIPPEN]
    if len(terms) == len(held):
        return _("Naam van meer begrippen: %(begrippen)s. Zoeken toont ze allebei.") % {
            "begrippen": ", ".join(terms)
        }
    if terms:
        return _("Ook een naam van het begrip %(begrip)s. Alle namen tellen mee.") % {
            "begrip": ", ".join(terms)
        }
    return _("Staat in %(n)s groepen. Wie hierop zoekt, vindt de namen van allemaal.") % {"n": len(held)}


def _joins(group: Group, by_name: dict[Name, dict[Group, str]]) -> Conflict | None:
    """A group whose names belong to different terms."""
    terms = {
        other.namen[0]: other
        for name in group.namen
        for other in by_name[stems_of(name)]
        if other.bron == BEGRIPPEN
    }
    if len(terms) < 2 or all(
        set(map(stems_of, group.namen)) <= set(map(stems_of, one.namen)) for one in terms.values()
    ):
        return None
    text = _("Maakt deze begrippen hetzelfde: %(begrippen)s.") % {"begrippen": ", ".join(terms)}
    return Conflict(group.namen[0], text, (group, *terms.values()))
