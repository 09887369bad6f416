"""Bad input in the form of a lesson: a message beside the field, everything typed kept, nothing saved."""

from collections.abc import Callable

import pytest
from django.test import Client

from kennis.models import Les
from tests.factories.convenant import make_project
from tests.factories.kring import make_kring
from tests.factories.wereld import Wereld
from tests.functional.test_kennis_les_flow import WRITE, filled_in

ClientFor = Callable[[str], Client]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Geef je les een titel."),
        ("title", "x" * 151, "150 tekens"),
        ("title", "Lek \u202egnirool", "onzichtbaar teken"),
        ("situatie", "x" * 5000, "4000 tekens"),
        ("advies", "goed\x00fout", "Null-tekens"),
        ("thema", "onzin", "Selecteer een geldige keuze"),
        ("thema", "", "Kies een thema."),
        ("fase", "99", "Selecteer een geldige keuze"),
        ("kring", "\x00", "Null-tekens"),
        ("kring", "999999", "Selecteer een geldige keuze"),
        ("herkomst", "1; DROP TABLE", "Selecteer een geldige keuze"),
        ("zichtbaarheid", "iedereen", "Selecteer een geldige keuze"),
    ],
)
def test_refused_with_a_message(
    wereld: Wereld, client_for: ClientFor, field: str, value: str, message: str
) -> None:
    answer = client_for("lid").post(WRITE, filled_in(wereld, **{field: value}))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="foutlijst"' in text
    assert f'id="id_{field}_error"' in text
    assert message in text
    if field != "gebeurtenis":
        assert "De graafmachine raakte hem." in text
    assert not Les.objects.exists()


def test_markup_is_text_and_script_is_gone(wereld: Wereld, client_for: ClientFor) -> None:
    nasty = "<script>alert(1)</script> [klik](javascript:alert(2)) <img src=x onerror=alert(3)> **vet**"
    data = filled_in(wereld, title="<b>Kop</b> & <script>alert(0)</script>", advies=nasty, actie="voorbeeld")
    text = client_for("lid").post(WRITE, data).content.decode()
    shown = text.split('id="voorbeeld-les"')[1]
    assert "<strong>vet</strong>" in shown
    for bad in ("<script>alert", "javascript:", "onerror"):
        assert bad not in shown
    assert "&lt;b&gt;Kop&lt;/b&gt; &amp; &lt;script&gt;" in shown


def test_preview_of_one_field_is_cleaned(wereld: Wereld, client_for: ClientFor) -> None:
    lid = client_for("lid")
    answer = lid.post("/lessen/voorbeeld", {"tekst": "**a** <script>alert(1)</script>\x00"})
    assert answer.status_code == 200
    assert answer.content.decode().startswith("<p><strong>a</strong>")
    assert "script" not in answer.content.decode()
    assert lid.get("/lessen/voorbeeld").status_code == 405


def test_kring_and_project_of_others_are_refused(wereld: Wereld, client_for: ClientFor) -> None:
    other = make_kring()
    project = make_project(other, wereld.gemeente, wereld.projectleider)
    lid = client_for("lid")
    assert "id_kring_error" in lid.post(WRITE, filled_in(wereld, kring=str(other.pk))).content.decode()
    assert (
        "id_herkomst_error" in lid.post(WRITE, filled_in(wereld, herkomst=str(project.pk))).content.decode()
    )
    assert not Les.objects.exists()


def test_line_ends_count_once_and_title_is_one_line(wereld: Wereld, client_for: ClientFor) -> None:
    data = filled_in(wereld, title="  Twee\r\nregels  ", situatie="a\r\n" * 2000, actie="concept")
    assert client_for("lid").post(WRITE, data).status_code == 302
    les = Les.objects.get()
    assert les.title == "Twee regels"
    assert "\r" not in les.situatie


@pytest.mark.parametrize(
    "query",
    [
        "thema=onzin", "fase=abc", "fase=99", "kring=bestaat-niet", "contractvorm=%3Cb%3E", "begrip=%F0%9F%98%80",
        "pagina=abc", "pagina=0", "pagina=-1", "pagina=99999999999999999999", "pagina=999", "pagina=%C2%B2",
        "thema=" + "x" * 3000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/lessen", "/praktijk", "/begrippen"])
def test_malformed_query_is_told_and_ignored(
    wereld: Wereld, client: Client, address: str, query: str
) -> None:
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 200
    name = query.split("=", maxsplit=1)[0]
    known = {"/lessen": {"thema", "fase", "kring", "contractvorm", "begrip", "pagina"},
             "/praktijk": {"thema", "pagina"}, "/begrippen": {"thema"}}  # fmt: skip
    assert ("utrecht-alert--warning" in answer.content.decode()) is (name in known[address])


def test_nul_in_the_address_is_no_500(wereld: Wereld, client: Client) -> None:
    assert client.get("/lessen?thema=%00").status_code == 400
    assert client.get("/lessen/a%00b/bewerken").status_code in {400, 404}
    assert client.get("/id/begrip/%00").status_code in {400, 404}
