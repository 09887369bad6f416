"""Reads a spreadsheet in the layout that the export writes. Formulas are never worked out, only refused."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from kennis.models import Begrip, Koppeling, Label
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling import rekenblad
from kennis.uitwisseling.gegevens import (
    Begripgegevens,
    Brongegevens,
    Inhoud,
    Koppelinggegevens,
    Labelgegevens,
    Relatiegegevens,
    Verzamelinggegevens,
    Wijzigingsgegevens,
    tidy,
)
from kennis.uitwisseling.onleesbaar import Unreadable
from kennis.uitwisseling.rekenblad import BETWEEN, NO, YES, Blad
from kennis.uitwisseling.waarden import WrongValue, as_choice, as_day, as_moment, as_tick
from kennis.uitwisseling.zipcontrole import check_office_file
from kring.indeling import Thema

# The last row that a spreadsheet program knows, and more columns than any sheet of ours has.
LAST_ROW, LAST_COLUMN = 1_048_576, 40
MOST_ROWS_OF_A_TERM = 50
TEXTS = {
    "naam": "voorkeursterm", "notatie": "code", "definitie": "definitie", "uitleg": "uitleg",
    "toelichting": "toelichting", "voorbeeld": "voorbeeld", "opvolger": "opvolger",
}  # fmt: skip
Cells = dict[str, str]
Value = TypeVar("Value")


def read(content: bytes, most: int) -> Inhoud:
    """What stands in a spreadsheet, with a fault for each row that cannot be understood.

    Raises `Unreadable` for what is no spreadsheet, might do harm, or has more than `most` terms.
    """
    check_office_file(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return _Reader(book, most).read()
    except Unreadable:
        raise
    # openpyxl raises whatever comes up when a part is not what it should be.
    except Exception as error:
        raise Unreadable(_("Dit Excel-bestand is niet te lezen. Sla het opnieuw op als .xlsx.")) from error


class _Reader:
    """Reads sheet by sheet; terms first, because the other sheets tell more of them."""

    def __init__(self, book: Any, most: int) -> None:  # noqa: ANN401 - openpyxl has no types
        self.book, self.most = book, most
        self.inhoud = Inhoud()
        # Terms of rows that were refused: what other sheets tell of them is not wrong too.
        self.refused: set[str] = set()

    def read(self) -> Inhoud:
        """All sheets."""
        if rekenblad.BEGRIPPEN.naam not in self.book.sheetnames:
            text = _(
                "Er is geen blad “%(blad)s”. Gebruik de indeling van het bestand dat je hier kunt downloaden."
            )
            raise Unreadable(text % {"blad": rekenblad.BEGRIPPEN.naam})
        known = {blad.naam for blad in rekenblad.BLADEN}
        for name in self.book.sheetnames:
            if name not in known:
                self.inhoud.fout(name, _("Dit blad ken ik niet. Haal het weg."))
        take: dict[Blad, Callable[[Cells, str], None]] = {
            rekenblad.BEGRIPPEN: self._term,
            rekenblad.BENAMINGEN: self._label,
            rekenblad.BRONNEN: self._source,
            rekenblad.VERHOUDINGEN: self._relation,
            rekenblad.KOPPELINGEN: self._match,
            rekenblad.WIJZIGINGEN: self._change,
            rekenblad.VERZAMELINGEN: self._collection,
            rekenblad.LEDEN: self._member,
        }
        for blad, row in take.items():
            for place, cells in self._rows(blad):
                try:
                    row(cells, place)
                except WrongValue as error:
                    self.inhoud.fout(place, str(error))
        return self.inhoud

    def _rows(self, blad: Blad) -> Iterator[tuple[str, Cells]]:
        """The filled rows of a sheet with their places; none when the sheet is not there."""
        if blad.naam not in self.book.sheetnames:
            return
        most = self.most if blad is rekenblad.BEGRIPPEN else self.most * MOST_ROWS_OF_A_TERM
        rows = self.book[blad.naam].iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN)
        header = self._header(blad, next(rows, ()))
        taken = 0
        for number, row in enumerate(rows if header else (), start=2):
            cells = self._cells(blad, header, row)
            if cells is None or not any(cells.values()):
                continue
            taken += 1
            if taken > most:
                text = _(
                    "Op het blad “%(blad)s” staan meer dan %(most)s rijen. Verdeel het over meer bestanden."
                )
                raise Unreadable(text % {"blad": blad.naam, "most": most})
            place = _("%(blad)s, rij %(rij)s") % {"blad": blad.naam, "rij": number}
            missing = [name for name in blad.kolommen[: blad.nodig] if not cells.get(name)]
            if missing:
                self.refused.add(cells.get("ref", ""))
                self.inhoud.fout(place, _("Vul in: %(kolommen)s.") % {"kolommen": ", ".join(missing)})
            else:
                yield place, cells

    def _header(self, blad: Blad, row: tuple[Any, ...]) -> list[str]:
        """The names of the columns; empty, with faults, when they are not ours."""
        names = [_text(cell).casefold() for cell in row]
        while names and not names[-1]:
            names.pop()
        faults = [
            _("De kolom “%(kolom)s” ken ik niet.") % {"kolom": name}
            for name in names
            if name not in blad.kolommen
        ]
        faults += [
            _("De kolom “%(kolom)s” ontbreekt.") % {"kolom": name}
            for name in blad.kolommen[: blad.nodig]
            if name not in names
        ]
        faults += [
            _("De kolom “%(kolom)s” staat er vaker dan één keer.") % {"kolom": name}
            for name in dict.fromkeys(names)
            if name in blad.kolommen and names.count(name) > 1
        ]
        place = _("%(blad)s, rij %(rij)s") % {"blad": blad.naam, "rij": 1}
        for fault in faults:
            self.inhoud.fout(place, fault)
        return [] if faults else names

    def _cells(self, blad: Blad, header: list[str], row: tuple[Any, ...]) -> Cells | None:
        """The texts of a row by their columns; None, with a fault, when a cell is no text."""
        cells, is_good = {}, True
        for name, cell in zip(header, row, strict=False):
            cells[name] = _text(cell)
            if cell.data_type in ("f", "e") and cell.value is not None:
                is_good = False
                text = _("In deze cel staat een formule of een foutcode. Zet er gewone tekst neer.")
                self.inhoud.fout(
                    _("%(blad)s, cel %(cel)s") % {"blad": blad.naam, "cel": cell.coordinate}, text
                )
        if not is_good:
            self.refused.add(cells.get("ref", ""))
            return None
        return cells

    def _term(self, cells: Cells, place: str) -> None:
        ref = cells["ref"]
        if ref in self.inhoud.begrippen:
            raise WrongValue(_("Het kenmerk “%(ref)s” staat er al, in een rij hierboven.") % {"ref": ref})
        values = Begripgegevens(ref, plaats=place)
        for field, column in TEXTS.items():
            setattr(values, field, cells.get(column, ""))
        values.labels = [
            Labelgegevens(text.strip(), kind, plaats=place)
            for column, kind in (("alternatieve term", Label.Soort.ALT), ("zoekterm", Label.Soort.VERBORGEN))
            for text in cells.get(column, "").split(BETWEEN)
            if text.strip()
        ]
        # Kept also when a value below is wrong, so that rows of other sheets find their term.
        self.inhoud.begrippen[ref] = values
        values.thema = _optional(lambda text: as_choice(Thema, text), cells.get("thema")) or ""
        values.status = _optional(lambda text: as_choice(Begrip.Status, text), cells.get("status")) or ""
        values.peildatum = _optional(as_day, cells.get("peildatum"))
        values.herzien_voor = _optional(as_day, cells.get("herzien vóór"))
        values.gewijzigd_op = _optional(as_moment, cells.get("gewijzigd op"))

    def _owner(self, ref: str) -> Begripgegevens:
        if ref in self.refused:
            return Begripgegevens(ref)
        if ref not in self.inhoud.begrippen:
            text = _("Het kenmerk “%(ref)s” staat niet op het blad “%(blad)s”.")
            raise WrongValue(text % {"ref": ref, "blad": rekenblad.BEGRIPPEN.naam})
        return self.inhoud.begrippen[ref]

    def _label(self, cells: Cells, place: str) -> None:
        owner = self._owner(cells["ref"])
        found = [label for label in owner.labels if label.tekst == cells["benaming"]]
        if owner.ref in self.refused:
            return
        if not found:
            text = _("De benaming “%(naam)s” staat niet als alternatieve term of zoekterm bij dit begrip.")
            raise WrongValue(text % {"naam": cells["benaming"]})
        label = found[0]
        label.plaats = place
        label.taal = cells.get("taal", "")
        label.hoofdlettergevoelig = as_tick(cells.get("hoofdlettergevoelig", ""))
        label.automatisch_linken = as_tick(cells.get("automatisch linken", ""))

    def _source(self, cells: Cells, place: str) -> None:
        titel, verwijzing, pagina, adres = (
            cells.get(name, "") for name in ("titel", "verwijzing", "pagina", "adres")
        )
        bron = Brongegevens(titel, verwijzing, pagina, adres, plaats=place)
        self._owner(cells["ref"]).bronnen.append(bron)

    def _relation(self, cells: Cells, place: str) -> None:
        kind = as_choice(RelatieSoort, cells["verhouding"])
        row = Relatiegegevens(kind, cells["ander begrip"], cells.get("toelichting", ""), plaats=place)
        self._owner(cells["ref"]).relaties.append(row)

    def _match(self, cells: Cells, place: str) -> None:
        kind = as_choice(Koppeling.Soort, cells["soort"])
        names = (cells.get("benaming", ""), cells.get("stelsel", ""))
        self._owner(cells["ref"]).koppelingen.append(
            Koppelinggegevens(kind, cells["adres"], *names, plaats=place)
        )

    def _change(self, cells: Cells, place: str) -> None:
        row = Wijzigingsgegevens(as_moment(cells["moment"]), cells["notitie"], plaats=place)
        self._owner(cells["ref"]).wijzigingen.append(row)

    def _collection(self, cells: Cells, place: str) -> None:
        ref = cells["ref"]
        if ref in self.inhoud.verzamelingen:
            raise WrongValue(_("Het kenmerk “%(ref)s” staat er al, in een rij hierboven.") % {"ref": ref})
        values = Verzamelinggegevens(ref, cells.get("naam", ""), cells.get("omschrijving", ""), plaats=place)
        self.inhoud.verzamelingen[ref] = values
        values.thema = _optional(lambda text: as_choice(Thema, text), cells.get("thema")) or ""

    def _member(self, cells: Cells, place: str) -> None:
        found = self.inhoud.verzamelingen.get(cells["verzameling"])
        if found is None:
            text = _("De verzameling “%(ref)s” staat niet op het blad “%(blad)s”.")
            raise WrongValue(text % {"ref": cells["verzameling"], "blad": rekenblad.VERZAMELINGEN.naam})
        if cells["begrip"] not in found.leden:
            found.leden.append(cells["begrip"])


def _optional(read_value: Callable[[str], Value], text: str | None) -> Value | None:
    return read_value(text) if text else None


def _text(cell: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    """What a reader sees in a cell."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(str(value))
