"""What people filter by: its name on the page, its values in words, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kennis.models import Casus
from kring.indeling import Fase, Thema
from search import decisions

KINDS: dict[str, Any] = {
    "begrip": _("Begrippen"),
    "les": _("Lessen"),
    "project": _("Convenantprojecten"),
    "casus": _("Praktijkcases"),
    "artikel": _("Artikelen"),
    "convenant": _("Convenanten"),
    "kring": _("Kenniskringen"),
    "bijeenkomst": _("Bijeenkomsten"),
    "dossier": _("Dossiers"),
    "werkblad": _("Werkbladen"),
    "bestand": _("Bestanden"),
    "pagina": _("Pagina's"),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to filter. `labels` gives the words for its values; None when a value is its own word."""

    name: str
    title: Any
    labels: Callable[[], dict[str, Any]] | None = None
    in_order: bool = False
    """Whether values keep the order of `labels` instead of the largest count first."""
    editors_name_them: bool = False
    """Whether `labels` changes while the portal runs."""
    newest_first: bool = False

    def words(self) -> dict[str, str]:
        """Its values in words, in the language of the reader."""
        if self.labels and self.editors_name_them:
            return self.labels()
        return _translated(self, get_language())

    def sorted(self, counts: dict[str, int], labels: dict[str, str]) -> list[tuple[str, int]]:
        """The values in the order of the page."""
        if self.in_order:
            places = {value: place for place, value in enumerate(labels)}
            return sorted(counts.items(), key=lambda item: places.get(item[0], len(places)))
        if self.newest_first:
            return sorted(counts.items(), reverse=True)
        return sorted(counts.items(), key=lambda item: (-item[1], labels.get(item[0], item[0]).lower()))


@lru_cache(maxsize=32)
def _translated(facet: Facet, language: str | None) -> dict[str, str]:
    """Looked up once for each language: two dozen words at every search take longer than counting them."""
    return {value: str(label) for value, label in facet.labels().items()} if facet.labels else {}


FACETS: tuple[Facet, ...] = (
    Facet("soort", _("Soort"), lambda: KINDS),
    Facet("thema", _("Thema"), lambda: dict(Thema.choices)),
    Facet("kring", _("Kenniskring"), lambda: decisions.known().kringen, editors_name_them=True),
    Facet("gemeente", _("Gemeente")),
    Facet("fase", _("Fase"), lambda: {str(number): name for number, name in Fase.choices}, in_order=True),
    Facet("niveau", _("Niveau"), lambda: dict(Casus.Niveau.choices), in_order=True),
    Facet("jaar", _("Jaar"), newest_first=True),
)
