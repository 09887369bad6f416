"""The forms in which the glossary is given away."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from rdflib import Graph

from kennis.models import Begrip, Label
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import begrip_uri
from kennis.uitwisseling.graaf import AT_ONCE, public_terms, to_graph

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BETWEEN = "|"
LONGEST_CELL = 32_767
COLUMNS = (
    "ref", "uri", "voorkeursterm", "alternatieve term", "zoekterm", "definitie", "uitleg", "toelichting",
    "voorbeeld", "thema", "status", "peildatum", "opvolger", "bron", "relaties",
)  # fmt: skip


class Vorm(NamedTuple):
    """A form: the end of its file's name, its media type, and how the whole glossary is written in it."""

    extension: str
    media_type: str
    write: Callable[[], bytes]


def as_turtle(graph: Graph) -> bytes:
    """A graph as Turtle."""
    return graph.serialize(format="turtle", encoding="utf-8")


def as_json_ld(graph: Graph) -> bytes:
    """A graph as JSON-LD with its context inside, so that a reader needs no other address."""
    context = {prefix: str(space) for prefix, space in graph.namespaces()}
    return graph.serialize(format="json-ld", context=context, encoding="utf-8", sort_keys=True)


def as_csv() -> bytes:
    """Every public term as one row, in UTF-8 with the mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows():
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """The same rows as a spreadsheet in which every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Begrippen")
    for row in rows():
        sheet.append([_text_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows() -> Iterator[tuple[str, ...]]:
    """The names of the columns, as NL-SBB calls them, and then each public term."""
    yield COLUMNS
    public = set(public_terms().order_by().values_list("pk", flat=True))
    terms = public_terms().select_related("opvolger").prefetch_related("labels", "bronnen", "relaties__naar")
    for begrip in terms.iterator(chunk_size=AT_ONCE):
        yield _row(begrip, public)


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _text_cell(sheet: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    # XML has no place for these, and Excel not for more.
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    # Without this, text that begins with an equals sign would be a formula.
    cell.data_type = "s"
    return cell


def _row(begrip: Begrip, public: set[int]) -> tuple[str, ...]:
    labels = {
        kind: BETWEEN.join(label.tekst for label in begrip.labels.all() if label.soort == kind)
        for kind in Label.Soort
    }
    successor = begrip.opvolger if begrip.opvolger_id in public else None
    sources = [
        ", ".join(part for part in (bron.titel, bron.verwijzing, bron.pagina, bron.url) if part)
        for bron in begrip.bronnen.all()
    ]
    relations = [
        f"{RelatieSoort(row.soort).label}: {row.naar.ref}"
        for row in begrip.relaties.all()
        if row.naar_id in public
    ]
    return (
        begrip.ref, str(begrip_uri(begrip)), begrip.title, labels[Label.Soort.ALT],
        labels[Label.Soort.VERBORGEN], begrip.definitie, begrip.uitleg, begrip.toelichting,
        begrip.voorbeeld, begrip.thema, begrip.status, begrip.peildatum.isoformat(),
        successor.ref if successor else "", BETWEEN.join(sources), BETWEEN.join(relations),
    )  # fmt: skip


VORMEN = {
    "turtle": Vorm("ttl", "text/turtle; charset=utf-8", lambda: as_turtle(to_graph())),
    "jsonld": Vorm("jsonld", "application/ld+json", lambda: as_json_ld(to_graph())),
    "csv": Vorm("csv", "text/csv; charset=utf-8", as_csv),
    "xlsx": Vorm("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
