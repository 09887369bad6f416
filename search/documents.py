"""What search knows of one thing on the site, whatever the engine."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Sectie:
    """A part of a page that can be linked to: its text is `tekst[begin:eind]` of the document."""

    anker: str
    titel: str
    begin: int
    eind: int


@dataclass(frozen=True, slots=True)
class Plek:
    """Something that a file belongs to, and who may see that."""

    titel: str
    url: str
    acl: tuple[str, ...]
    zichtbaar_vanaf: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One searchable thing. Texts are plain, without mark-up; `acl` says who may find it (`basis.visibility`).

    `key` is unique and stable (`kennis.les:12`). A document with an empty `acl` is not indexed.
    """

    key: str
    soort: str
    titel: str
    url: str
    acl: tuple[str, ...]
    soort_naam: str = ""
    samenvatting: str = ""
    labels: tuple[str, ...] = ()
    """Other names under which it is found, such as abbreviations."""
    vormen: tuple[str, ...] = ()
    """Names that mean the same thing everywhere; only terms of the glossary have them."""
    koppen: tuple[str, ...] = ()
    tekst: str = ""
    thema: str = ""
    kring: str = ""
    gemeente: str = ""
    fase: str = ""
    niveau: str = ""
    jaar: str = ""
    datum: date | None = None
    zichtbaar_vanaf: datetime | None = None
    """Before this moment nobody finds it, whatever `acl` says."""
    bijzonderheden: tuple[str, ...] = ()
    """Short facts that stand under the title of a result."""
    demonstratie: bool = False
    secties: tuple[Sectie, ...] = ()
    """Parts of a long page, in their order; empty when there are not at least two."""
    hoort_bij: tuple[Plek, ...] = ()
    """What a file belongs to."""
    extra: dict[str, str] = field(default_factory=dict)
    """What a card needs besides: `definitie`, `bron` and `peildatum` of a term."""


FACETS = ("soort", "thema", "kring", "gemeente", "fase", "niveau", "jaar")
"""Fields of a document that people filter by, in the order of the page."""
