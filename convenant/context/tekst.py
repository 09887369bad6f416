"""A version of a convenant as a reader meets it: chapters with articles, frameworks, arguments."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue, StructValue

from basis.markdown import render
from convenant.models import ConvenantVersie
from convenant.vergelijking import ArtikelTekst


@dataclass(frozen=True)
class Artikel:
    """One article with its text and its note in plain words as HTML."""

    anker: str
    nummer: str
    titel: str
    tekst: SafeString
    toelichting: SafeString


@dataclass(frozen=True)
class Hoofdstuk:
    """A chapter and its articles."""

    titel: str
    artikelen: tuple[Artikel, ...]

    @property
    def bereik(self) -> str:
        """The numbers of its articles: "4 tot en met 6", or "7"."""
        first, last = self.artikelen[0].nummer, self.artikelen[-1].nummer
        return first if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class Kader:
    """A law or rule with its source and the day on which it was checked."""

    titel: str
    tekst: SafeString
    bron: str
    url: str
    peildatum: date | None


@dataclass(frozen=True)
class Argument:
    """A reason for or against, with the answer to it."""

    titel: str
    tekst: SafeString
    antwoord: SafeString
    bron: str


# A version never changes, so the same text comes by on every visit.
@lru_cache(maxsize=2048)
def _html(text: str) -> SafeString:
    return render(text)


def _values(stream: StreamValue) -> list[StructValue]:
    return [block.value for block in stream]


def artikelteksten(versie: ConvenantVersie) -> list[ArtikelTekst]:
    """The articles of a version as plain text, to compare."""
    return [
        ArtikelTekst(row["anker"], row["nummer"], row["titel"], row["tekst"], row["toelichting"])
        for row in _values(versie.artikelen)
    ]


def hoofdstukken(versie: ConvenantVersie) -> list[Hoofdstuk]:
    """The articles of a version by chapter, in their order."""
    return [
        Hoofdstuk(title, tuple(_artikel(row) for row in rows))
        for title, rows in groupby(_values(versie.artikelen), key=lambda row: row["hoofdstuk"])
    ]


def _artikel(row: StructValue) -> Artikel:
    note = _html(row["toelichting"]) if row["toelichting"] else SafeString()
    return Artikel(row["anker"], row["nummer"], row["titel"], _html(row["tekst"]), note)


def kaders(versie: ConvenantVersie) -> list[Kader]:
    """The laws and rules above a version."""
    return [
        Kader(row["titel"], _html(row["tekst"]), row["bron"], row["url"] or "", row["peildatum"])
        for row in _values(versie.kaders)
    ]


def argumenten(versie: ConvenantVersie, soort: str) -> list[Argument]:
    """The reasons of one kind: `voor` or `tegen`."""
    return [
        Argument(
            row["titel"],
            _html(row["tekst"]),
            _html(row["antwoord"]) if row["antwoord"] else SafeString(),
            row["bron"],
        )
        for row in _values(versie.argumenten)
        if row["soort"] == soort
    ]


def bronnen(rijen: list[Argument]) -> list[str]:
    """The sources of arguments, each once, in the order in which they come by."""
    return list(dict.fromkeys(row.bron for row in rijen if row.bron))
