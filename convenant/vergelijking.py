"""Comparing two versions of a convenant: which articles are new, gone, changed or the same, word for word.

Pure functions on text; nothing here asks the database.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Lines that have less than this in common are two different lines, not one that changed.
SAME_LINE = 0.45
MARKUP = re.compile(r"\*\*|__|`")
NUMBERING = re.compile(r"^\s*(?:\d+[.)]|[-*+])\s+")


class Soort(StrEnum):
    """What happened to a piece of text or to an article."""

    GELIJK = "gelijk"
    NIEUW = "nieuw"
    WEG = "weg"
    GEWIJZIGD = "gewijzigd"


@dataclass(frozen=True)
class ArtikelTekst:
    """One article as a version has it; `anker` is what stays when the number changes."""

    anker: str
    nummer: str
    titel: str
    tekst: str
    toelichting: str = ""


@dataclass(frozen=True)
class Stuk:
    """A run of words that is the same, new or gone."""

    soort: Soort
    tekst: str


@dataclass(frozen=True)
class Regel:
    """One line of an article as runs of words; `diepte` is how far a list item is indented."""

    stukken: tuple[Stuk, ...]
    diepte: int = 0


@dataclass(frozen=True)
class ArtikelVerschil:
    """What happened to one article: `van` is None when it is new, `tot` when it is gone."""

    soort: Soort
    van: ArtikelTekst | None
    tot: ArtikelTekst | None
    titel: tuple[Stuk, ...] = ()
    regels: tuple[Regel, ...] = ()
    toelichting: tuple[Regel, ...] = ()

    @property
    def artikel(self) -> ArtikelTekst:
        """The article as it stands, or stood last."""
        found = self.tot or self.van
        if found is None:
            raise ValueError("an article that is in neither version")
        return found

    @property
    def is_hernummerd(self) -> bool:
        """Whether it is in both versions under another number."""
        return self.van is not None and self.tot is not None and self.van.nummer != self.tot.nummer


def vergelijk(van: Sequence[ArtikelTekst], tot: Sequence[ArtikelTekst]) -> list[ArtikelVerschil]:
    """Every article of both versions, found by its anchor, in the order of `tot`; what is gone stands where it stood."""
    old, kept = {artikel.anker: artikel for artikel in van}, {artikel.anker for artikel in tot}
    rows = [_artikel(old.get(artikel.anker), artikel) for artikel in tot]
    for place, artikel in enumerate(van):
        if artikel.anker not in kept:
            before = {other.anker for other in van[:place]}
            spot = max((n for n, row in enumerate(rows, 1) if row.artikel.anker in before), default=0)
            rows.insert(spot, _artikel(artikel, None))
    return rows


def woordverschil(van: str, tot: str) -> tuple[Stuk, ...]:
    """The words of two lines as runs that are the same, gone or new; what is gone stands before what is new."""
    old, new = van.split(), tot.split()
    pieces: list[Stuk] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Stuk(Soort.GELIJK, " ".join(old[a1:a2])))
            continue
        if a2 > a1:
            pieces.append(Stuk(Soort.WEG, " ".join(old[a1:a2])))
        if b2 > b1:
            pieces.append(Stuk(Soort.NIEUW, " ".join(new[b1:b2])))
    return tuple(pieces)


def regelverschil(van: str, tot: str) -> tuple[Regel, ...]:
    """Two Markdown texts line by line; a line that came back changed is compared word for word."""
    old, new = _lines(van), _lines(tot)
    rows: list[Regel] = []
    a = b = 0
    for place, match in [*_pairs(old, new), (len(new), len(old))]:
        rows += [_regel(line, "") for line in old[a:match]]
        rows += [_regel("", line) for line in new[b:place]]
        if place < len(new):
            rows.append(_regel(old[match], new[place]))
        a, b = match + 1, place + 1
    return tuple(rows)


def _artikel(van: ArtikelTekst | None, tot: ArtikelTekst | None) -> ArtikelVerschil:
    if van is None or tot is None:
        return ArtikelVerschil(Soort.WEG if tot is None else Soort.NIEUW, van, tot)
    if (van.titel, van.tekst.strip(), van.toelichting.strip()) == (
        tot.titel,
        tot.tekst.strip(),
        tot.toelichting.strip(),
    ):
        return ArtikelVerschil(Soort.GELIJK, van, tot)
    return ArtikelVerschil(
        Soort.GEWIJZIGD,
        van,
        tot,
        titel=woordverschil(van.titel, tot.titel),
        regels=regelverschil(van.tekst, tot.tekst),
        toelichting=regelverschil(van.toelichting, tot.toelichting),
    )


def _lines(text: str) -> list[str]:
    return [MARKUP.sub("", line).rstrip() for line in text.splitlines() if line.strip()]


def _regel(van: str, tot: str) -> Regel:
    line = tot or van
    return Regel(woordverschil(van, tot), (len(line) - len(line.lstrip())) // 4)


def _pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which new line comes from which old one (new, old): the pairing, in order, that has most in common."""
    alike = [[_likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= SAME_LINE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs, i, j = list[tuple[int, int]](), 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((j, i))
            i, j = i + 1, j + 1
    return pairs


def _likeness(van: str, tot: str) -> float:
    """How much two lines have in common, from 0 to 1; their numbers do not count."""
    old, new = NUMBERING.sub("", van).split(), NUMBERING.sub("", tot).split()
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
