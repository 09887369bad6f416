"""From a change on the site to the index, through the outbox."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from basis import outbox
from basis.models import OutboxBericht
from basis.visibility import kring_token
from convenant.models import Bijdrage, Faseovergang, Vrijgave
from kring.indeling import Fase, Zichtbaarheid
from search import api, drift, indexing, rebuilding, sources
from search.engines import forget_server, get_engine
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import make_bijeenkomst
from tests.factories.wereld import Wereld

EVERYONE = frozenset({"openbaar"})


def found(text: str, principals: frozenset[str] = EVERYONE) -> list[str]:
    outbox.drain()
    return [hit.titel for hit in api.search(api.SearchRequest(text, principals, literal=True)).hits]


def test_a_lesson_from_first_to_last(wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Zandbed eerst", advies="Leg een zandbed.")
    assert found("zandbed") == ["Zandbed eerst"]
    les.title, les.advies = "Grind eerst", "Leg grind."
    les.save()
    assert (found("zandbed"), found("grind")) == ([], ["Grind eerst"])
    les.unpublish()
    assert found("grind") == []
    les.save_revision().publish()
    assert found("grind") == ["Grind eerst"]
    les.delete()
    assert found("grind") == []


def test_a_lesson_of_the_kring_is_for_the_kring(wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Zandbed eerst", zichtbaarheid=Zichtbaarheid.KRING)
    member = EVERYONE | {kring_token(wereld.kring.pk)}
    assert (found("zandbed"), found("zandbed", member)) == ([], ["Zandbed eerst"])
    les.zichtbaarheid = Zichtbaarheid.OPENBAAR
    les.save()
    assert found("zandbed") == ["Zandbed eerst"]


def test_a_restriction_hides_what_is_below(wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Zandbed eerst")
    restriction = PageViewRestriction.objects.create(
        page=les.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert found("zandbed") == []
    restriction.delete()
    assert found("zandbed") == ["Zandbed eerst"]


def test_a_term_is_found_by_its_names_within_one_round(wereld: Wereld) -> None:
    begrip = make_begrip(
        title="maatschappelijk verantwoord inkopen", definitie="Kopen met oog voor mens en milieu."
    )
    begrip.labels.create(tekst="MVI")
    begrip.save()
    make_les(wereld.kring, title="Inkoop", advies="Doe aan MVI.")
    outbox.drain()
    page = api.search(api.SearchRequest("mvi", EVERYONE))
    assert [card.titel for card in page.cards] == ["maatschappelijk verantwoord inkopen"]
    other = api.search(api.SearchRequest("maatschappelijk verantwoord inkopen", EVERYONE))
    assert [card.titel for card in other.cards] == ["maatschappelijk verantwoord inkopen"]
    assert "Inkoop" in {hit.titel for hit in other.hits}


def test_two_terms_of_one_name_both_show(wereld: Wereld) -> None:
    for title in ("sroi (methode)", "sroi (contracteis)"):
        begrip = make_begrip(title=title)
        begrip.labels.create(tekst="SROI")
        begrip.save()
    outbox.drain()
    page = api.search(api.SearchRequest("SROI", EVERYONE))
    assert {card.titel for card in page.cards} == {"sroi (methode)", "sroi (contracteis)"}


def test_a_project_shows_its_phase(wereld: Wereld) -> None:
    Faseovergang.objects.create(project=wereld.project, fase=Fase.MONITORING, door=wereld.projectleider)
    outbox.drain()
    page = api.search(api.SearchRequest(wereld.project.title, EVERYONE))
    assert str(Fase.MONITORING.value) in {
        value.value for facet in page.facets if facet.name == "fase" for value in facet.values
    }


def test_a_contribution_is_found_from_its_release_on(wereld: Wereld) -> None:
    bijdrage = Bijdrage.objects.create(
        project=wereld.project,
        soort="vraag",
        titel="Vraag over kwelscherm",
        tekst="Hoe diep?",
        ingebracht_door=wereld.lid,
    )
    assert found("kwelscherm") == []
    moment = timezone.now() + timedelta(hours=1)
    bijdrage.vrijgave = Vrijgave.objects.create(
        project=wereld.project, moment=moment, door=wereld.projectleider
    )
    bijdrage.save()
    assert found("kwelscherm") == []
    later = OutboxBericht.objects.filter(kind=indexing.UPDATE, available_at__gt=timezone.now())
    assert [message.payload["model"] for message in later] == ["convenant.Bijdrage"]


def test_an_older_message_cannot_win(wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Zandbed eerst")
    outbox.drain()
    document = sources.document_of("kennis.Les", les.pk)
    assert document is not None
    assert not get_engine().put(document, 0)


def test_messages_may_come_twice_and_in_any_order(wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Zandbed eerst")
    les.title = "Grind eerst"
    les.save()
    messages = OutboxBericht.objects.filter(kind=indexing.UPDATE, payload__pk=les.pk)
    for message in [*messages.order_by("-pk"), *messages.order_by("pk")]:
        indexing.update(message)
    assert (found("zandbed"), found("grind")) == ([], ["Grind eerst"])


def test_a_rebuild_holds_all_and_nothing_more(wereld: Wereld, capsys: pytest.CaptureFixture[str]) -> None:
    make_les(wereld.kring)
    make_casus()
    make_bijeenkomst(wereld.kring)
    make_les(wereld.kring, title="Concept", live=False)
    with pytest.raises(CommandError, match="geen index"):
        call_command("search", "check")
    call_command("search", "rebuild", "--if-needed")
    assert "documenten in" in capsys.readouterr().out
    call_command("search", "rebuild", "--if-needed")
    assert "klopt al" in capsys.readouterr().out
    call_command("search", "check")
    call_command("search", "status")
    assert "embedded" in capsys.readouterr().out
    assert drift.check().total == 0
    assert found("concept") == []


def test_a_change_during_a_rebuild_is_not_lost(wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Zandbed eerst")
    outbox.drain()

    def meanwhile(done: int, total: int) -> None:
        if done == total and les.title != "Grind eerst":
            les.title = "Grind eerst"
            les.save()
            # The worker carries the change out on the old index.
            outbox.drain()

    rebuilding.rebuild(watch=meanwhile)
    assert (found("zandbed"), found("grind")) == ([], ["Grind eerst"])


def test_every_searchable_kind_has_a_word_and_an_address(wereld: Wereld) -> None:
    make_les(wereld.kring)
    make_begrip()
    make_casus()
    make_bijeenkomst(wereld.kring)
    documents = list(sources.all_documents())
    assert {document.soort for document in documents} >= {
        "les",
        "begrip",
        "casus",
        "bijeenkomst",
        "kring",
        "convenant",
        "project",
        "pagina",
    }
    assert all(
        document.url.startswith("/") and document.soort_naam and document.acl for document in documents
    )


@pytest.fixture
def zoekproef(settings: LazySettings) -> Path:
    folder = Path(settings.BASE_DIR).parent / "shared" / "zoekproef"
    if not folder.is_dir():
        pytest.skip("de beoordeelde verzameling ../shared/zoekproef is er niet")
    return folder


def measured(folder: Path, engine: str, capsys: pytest.CaptureFixture[str]) -> float:
    files = ("--corpus", folder / "paragraphs.jsonl", "--judgements", folder / "oordelen.json")
    call_command("search_eval", *files, "--engine", engine)
    group, _queries, ndcg, *_rest = capsys.readouterr().out.splitlines()[1].split()
    assert group == "alles"
    return float(ndcg)


def test_a_judged_set_on_the_embedded_engine(
    db: None, zoekproef: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measured(zoekproef, "embedded", capsys) >= 0.70


@pytest.mark.elasticsearch
def test_a_judged_set_on_elasticsearch(
    db: None,
    zoekproef: Path,
    settings: LazySettings,
    elasticsearch_url: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.SEARCH_TIMEOUT = 30.0
    forget_server()
    assert measured(zoekproef, "elasticsearch", capsys) >= 0.70
    forget_server()


def test_measuring_refuses_another_form(db: None, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("{}")
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("search_eval", "--corpus", tmp_path / "f", "--judgements", tmp_path / "f")


def test_every_page_type_is_accounted_for(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [problem for problem in run_checks() if problem.id == "search.E001"] == []
    monkeypatch.setattr(sources, "is_accounted_for", lambda model: model.__name__ != "Les")
    assert [problem.id for problem in run_checks() if problem.id == "search.E001"] == ["search.E001"]
