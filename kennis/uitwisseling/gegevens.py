"""A term and a collection as plain values: what every form of export writes and every form of import reads."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self
from urllib.parse import urlsplit

from django.db.models import Model
from django.utils.translation import gettext as _

from kennis.models import Bron, Koppeling, Label, Relatie, Wijziging

ROWS: dict[str, type[Model]] = {
    "labels": Label,
    "bronnen": Bron,
    "relaties": Relatie,
    "koppelingen": Koppeling,
    "wijzigingen": Wijziging,
}
"""What a term has more than one of, with the model that holds it."""


def tidy(text: str) -> str:
    """The text without white space around it, with lines that end in one way: a browser sends two signs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class Rijgegevens:
    """What a term has more than one of."""

    plaats: str

    KEY: ClassVar[tuple[str, ...]]

    @property
    def sleutel(self) -> tuple[object, ...]:
        """What makes it the same one as in the glossary."""
        return tuple(getattr(self, name) for name in self.KEY)

    def __str__(self) -> str:
        told = (
            value for name, value in vars(self).items() if name != "plaats" and not isinstance(value, bool)
        )
        return ", ".join(str(value) for value in told if value)

    def als_nieuw(self) -> Self:
        """The row with the usual values where a file tells nothing, for a term that does not have it yet."""
        return self


@dataclass
class Labelgegevens(Rijgegevens):
    """Another name; `None` and an empty language stand for what a file does not tell."""

    KEY = ("tekst",)

    tekst: str
    soort: str
    taal: str = ""
    hoofdlettergevoelig: bool | None = None
    automatisch_linken: bool | None = None
    plaats: str = field(default="", compare=False)

    def __str__(self) -> str:
        told = [self.soort, self.taal]
        told += [_("hoofdlettergevoelig")] if self.hoofdlettergevoelig else []
        told += [_("niet automatisch linken")] if self.automatisch_linken is False else []
        return f"{self.tekst} ({', '.join(told)})"

    def als_nieuw(self) -> Self:
        """Dutch, and linked however it is written."""
        return replace(
            self,
            taal=self.taal or "nl",
            hoofdlettergevoelig=bool(self.hoofdlettergevoelig),
            automatisch_linken=self.automatisch_linken is not False,
        )


@dataclass
class Brongegevens(Rijgegevens):
    """A source."""

    KEY = ("titel", "verwijzing", "pagina")

    titel: str
    verwijzing: str = ""
    pagina: str = ""
    url: str = ""
    plaats: str = field(default="", compare=False)


@dataclass
class Relatiegegevens(Rijgegevens):
    """A relation to the term with the reference `naar`."""

    KEY = ("soort", "naar")

    soort: str
    naar: str
    toelichting: str = ""
    plaats: str = field(default="", compare=False)


@dataclass
class Koppelinggegevens(Rijgegevens):
    """A term of somebody else's that means about the same."""

    KEY = ("uri",)

    soort: str
    uri: str
    benaming: str = ""
    stelsel: str = ""
    plaats: str = field(default="", compare=False)

    def als_nieuw(self) -> Self:
        """Named by its address."""
        address = urlsplit(self.uri)
        last = (address.fragment or address.path).rstrip("/").rpartition("/")[2]
        return replace(self, benaming=self.benaming or last, stelsel=self.stelsel or address.netloc)


@dataclass
class Wijzigingsgegevens(Rijgegevens):
    """What was changed and when."""

    KEY = ("moment", "notitie")

    moment: datetime
    notitie: str
    plaats: str = field(default="", compare=False)


@dataclass
class Begripgegevens:
    """A term by its fixed reference. Empty text and `None` stand for what a file does not tell."""

    ref: str
    naam: str = ""
    notatie: str = ""
    definitie: str = ""
    uitleg: str = ""
    toelichting: str = ""
    voorbeeld: str = ""
    thema: str = ""
    status: str = ""
    peildatum: date | None = None
    herzien_voor: date | None = None
    opvolger: str = ""
    gewijzigd_op: datetime | None = None
    labels: list[Labelgegevens] = field(default_factory=list)
    bronnen: list[Brongegevens] = field(default_factory=list)
    relaties: list[Relatiegegevens] = field(default_factory=list)
    koppelingen: list[Koppelinggegevens] = field(default_factory=list)
    wijzigingen: list[Wijzigingsgegevens] = field(default_factory=list)
    plaats: str = field(default="", compare=False)


@dataclass
class Verzamelinggegevens:
    """A collection of terms, by their references."""

    ref: str
    naam: str = ""
    omschrijving: str = ""
    thema: str = ""
    leden: list[str] = field(default_factory=list)
    plaats: str = field(default="", compare=False)


@dataclass(frozen=True)
class Melding:
    """What is wrong and where in the file."""

    plaats: str
    tekst: str

    def __str__(self) -> str:
        return f"{self.plaats}: {self.tekst}" if self.plaats else self.tekst


@dataclass
class Inhoud:
    """What stands in a file; with `fouten` it is not to be imported."""

    begrippen: dict[str, Begripgegevens] = field(default_factory=dict)
    verzamelingen: dict[str, Verzamelinggegevens] = field(default_factory=dict)
    fouten: list[Melding] = field(default_factory=list)

    def fout(self, plaats: str, tekst: str) -> None:
        """Note a fault."""
        self.fouten.append(Melding(plaats, tekst))
