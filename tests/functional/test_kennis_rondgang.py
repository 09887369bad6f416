"""The glossary out and in again: nothing is lost, nothing is written twice."""

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic, to_isomorphic
from wagtail.models import Revision

from basis.actions import NotAllowed
from basis.models import AuditRegel, OutboxBericht
from kennis.actions import LeesBegrippenIn
from kennis.autolink.glossary import current_glossary
from kennis.models import (
    Begrip,
    Begrippenversie,
    Bron,
    Koppeling,
    Label,
    Relatie,
    Wijziging,
)
from kennis.uitwisseling.gegevens import Begripgegevens, Brongegevens, Inhoud, Relatiegegevens
from kennis.uitwisseling.graaf import to_graph
from kennis.uitwisseling.inlezen import read_file
from kennis.uitwisseling.plan import Uitkomst, make_plan
from kennis.uitwisseling.vormen import VORMEN
from tests.factories.begrippenlijst import make_glossary
from tests.factories.wereld import Wereld

pytestmark = pytest.mark.django_db
FORMS = ("turtle", "jsonld", "xlsx")


@pytest.fixture
def glossary(wereld: Wereld) -> None:
    """The glossary is there."""
    make_glossary()


def exported(forms: Iterable[str]) -> tuple[dict[str, bytes], Graph]:
    """What the export of a full glossary gives, which itself is gone again."""
    with transaction.atomic():
        make_glossary()
        contents, graph = {form: VORMEN[form].write() for form in forms}, to_graph()
        transaction.set_rollback(True)
    assert not Begrip.objects.exists()
    return contents, graph


def path_of(folder: Path, form: str, content: bytes) -> Path:
    path = folder / f"begrippen.{VORMEN[form].extension}"
    path.write_bytes(content)
    return path


def written() -> tuple[int, ...]:
    """How many rows there are of whatever an import may write."""
    models = (Begrip, Label, Bron, Relatie, Koppeling, Wijziging, Revision, AuditRegel, OutboxBericht)
    return tuple(model.objects.count() for model in models)


@pytest.mark.parametrize("form", FORMS)
def test_export_import_export_gives_the_same_graph(wereld: Wereld, tmp_path: Path, form: str) -> None:
    contents, before = exported([form])
    path = path_of(tmp_path, form, contents[form])
    call_command("begrippen", "import", str(path), stdout=io.StringIO())
    after = to_graph()
    missing, extra = graph_diff(to_isomorphic(before), to_isomorphic(after))[1:]
    assert (set(missing), set(extra)) == (set(), set())
    assert isomorphic(before, after)
    if form == "xlsx":
        assert cells_of(VORMEN[form].write()) == cells_of(contents[form])


def cells_of(content: bytes) -> dict[str, list[tuple[str, ...]]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.mark.parametrize("form", FORMS)
def test_own_export_changes_nothing_and_writes_nothing(glossary: None, form: str, tmp_path: Path) -> None:
    path = path_of(tmp_path, form, VORMEN[form].write())
    plan = make_plan(read_file(path.name, path.read_bytes()))
    assert not plan.alle_fouten
    assert {(stap.uitkomst, tuple(stap.velden)) for stap in plan.stappen} == {(Uitkomst.ONGEWIJZIGD, ())}
    assert len(plan.begrippen) == Begrip.objects.count()
    before, version = written(), Begrippenversie.objects.current()
    out = io.StringIO()
    call_command("begrippen", "import", str(path), stdout=out)
    assert "Er was niets te doen." in out.getvalue()
    assert (written(), Begrippenversie.objects.current()) == (before, version)


def test_import_is_one_act_in_the_audit_log_and_shows_at_once(wereld: Wereld, tmp_path: Path) -> None:
    contents, _graph = exported(["turtle"])
    version = Begrippenversie.objects.current()
    path = path_of(tmp_path, "turtle", contents["turtle"])
    call_command("begrippen", "import", str(path), "--door", wereld.redactie.email, stdout=io.StringIO())
    line = AuditRegel.objects.get(verb="begrippen.inlezen")
    assert line.actor == wereld.redactie
    assert line.details["bestand"] == "begrippen.ttl"
    assert "oud-woord" in line.details["nieuw"]
    assert Begrippenversie.objects.current() != version
    names = current_glossary().named
    assert "mvi" in names
    assert "oud-woord" not in names


def test_a_trial_says_what_would_happen_and_writes_nothing(wereld: Wereld, tmp_path: Path) -> None:
    contents, _graph = exported(["xlsx"])
    before, out = written(), io.StringIO()
    call_command(
        "begrippen", "import", str(path_of(tmp_path, "xlsx", contents["xlsx"])), "--proef", stdout=out
    )
    assert "nieuw: maatschappelijk-verantwoord-inkopen" in out.getvalue()
    assert "13 nieuw" in out.getvalue()
    assert written() == before


def test_a_change_is_told_and_what_the_file_leaves_out_stays(glossary: None, tmp_path: Path) -> None:
    text = """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
        <https://elders.example/begrip/bij-verwant> a skos:Concept ; skos:definition "Anders dan het was."@nl ;
            skos:altLabel "bijna"@nl ; skos:related <https://elders.example/begrip/bij-tegenover> .
        <https://elders.example/begrip/bij-tegenover> a skos:Concept ; skos:prefLabel "bij tegenover"@nl .
    """
    path = path_of(tmp_path, "turtle", text.encode())
    count, out = Begrip.objects.count(), io.StringIO()
    call_command("begrippen", "import", str(path), stdout=out)
    assert "gewijzigd: bij-verwant (definitie, benamingen)" in out.getvalue()
    assert "ongewijzigd: bij-tegenover" in out.getvalue()
    begrip = Begrip.objects.get(ref="bij-verwant")
    assert (begrip.definitie, begrip.title, begrip.bronnen.count()) == (
        "Anders dan het was.",
        "bij verwant",
        1,
    )
    assert (begrip.live, begrip.has_unpublished_changes, begrip.notitie) == (True, False, "")
    assert [label.tekst for label in begrip.labels.all()] == ["bijna"]
    assert Begrip.objects.count() == count
    change = begrip.wijzigingen.first()
    assert change is not None
    assert change.notitie == "Ingelezen: definitie, benamingen."
    assert make_plan(read_file(path.name, path.read_bytes())).is_leeg


def test_a_term_with_a_draft_is_not_written_over(glossary: None, tmp_path: Path) -> None:
    path = path_of(tmp_path, "xlsx", VORMEN["xlsx"].write())
    begrip = Begrip.objects.get(ref="bij-verwant")
    begrip.definitie = "Een concept van iemand."
    begrip.save_revision()
    Begrip.objects.filter(pk=begrip.pk).update(definitie="Wat er nu op de site staat.")
    before = written()
    with pytest.raises(CommandError):
        call_command("begrippen", "import", str(path), stdout=io.StringIO(), stderr=(err := io.StringIO()))
    assert "Van dit begrip is er een concept" in err.getvalue()
    assert written() == before


def test_only_who_may_publish_terms_imports(wereld: Wereld, tmp_path: Path) -> None:
    contents, _graph = exported(["turtle"])
    inhoud = read_file("begrippen.ttl", contents["turtle"])
    for role in ("lid", "gemeente", "coordinator"):
        actor = wereld.user_for(role)
        assert actor is not None
        with pytest.raises(NotAllowed):
            LeesBegrippenIn(actor=actor, inhoud=inhoud, bestand="begrippen.ttl").execute()
    assert not Begrip.objects.exists()


def test_plan_does_not_ask_more_for_more_terms(wereld: Wereld) -> None:
    def asked(number: int) -> int:
        terms = [
            Begripgegevens(
                f"term-{one}", naam=f"term {one}", definitie="Iets.", peildatum=date(2026, 1, 1),
                bronnen=[Brongegevens("Een boek")], relaties=[Relatiegegevens("verwant", f"term-{one - 1}")] if one else [],
            )
            for one in range(number)
        ]  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            plan = make_plan(Inhoud({values.ref: values for values in terms}))
        assert plan.aantal(Uitkomst.NIEUW) == number
        return len(queries)

    assert asked(30) == asked(3)
