"""The forms in which the glossary is given away."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rdflib import Graph

from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling import rekenblad
from kennis.uitwisseling.gegevens import Begripgegevens
from kennis.uitwisseling.graaf import to_graph
from kennis.uitwisseling.rekenblad import BETWEEN
from kennis.uitwisseling.uit_model import public_collections, public_terms, told, told_collections

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (*rekenblad.BEGRIPPEN.kolommen, "bron", "relaties")


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
    writer.writerow(COLUMNS)
    for values in _public():
        writer.writerow([safe_cell(cell) for cell in _flat(values)])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """Every public term and collection as a spreadsheet."""
    return rekenblad.write(_public(), told_collections(public_terms().current(), public_collections()))


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _public() -> Iterator[Begripgegevens]:
    public = set(public_terms().order_by().values_list("pk", flat=True))
    return (values for _begrip, values in told(public_terms(), public))


def _flat(values: Begripgegevens) -> tuple[str, ...]:
    sources = [
        ", ".join(part for part in (bron.titel, bron.verwijzing, bron.pagina, bron.url) if part)
        for bron in values.bronnen
    ]
    relations = [f"{RelatieSoort(row.soort).label}: {row.naar}" for row in values.relaties]
    return (*rekenblad.term_row(values), BETWEEN.join(sources), BETWEEN.join(relations))


VORMEN = {
    "turtle": Vorm("ttl", "text/turtle; charset=utf-8", lambda: as_turtle(to_graph())),
    "jsonld": Vorm("jsonld", "application/ld+json", lambda: as_json_ld(to_graph())),
    "csv": Vorm("csv", "text/csv; charset=utf-8", as_csv),
    "xlsx": Vorm("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
