"""Files that are not what they should be: a clear message, nothing half imported, nothing fetched, no error page."""

import http.server
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from kennis.models import Begrip, Label, Relatie
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling import rekenblad
from kennis.uitwisseling.gegevens import Begripgegevens, Brongegevens, Labelgegevens, Relatiegegevens
from kennis.uitwisseling.inlezen import LARGEST_FILE, MOST_TERMS, read_file
from kennis.uitwisseling.onleesbaar import Unreadable
from kennis.uitwisseling.plan import make_plan
from tests.factories.kennis import make_begrip
from tests.factories.wereld import Wereld

pytestmark = pytest.mark.django_db
ClientFor = Callable[[str], Client]
PREFIXES = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
)


def term(ref: str, **fields: Any) -> Begripgegevens:
    """A term that lacks nothing."""
    defaults: dict[str, Any] = {
        "naam": ref.replace("-", " "), "definitie": f"Wat {ref} is.", "peildatum": date(2026, 1, 2),
        "status": "geldig", "bronnen": [Brongegevens("Een boek")],
    }  # fmt: skip
    return Begripgegevens(ref, **(defaults | fields))


def sheet(*terms: Begripgegevens) -> bytes:
    return rekenblad.write(terms, [])


def changed(content: bytes, **cells: object) -> bytes:
    """The spreadsheet with other values in cells of the first sheet."""
    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The spreadsheet with one more, or another, part in its zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return out.getvalue()


def messages_of(name: str, content: bytes) -> str:
    """Everything that is said about a file."""
    try:
        return "\n".join(str(melding) for melding in make_plan(read_file(name, content)).alle_fouten)
    except Unreadable as error:
        return str(error)


def turtle(body: str) -> bytes:
    return (PREFIXES + body).encode()


FULL = 'dct:source [ dct:title "Een boek"@nl ] ; <http://localhost:8000/def/begrippen#peildatum> "2026-01-02"'
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("a.xlsx", lambda: b"", "leeg"),
        ("a.xlsx", lambda: b"geen zip", "geen Excel-bestand"),
        ("a.xlsx", lambda: sheet(term("een"))[:-200], "geen Excel-bestand"),
        ("a.xlsx", lambda: with_part(sheet(term("een")), "[Content_Types].xml", b"<leeg/>"), "niet te lezen"),
        ("a.xlsx", lambda: with_part(sheet(term("een")), "xl/vbaProject.bin", b"x"), "macro"),
        ("a.xlsm", lambda: sheet(term("een")), "macro"),
        ("a.xlsx", lambda: with_part(sheet(term("een")), "xl/bom.xml", b"<a>" + b" " * 120_000_000), "te groot"),
        ("a.xlsx", lambda: with_part(sheet(term("een")), "xl/sharedStrings.xml", ENTITY), "geen rekenprogramma"),
        ("a.xlsx", lambda: with_part(sheet(term("een")), "xl/utf16.xml", ENTITY.decode().encode("utf-16")), "geen rekenprogramma"),
        ("a.xls", lambda: b"oud", "eindigt op .xlsx, .ttl, .jsonld"),
        ("begrippen", lambda: b"iets", "eindigt op"),
        ("a.ttl", lambda: b"x" * (LARGEST_FILE + 1), "groter dan 10 MB"),
        ("a.ttl", lambda: turtle("<a> skos:prefLabel"), "geen geldig Turtle-bestand"),
        ("a.ttl", lambda: b"\xff\xfe\x00", "UTF-8"),
        ("a.ttl", lambda: turtle("<http://a.example/b> a skos:Collection ."), "skos:Concept"),
        ("a.ttl", lambda: turtle("<http://a.example/b> dct:title " + "[" * 50_000), "geen geldig Turtle-bestand"),
        ("a.ttl", lambda: turtle('[] a skos:Concept ; skos:prefLabel "x"@nl .'), "zonder adres"),
        ("a.jsonld", lambda: b"{", "geen geldig JSON-bestand. Kijk bij regel 1"),
        ("a.jsonld", lambda: b"[" * 100_000, "geen geldig JSON-bestand"),
        ("a.jsonld", lambda: b'{"@graph": 5, "@id": 7}', "skos:Concept"),
        ("a.jsonld", lambda: b'"tekst"', "JSON"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_says_why(
    wereld: Wereld, name: str, make: Callable[[], bytes], says: str
) -> None:
    assert says in messages_of(name, make())


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"B1": "onbekende kolom"}, "Begrippen, rij 1: De kolom “onbekende kolom” ken ik niet."),
        ({"A1": "uri2"}, "De kolom “ref” ontbreekt."),
        ({"B1": "ref"}, "De kolom “ref” staat er vaker dan één keer."),
        ({"G2": "=1+1"}, "Begrippen, cel G2: In deze cel staat een formule"),
        ({"A2": "=1", "G2": "=2"}, "cel A2"),
        ({"G2": '=HYPERLINK("https://example.org";"klik")'}, "formule"),
        ({"A2": "Met Hoofdletters"}, "Begrippen, rij 2: vast kenmerk"),
        ({"A2": None}, "Begrippen, rij 2: Vul in: ref."),
        ({"A3": "een"}, "Begrippen, rij 3: Het kenmerk “een” staat er al"),
        ({"K2": "onzin"}, "“onzin” ken ik niet. Kies uit: duurzaamheid"),
        ({"M2": "gisteren"}, "“gisteren” is geen datum"),
        ({"M2": "2026-02-31"}, "“2026-02-31” is geen datum"),
        ({"M2": None}, "Vul in: peildatum."),
        ({"G2": None}, "Vul in: definitie."),
        ({"G2": "x" * 601}, "definitie: hooguit 600 tekens, dit zijn er 601."),
        ({"C2": "x" * 161}, "naam: Maak dit korter"),
        ({"C2": "<b>vet</b>"}, "naam: Schrijf de benaming zonder opmaak"),
        ({"C2": "?!"}, "naam: Een benaming heeft ten minste één letter"),
        ({"C2": "twee"}, "Er is al een begrip “twee”."),
        ({"D2": "x" * 500}, "benaming: "),
        ({"D2": "..."}, "benaming: Een benaming heeft ten minste één letter"),
        ({"D2": "dubbel|dubbel"}, "“dubbel” staat er twee keer."),
        ({"D2": "één", "E2": "een"}, "staat al bij dit begrip"),
        ({"O2": "bestaat-niet"}, "Het begrip “bestaat-niet” bestaat niet"),
        ({"P2": "2999-01-01"}, "ligt in de toekomst"),
    ],
)
def test_wrong_cell_is_told_with_its_place(wereld: Wereld, cells: dict[str, object], says: str) -> None:
    content = changed(sheet(term("een"), term("twee")), **cells)
    assert says in messages_of("a.xlsx", content)


def test_text_that_looks_like_a_formula_stays_text(wereld: Wereld) -> None:
    inhoud = read_file("a.xlsx", sheet(term("een", definitie="=1+1 is twee")))
    assert inhoud.begrippen["een"].definitie == "=1+1 is twee"
    assert not inhoud.fouten


def test_values_as_excel_keeps_them_are_understood(wereld: Wereld) -> None:
    content = changed(sheet(term("een", notatie="x")), M2=date(2026, 5, 6), F2=13, N2=date(2027, 1, 1))
    values = read_file("a.xlsx", content).begrippen["een"]
    assert (values.peildatum, values.notatie, values.herzien_voor) == (
        date(2026, 5, 6),
        "13",
        date(2027, 1, 1),
    )


def test_sheet_of_another_layout_says_what_to_do(wereld: Wereld) -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Term", "Betekenis"])
    book.save(out)
    assert "Er is geen blad “Begrippen”" in messages_of("a.xlsx", out.getvalue())


def test_row_of_an_unknown_term_is_told(wereld: Wereld) -> None:
    book, out = load_workbook(io.BytesIO(sheet(term("een")))), io.BytesIO()
    book["Bronnen"]["A2"] = "anders"
    book["Benamingen"].append(["een", "staat er niet"])
    book["Verhoudingen"].append(["een", "lijkt op", "een"])
    book.create_sheet("Kladblok")
    book.save(out)
    told = messages_of("a.xlsx", out.getvalue())
    assert "Bronnen, rij 2: Het kenmerk “anders” staat niet op het blad “Begrippen”." in told
    assert "Benamingen, rij 2: De benaming “staat er niet”" in told
    assert "Verhoudingen, rij 2: “lijkt op” ken ik niet." in told
    assert "Kladblok: Dit blad ken ik niet." in told
    assert "Noem ten minste één bron." in told


def test_a_refused_row_is_told_once(wereld: Wereld) -> None:
    full = term("een", labels=[Labelgegevens("eentje", "alt", "nl", True, True)])
    told = messages_of("a.xlsx", changed(sheet(full), G2="=1+1"))
    assert told.splitlines() == [
        "Begrippen, cel G2: In deze cel staat een formule of een foutcode. Zet er gewone tekst neer."
    ]


def test_circle_over_file_and_site_is_refused(wereld: Wereld) -> None:
    low, high = make_begrip(ref="laag", title="laag"), make_begrip(ref="hoog", title="hoog")
    Relatie.objects.create(van=low, naar=high, soort=RelatieSoort.BOVENLIGGEND)
    told = messages_of("a.xlsx", sheet(term("hoog", relaties=[Relatiegegevens("bovenliggend", "laag")])))
    assert "Verhoudingen, rij 2: Zo staat een begrip boven zichzelf" in told


def test_term_that_retires_while_another_one_leads_to_it_is_refused(wereld: Wereld) -> None:
    old, other = make_begrip(ref="oud", title="oud"), make_begrip(ref="ander", title="ander")
    Relatie.objects.create(van=other, naar=old, soort=RelatieSoort.ONDERSTEUNT)
    told = messages_of("a.xlsx", sheet(term("oud", status="vervallen", toelichting="Niet meer.")))
    assert "begrip “ander”: “oud” is vervallen" in told


def test_too_many_terms_are_refused_early(wereld: Wereld) -> None:
    many = (term(f"t-{number}") for number in range(MOST_TERMS + 1))
    assert f"meer dan {MOST_TERMS}" in messages_of("a.xlsx", rekenblad.write(many, []))
    body = "\n".join(f"<http://a.example/t-{number}> a skos:Concept ." for number in range(MOST_TERMS + 1))
    assert f"meer dan {MOST_TERMS}" in messages_of("a.ttl", turtle(body))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (f'a skos:Concept ; skos:prefLabel "a\\u0000b"@nl ; skos:definition "d"@nl ; {FULL} .', "onzichtbaar teken"),
        (f'a skos:Concept ; skos:prefLabel "a"@nl, "b"@nl ; {FULL} .', "meer dan één prefLabel"),
        (f'a skos:Concept ; skos:prefLabel "only English"@en ; skos:definition "d"@nl ; {FULL} .', "Vul in: naam"),
        (f'a skos:Concept ; skos:prefLabel "a"@nl ; skos:definition "d"@nl ; skos:broader <http://a.example/weg> ; {FULL} .', "“weg” bestaat niet"),
        (f'a skos:Concept ; skos:prefLabel "a"@nl ; skos:definition "d"@nl ; skos:altLabel "zwart"@fr ; {FULL} .', "taal: "),
        (f'a skos:Concept ; skos:prefLabel "a"@nl ; skos:definition "d"@nl ; skos:exactMatch <mailto:x> ; {FULL} .', "geen volledig adres"),
        ('a skos:Concept ; skos:prefLabel "a"@nl ; skos:definition "d"@nl .', "ten minste één bron"),
    ],
)  # fmt: skip
def test_wrong_term_in_turtle_is_told_with_its_address(wereld: Wereld, body: str, says: str) -> None:
    told = messages_of("a.ttl", turtle(f"<http://a.example/id/een> {body}"))
    assert says in told
    assert "http://a.example/id/een" in told


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A site of somebody else, and what was asked of it."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/context.jsonld", paths
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "shape",
    [
        lambda url: {"@context": url},
        lambda url: {"@context": [{"a": "http://a.example/"}, url]},
        lambda url: {"@context": {"@import": url}},
        lambda url: {
            "@context": {"deel": {"@id": "http://a.example/deel", "@context": url}},
            "deel": {"a": 1},
        },
        lambda url: {"@graph": [{"@id": "http://a.example/b", "@context": [url]}]},
    ],
)
def test_json_ld_never_fetches_a_context(
    wereld: Wereld, asked: tuple[str, list[str]], shape: Callable[[str], object]
) -> None:
    url, paths = asked
    assert "context op een ander adres" in messages_of("a.jsonld", json.dumps(shape(url)).encode())
    assert not paths


def test_command_writes_nothing_when_one_term_is_wrong(wereld: Wereld, tmp_path: Any) -> None:  # noqa: ANN401
    path, err = tmp_path / "a.xlsx", io.StringIO()
    path.write_bytes(changed(sheet(term("goed"), term("fout")), G3=None))
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        call_command("begrippen", "import", str(path), stdout=io.StringIO(), stderr=err)
    assert "Begrippen, rij 3: Vul in: definitie." in err.getvalue()
    assert not Begrip.objects.exists()
    with pytest.raises(CommandError, match="niet te openen"):
        call_command("begrippen", "import", str(tmp_path / "weg.ttl"))
    (tmp_path / "b.xlsx").write_bytes(b"x")
    with pytest.raises(CommandError, match="geen Excel-bestand"):
        call_command("begrippen", "import", str(tmp_path / "b.xlsx"))
    with pytest.raises(CommandError, match="mag geen begrippen publiceren"):
        call_command("begrippen", "import", str(path), "--door", wereld.lid.email)
    with pytest.raises(CommandError, match="--door"):
        call_command("begrippen", "import", str(path), "--door", "niemand@example.org")


def post(client: Client, **data: object) -> Any:  # noqa: ANN401 - Django's own test response
    return client.post(reverse("begrippen_uitwisseling"), data)


def upload(content: bytes, name: str = "a.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def packed_in(html: str) -> str:
    return html.partition('name="ingepakt" value="')[2].partition('"')[0]


def test_editor_sees_what_changes_and_takes_it_in(wereld: Wereld, client_for: ClientFor) -> None:
    known = make_begrip(ref="bestaand", title="bestaand", definitie="Zoals het was.")
    Label.objects.create(begrip=known, tekst="blijft")
    label = Labelgegevens("nw", "alt", "nl", True, False)
    content = sheet(
        term("nieuw-woord", labels=[label]), term("bestaand", labels=[replace(label, tekst="komt")])
    )
    editor = client_for("redactie")
    html = post(editor, bestand=upload(content)).content.decode()
    assert "<strong>1</strong> nieuw" in html
    assert "Was: Zoals het was.<br>Wordt: Wat bestaand is." in html
    assert "Was: –<br>Wordt: komt (alt, nl, hoofdlettergevoelig, niet automatisch linken)</p>" in html
    assert not Begrip.objects.filter(ref="nieuw-woord").exists()
    answer = post(editor, ingepakt=packed_in(html), inlezen="ja")
    assert (answer.status_code, answer["Location"]) == (302, reverse("begrippen:index"))
    fresh = Begrip.objects.get(ref="nieuw-woord")
    assert fresh.live
    assert fresh.labels.get().hoofdlettergevoelig
    assert Client().get(f"/begrippen/{fresh.slug}").status_code == 200
    again = post(editor, bestand=upload(content)).content.decode()
    assert "Er is niets te doen." in again
    assert not packed_in(again)


def test_faults_are_shown_and_cannot_be_passed_by(wereld: Wereld, client_for: ClientFor) -> None:
    editor, content = client_for("redactie"), changed(sheet(term("een")), G2=None)
    html = post(editor, bestand=upload(content, "mijn lijst.xlsx")).content.decode()
    assert "Er is niets ingelezen" in html
    assert '<td class="title">Begrippen, rij 2</td><td>Vul in: definitie.</td>' in html
    assert "mijn lijst.xlsx" in html
    assert post(editor, bestand=upload(content), inlezen="ja").status_code == 200
    assert not Begrip.objects.exists()


def test_what_changed_in_the_meantime_is_looked_at_again(wereld: Wereld, client_for: ClientFor) -> None:
    editor = client_for("redactie")
    html = post(editor, bestand=upload(sheet(term("een")))).content.decode()
    make_begrip(ref="ander", title="een")
    answer = post(editor, ingepakt=packed_in(html), inlezen="ja").content.decode()
    assert "Er is al een begrip “een”." in answer
    assert not Begrip.objects.filter(ref="een").exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Kies een bestand."),
        ({"ingepakt": "onzin", "inlezen": "ja"}, "Kies het bestand opnieuw."),
        ({"bestand": SimpleUploadedFile("a.xlsx", b"")}, "leeg"),
        ({"bestand": SimpleUploadedFile("a.ttl", b"x" * 50_000_000)}, "groter dan 10 MB"),
        ({"bestand": SimpleUploadedFile("a.pdf", b"%PDF")}, "eindigt op"),
    ],
)
def test_wrong_upload_says_why_beside_the_field(
    wereld: Wereld, client_for: ClientFor, data: dict[str, object], says: str
) -> None:
    answer = post(client_for("redactie"), **data)
    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_many_terms_are_for_the_command(wereld: Wereld, client_for: ClientFor) -> None:
    html = post(
        client_for("redactie"), bestand=upload(sheet(*(term(f"t-{one}") for one in range(101))))
    ).content.decode()
    assert "hooguit 100" in html
    assert not packed_in(html)


@pytest.mark.parametrize("role", ["bezoeker", "lid", "gemeente", "coordinator"])
def test_page_is_for_who_publishes_terms(wereld: Wereld, client_for: ClientFor, role: str) -> None:
    client = client_for(role)
    assert client.get(reverse("begrippen_uitwisseling")).status_code in {302, 404}
    assert post(client, bestand=upload(sheet(term("een"))), inlezen="ja").status_code in {302, 404}
    assert not Begrip.objects.exists()
