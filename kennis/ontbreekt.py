"""Words that texts of the portal use often and that the glossary does not explain: abbreviations and compounds.

Packages above say which texts they have; each text is looked at for one person, who sees only what that person may.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from basis.visibility import Viewer
from kennis.autolink.inflection import proposed_forms
from kennis.models import Artikel, Begrip, Casus, Label, Les
from kennis.models.naam import sounds_like
from kennis.schrijfhulp import ABBREVIATION

# What an editor can go through; and of each kind of text the newest.
MOST_TEXTS, MOST_WORDS, MOST_PLACES = 300, 40, 3
# In fewer texts it is a word of one writer.
FEWEST_ABBREVIATIONS, FEWEST_COMPOUNDS = 2, 3
_WORD = re.compile(r"(?<![\w/@.-])[a-zà-ÿ]{4,40}(?![\w/@-])")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\]\([^)\s]*\)")
SHORTEST_COMPOUND, SHORTEST_PART = 9, 4
# A word that begins with one of these is no compound of two nouns.
_BEFORE_A_VERB = frozenset(
    [
        "achter",
        "binnen",
        "boven",
        "buiten",
        "door",
        "mede",
        "onder",
        "over",
        "samen",
        "tegen",
        "terug",
        "vast",
        "voor",
    ]
)


class Tekst(NamedTuple):
    """A text with its title and where it stands."""

    titel: str
    url: str
    inhoud: str


class Gemist(NamedTuple):
    """A word without a term, in how many texts it stands, and some of those."""

    woord: str
    aantal: int
    plekken: tuple[Tekst, ...]


TekstProvider = Callable[[Viewer], Iterator[Tekst]]
_providers: list[TekstProvider] = []


def provide_teksten(provider: TekstProvider) -> TekstProvider:
    """Register a function that gives the texts which a person may see, newest first."""
    _providers.append(provider)
    return provider


@provide_teksten
def lessen(viewer: Viewer) -> Iterator[Tekst]:
    """What lessons tell."""
    for les in Les.objects.visible_to(viewer).newest_first()[:MOST_TEXTS].iterator():
        yield Tekst(les.title, les.url, f"{les.situatie}\n{les.gebeurtenis}\n{les.oorzaak}\n{les.advies}")


@provide_teksten
def casussen(viewer: Viewer) -> Iterator[Tekst]:
    """What cases tell."""
    for casus in Casus.objects.visible_to(viewer).newest_first()[:MOST_TEXTS].iterator():
        yield Tekst(
            casus.title, casus.url, f"{casus.wat}\n{casus.opbrengst}\n{casus.belemmering}\n{casus.kosten}"
        )


@provide_teksten
def artikelen(viewer: Viewer) -> Iterator[Tekst]:
    """What articles tell."""
    for artikel in Artikel.objects.visible_to(viewer).newest_first()[:MOST_TEXTS].iterator():
        words = artikel.inhoud.stream_block.get_searchable_content(artikel.inhoud)
        yield Tekst(artikel.title, artikel.url, "\n".join(words))


def gemist_voor(viewer: Viewer) -> tuple[list[Gemist], list[Gemist]]:
    """Abbreviations and compounds that are missing, in the texts that `viewer` may see; most used first."""
    teksten = chain.from_iterable(islice(provider(viewer), MOST_TEXTS) for provider in _providers)
    names = chain(
        Begrip.objects.values_list("title", flat=True), Label.objects.values_list("tekst", flat=True)
    )
    return gemist(teksten, names)


def gemist(teksten: Iterable[Tekst], namen: Iterable[str]) -> tuple[list[Gemist], list[Gemist]]:
    """The abbreviations and the compounds of `teksten` that are no form of one of `namen`."""
    known = {sounds_like(form) for name in namen for form in (name, *proposed_forms(name))}
    short: dict[str, list[Tekst]] = defaultdict(list)
    long: dict[str, list[Tekst]] = defaultdict(list)
    for tekst in teksten:
        content = _ADDRESS.sub(" ", tekst.inhoud)
        for word in {match[0] for match in ABBREVIATION.finditer(content)}:
            short[word].append(tekst)
        for word in set(_WORD.findall(content)):
            long[word].append(tekst)
    vocabulary = Counter({word: len(found) for word, found in long.items()})
    compounds = {word: found for word, found in long.items() if _is_compound(word, vocabulary)}
    return _ranked(short, known, FEWEST_ABBREVIATIONS), _ranked(compounds, known, FEWEST_COMPOUNDS)


def _is_compound(word: str, vocabulary: Counter[str]) -> bool:
    """Whether a word is two words that the texts use by themselves too, maybe with an s or en between them."""
    if len(word) < SHORTEST_COMPOUND:
        return False
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        left, right = word[:place], word[place:]
        if (
            left not in _BEFORE_A_VERB
            and right in vocabulary
            and any(
                len(part) >= SHORTEST_PART and part in vocabulary
                for part in (left, left.removesuffix("s"), left.removesuffix("en"))
            )
        ):
            return True
    return False


def _ranked(found: dict[str, list[Tekst]], known: set[str], fewest: int) -> list[Gemist]:
    rows = [
        Gemist(word, len(places), tuple(places[:MOST_PLACES]))
        for word, places in found.items()
        if len(places) >= fewest and sounds_like(word) not in known
    ]
    return sorted(rows, key=lambda row: (-row.aantal, row.woord))[:MOST_WORDS]
