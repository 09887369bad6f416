"""The glossary from A to Z, with an entry for each other name that says where to look."""

import string
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.text import Truncator

from kennis.models import Begrip, Label

DIGITS = "0-9"
LETTERS = (*string.ascii_uppercase, DIGITS)
FIRST_WORDS = 18


@dataclass(frozen=True)
class Ingang:
    """One line of the list: a term with its definition, or another name with the term to look at."""

    titel: str
    url: str
    tekst: str = ""
    zie: str = ""
    taal: str = Label.Taal.NL

    @property
    def sleutel(self) -> tuple[str, str]:
        """What it is ordered by: letters without accents and capitals, then the term it points to."""
        return vlak(self.titel), self.zie

    @property
    def letter(self) -> str:
        """Under which letter it stands."""
        return letter_of(self.titel)

    def as_row(self) -> dict[str, Any]:
        """For `components/begrippen_lijst.html`."""
        if self.zie:
            return {"titel": self.titel, "taal": self.taal, "zie": {"titel": self.zie, "url": self.url}}
        return {"titel": self.titel, "url": self.url, "tekst": self.tekst}


def vlak(text: str) -> str:
    """`text` without accents, capitals and leading signs."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).lstrip("'’‘\"“„(-– ")


def letter_of(name: str) -> str:
    """Under which letter a name stands; everything that is no letter stands under the digits."""
    first = next((sign for sign in vlak(name) if sign.isalnum()), "")
    return first.upper() if first.upper() in string.ascii_uppercase and first else DIGITS


def ingangen(begrippen: Iterable[Begrip], base: str) -> list[Ingang]:
    """All lines for `begrippen` (fetched `with_frame()`), in order; `base` is the address of the glossary."""
    lines = []
    for begrip in begrippen:
        url = f"{base}/{begrip.slug}"
        lines.append(Ingang(begrip.title, url, tekst=Truncator(begrip.definitie).words(FIRST_WORDS)))
        lines += [Ingang(name.tekst, url, zie=begrip.title, taal=name.taal) for name in _other_names(begrip)]
    return sorted(lines, key=lambda line: line.sleutel)


def _other_names(begrip: Begrip) -> list[Label]:
    names = [label for label in begrip.labels.all() if label.soort == Label.Soort.ALT]
    return [name for name in names if vlak(name.tekst) != vlak(begrip.title)]


def groepen(lines: Iterable[Ingang]) -> list[dict[str, Any]]:
    """The lines by letter, for `components/begrippen_lijst.html`; letters without lines are left out."""
    by_letter: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_letter.setdefault(line.letter, []).append(line.as_row())
    return [{"letter": letter, "begrippen": by_letter[letter]} for letter in LETTERS if letter in by_letter]


def letterbalk(groups: list[dict[str, Any]], thema: str | None = None) -> list[dict[str, Any]]:
    """Every letter with how many lines it has, for `components/letter_bar.html`.

    Within the page, or, when `thema` is given (it may be empty), to the page of the letter.
    """
    numbers = {group["letter"]: len(group["begrippen"]) for group in groups}
    bar: list[dict[str, Any]] = [{"letter": letter, "aantal": numbers.get(letter, 0)} for letter in LETTERS]
    if thema is not None:
        for item in bar:
            chosen = {"thema": thema} if thema else {}
            item["url"] = "?" + urlencode(chosen | {"letter": item["letter"]})
    return bar
