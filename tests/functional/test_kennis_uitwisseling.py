"""The glossary as linked data: what the graph says and what it never says."""

import csv
import io

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, SKOS

from kennis.models import Begrip, Bron, Label, Relatie
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import begrip_uri, woordenschat
from kennis.uitwisseling.graaf import to_graph
from kennis.uitwisseling.rekenblad import BEGRIPPEN
from kennis.uitwisseling.vormen import COLUMNS, safe_cell
from tests.factories.kennis import make_begrip
from tests.factories.wereld import Wereld

pytestmark = pytest.mark.django_db

CANARY = "kanariewoord"


def exported(capfdbinary: pytest.CaptureFixture[bytes], form: str) -> bytes:
    call_command("begrippen", "export", "--format", form)
    return capfdbinary.readouterr().out


def relate(van: Begrip, naar: Begrip, soort: RelatieSoort) -> None:
    Relatie.objects.create(van=van, naar=naar, soort=soort)


def test_says_what_editors_wrote(wereld: Wereld) -> None:
    broad, narrow, law = (make_begrip(ref=ref, title=ref) for ref in ("inkoop", "mvi", "wet"))
    relate(narrow, broad, RelatieSoort.BOVENLIGGEND)
    relate(narrow, law, RelatieSoort.UITGEWERKT_IN)
    Label.objects.create(begrip=narrow, tekst="duurzame inkoop")
    Bron.objects.create(
        begrip=narrow, titel="Boek", verwijzing="Uitgever, 2026", url="https://example.org/a b<c>"
    )
    graph = Graph().parse(data=to_graph().serialize(format="turtle"))
    uri, above, other = begrip_uri(narrow), begrip_uri(broad), begrip_uri(law)
    assert (uri, SKOS.broader, above) in graph
    assert (above, SKOS.narrower, uri) in graph
    assert (uri, woordenschat().uitgewerkt_in, other) in graph
    assert (other, SKOS.related, uri) in graph
    assert [str(label) for label in graph.objects(uri, SKOS.altLabel)] == ["duurzame inkoop"]
    assert not set(graph.objects(uri, SKOS.topConceptOf))
    assert set(graph.objects(above, SKOS.topConceptOf))


def test_what_stands_above_is_not_merely_related(wereld: Wereld) -> None:
    low, middle, high = make_begrip(), make_begrip(), make_begrip()
    relate(low, middle, RelatieSoort.BOVENLIGGEND)
    relate(middle, high, RelatieSoort.ONDERDEEL_VAN)
    relate(high, low, RelatieSoort.ONDERSTEUNT)
    graph = to_graph()
    assert (begrip_uri(high), woordenschat().ondersteunt, begrip_uri(low)) in graph
    assert not set(graph.objects(begrip_uri(high), SKOS.related))


def test_survives_a_cycle(wereld: Wereld) -> None:
    one, other = make_begrip(), make_begrip()
    relate(one, other, RelatieSoort.BOVENLIGGEND)
    relate(other, one, RelatieSoort.BOVENLIGGEND)
    assert (begrip_uri(one), SKOS.broader, begrip_uri(other)) in to_graph()


def test_retired_term_keeps_its_address_and_names_its_successor(wereld: Wereld) -> None:
    new = make_begrip()
    old = make_begrip(status=Begrip.Status.VERVALLEN, opvolger=new)
    graph = to_graph()
    assert (begrip_uri(old), OWL.deprecated, None) in graph
    assert (begrip_uri(old), DCTERMS.isReplacedBy, begrip_uri(new)) in graph


def test_never_tells_what_a_visitor_may_not_see(
    wereld: Wereld, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    hidden = make_begrip(title=f"{CANARY} begrip", ref=CANARY, live=False)
    shown = make_begrip(status=Begrip.Status.VERVALLEN, opvolger=hidden)
    relate(shown, hidden, RelatieSoort.VERWANT)
    relate(hidden, shown, RelatieSoort.BOVENLIGGEND)
    for form in ("turtle", "jsonld", "csv"):
        given = exported(capfdbinary, form).decode()
        assert shown.ref in given
        assert CANARY not in given


# Of the parser of rdflib itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_export_is_the_same_graph_in_both_forms(
    wereld: Wereld, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    make_begrip(title='met "tekens" \\ en meer', definitie="Éen <b>twee</b> & drie.\nEn vier.")
    turtle = Graph().parse(data=exported(capfdbinary, "turtle"), format="turtle")
    json_ld = Graph().parse(data=exported(capfdbinary, "jsonld"), format="json-ld")
    assert isomorphic(turtle, to_graph())
    assert isomorphic(json_ld, to_graph())


def test_csv_has_a_row_for_each_term_and_runs_no_formula(
    wereld: Wereld, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    begrip = make_begrip(definitie='=HYPERLINK("https://example.org")')
    rows = list(csv.reader(io.StringIO(exported(capfdbinary, "csv").decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == Begrip.objects.live().count() + 1
    own = next(dict(zip(COLUMNS, row, strict=True)) for row in rows if row[0] == begrip.ref)
    assert own["definitie"].startswith("'=")


def test_spreadsheet_has_a_row_for_each_term_and_no_formula(
    wereld: Wereld, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    begrip = make_begrip(definitie='=HYPERLINK("https://example.org")', uitleg="+1 \x0b woord")
    book = load_workbook(io.BytesIO(exported(capfdbinary, "xlsx")))
    cells = list(book.active.iter_rows())
    assert tuple(cell.value for cell in cells[0]) == BEGRIPPEN.kolommen
    assert len(cells) == Begrip.objects.live().count() + 1
    own = next(dict(zip(BEGRIPPEN.kolommen, row, strict=True)) for row in cells if row[0].value == begrip.ref)
    assert (own["definitie"].value, own["definitie"].data_type) == (begrip.definitie, "s")
    assert own["uitleg"].value == "+1  woord"
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SOM(A1)", "\t=1", "\r=1"])
def test_cell_that_looks_like_a_formula_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert safe_cell(f"woord {text}") == f"woord {text}"


def test_unknown_form_is_refused(wereld: Wereld) -> None:
    with pytest.raises(CommandError):
        call_command("begrippen", "export", "--format", "pdf")


def test_more_terms_do_not_take_more_queries(wereld: Wereld) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            to_graph()
        return len(queries)

    first = make_begrip()
    relate(make_begrip(), first, RelatieSoort.VERWANT)
    few = count()
    assert few <= 16
    for _number in range(10):
        relate(make_begrip(), first, RelatieSoort.VERWANT)
    assert count() == few


def test_addresses_are_those_of_the_api(wereld: Wereld, settings: LazySettings) -> None:
    begrip = make_begrip(ref="esg-maat")
    assert begrip_uri(begrip) == URIRef(f"{settings.BASE_URL}/id/begrip/esg-maat")
