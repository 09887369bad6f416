"""The glossary as a spreadsheet: one sheet of terms by NL-SBB, and sheets for what a term has more than one of."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from kennis.models import Koppeling, Label
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import begrip_uri
from kennis.uitwisseling.gegevens import Begripgegevens, Verzamelinggegevens

# No name of a term may hold this sign.
BETWEEN = "|"
LONGEST_CELL = 32_767
YES, NO = "ja", "nee"
Rij = tuple[str, ...]


class Blad(NamedTuple):
    """A sheet; the first `nodig` columns are needed in every row."""

    naam: str
    kolommen: tuple[str, ...]
    nodig: int


BEGRIPPEN = Blad(
    "Begrippen",
    (
        "ref", "uri", "voorkeursterm", "alternatieve term", "zoekterm", "code", "definitie", "uitleg",
        "toelichting", "voorbeeld", "thema", "status", "peildatum", "herzien vóór", "opvolger", "gewijzigd op",
    ),
    1,
)  # fmt: skip
BENAMINGEN = Blad("Benamingen", ("ref", "benaming", "taal", "hoofdlettergevoelig", "automatisch linken"), 2)
BRONNEN = Blad("Bronnen", ("ref", "titel", "verwijzing", "pagina", "adres"), 2)
VERHOUDINGEN = Blad("Verhoudingen", ("ref", "verhouding", "ander begrip", "toelichting"), 3)
KOPPELINGEN = Blad("Koppelingen", ("ref", "soort", "adres", "benaming", "stelsel"), 3)
WIJZIGINGEN = Blad("Wijzigingen", ("ref", "moment", "notitie"), 3)
VERZAMELINGEN = Blad("Verzamelingen", ("ref", "naam", "omschrijving", "thema"), 1)
LEDEN = Blad("Leden", ("verzameling", "begrip"), 2)
BLADEN = (
    BEGRIPPEN, BENAMINGEN, BRONNEN, VERHOUDINGEN, KOPPELINGEN, WIJZIGINGEN, VERZAMELINGEN, LEDEN,
)  # fmt: skip
WIDTHS = {
    "definitie": 60,
    "uitleg": 60,
    "toelichting": 40,
    "voorbeeld": 40,
    "notitie": 60,
    "omschrijving": 60,
}
WIDTH = 24


def write(terms: Iterable[Begripgegevens], collections: Iterable[Verzamelinggegevens]) -> bytes:
    """A spreadsheet of terms and collections in which every cell is text; terms are taken one by one."""
    book = Workbook(write_only=True)
    sheets = {blad: _sheet(book, blad) for blad in BLADEN}
    for values in terms:
        for blad, row in rows_of(values):
            _append(sheets[blad], row)
    for collection in collections:
        row = (collection.ref, collection.naam, collection.omschrijving, collection.thema)
        _append(sheets[VERZAMELINGEN], row)
        for ref in collection.leden:
            _append(sheets[LEDEN], (collection.ref, ref))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, blad: Blad) -> Any:  # noqa: ANN401 - openpyxl has no types
    sheet = book.create_sheet(blad.naam)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(blad.kolommen, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, WIDTH)
    _append(sheet, blad.kolommen)
    return sheet


def _append(sheet: Any, row: Rij) -> None:  # noqa: ANN401 - openpyxl has no types
    sheet.append([_text_cell(sheet, text) for text in row])


def _text_cell(sheet: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    # XML has no place for these, and Excel not for more.
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    # Without this, text that begins with an equals sign would be a formula.
    cell.data_type = "s"
    return cell


def rows_of(values: Begripgegevens) -> Iterator[tuple[Blad, Rij]]:
    """The rows of one term, each with its sheet."""
    ref = values.ref
    yield BEGRIPPEN, term_row(values)
    for label in values.labels:
        # Only what the columns of names do not tell.
        if label.taal != Label.Taal.NL or label.hoofdlettergevoelig or not label.automatisch_linken:
            flags = (yes_or_no(label.hoofdlettergevoelig), yes_or_no(label.automatisch_linken))
            yield BENAMINGEN, (ref, label.tekst, label.taal, *flags)
    for bron in values.bronnen:
        yield BRONNEN, (ref, bron.titel, bron.verwijzing, bron.pagina, bron.url)
    for row in values.relaties:
        yield VERHOUDINGEN, (ref, str(RelatieSoort(row.soort).label), row.naar, row.toelichting)
    for match in values.koppelingen:
        kind = str(Koppeling.Soort(match.soort).label)
        yield KOPPELINGEN, (ref, kind, match.uri, match.benaming, match.stelsel)
    for change in values.wijzigingen:
        yield WIJZIGINGEN, (ref, _moment(change.moment), change.notitie)


def term_row(values: Begripgegevens) -> Rij:
    """The row of one term in the sheet of terms."""
    names = {
        kind: BETWEEN.join(label.tekst for label in values.labels if label.soort == kind)
        for kind in Label.Soort
    }
    return (
        values.ref, str(begrip_uri(values)), values.naam, names[Label.Soort.ALT],
        names[Label.Soort.VERBORGEN], values.notatie, values.definitie, values.uitleg, values.toelichting,
        values.voorbeeld, values.thema, values.status,
        values.peildatum.isoformat() if values.peildatum else "",
        values.herzien_voor.isoformat() if values.herzien_voor else "",
        values.opvolger, _moment(values.gewijzigd_op),
    )  # fmt: skip


def yes_or_no(flag: bool | None) -> str:
    """A tick as a word."""
    return YES if flag else NO


def _moment(value: datetime | None) -> str:
    return timezone.localtime(value).isoformat() if value else ""
