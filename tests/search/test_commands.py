"""`manage.py search` as an administrator uses it, on both engines."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from basis import outbox
from kennis.models import Les
from search import api, drift, rebuilding
from search.documents import SearchDocument
from search.engines import elasticsearch_server, forget_server, get_engine
from tests.factories.kennis import make_les
from tests.factories.wereld import Wereld, make_wereld

EVERYONE = frozenset({"openbaar"})
Settle = Callable[[], None]


@pytest.fixture
def wereld(each_engine: str, db: None) -> Wereld:
    made = make_wereld()
    make_les(made.kring, title="Zandbed eerst")
    return made


def found(text: str) -> list[str]:
    return [hit.titel for hit in api.search(api.SearchRequest(text, EVERYONE, literal=True)).hits]


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command prints."""
    capsys.readouterr()
    call_command("search", *words)
    return capsys.readouterr().out


def test_going_back_puts_right_what_changed_since(
    wereld: Wereld, settle: Settle, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("search", "rebuild")
    first = get_engine().generation()
    gone = make_les(wereld.kring, title="Gaat weer weg")
    changed = make_les(wereld.kring, title="Klinkers")
    call_command("search", "rebuild")
    second = get_engine().generation()
    gone.delete()
    changed.title = "Kinderkopjes"
    changed.save()
    made = make_les(wereld.kring, title="Nieuwe grasbetontegel")
    settle()
    text = said(capsys, "rollback")
    assert "De vorige index is weer in gebruik; 2 bijgewerkt." in text
    assert f"ontbreekt kennis.les:{made.pk}" in text
    assert f"ontbreekt kennis.les:{changed.pk}" in text
    settle()
    assert (get_engine().generation(), get_engine().previous()) == (first, second)
    assert found("kinderkopjes") == ["Kinderkopjes"]
    assert found("grasbetontegel") == ["Nieuwe grasbetontegel"]
    assert (found("klinkers"), found("weg")) == ([], [])
    call_command("search", "check")
    # Back is forth: the index that was left is the one before now.
    call_command("search", "rollback")
    assert get_engine().generation() == second
    settle()
    call_command("search", "check")


def test_nothing_to_go_back_to(wereld: Wereld, settle: Settle) -> None:
    with pytest.raises(CommandError, match="geen vorige index"):
        call_command("search", "rollback")
    call_command("search", "rebuild")
    with pytest.raises(CommandError, match="geen vorige index"):
        call_command("search", "rollback")
    settle()
    assert found("zandbed") == ["Zandbed eerst"]


def age(settings: LazySettings, name: str) -> None:
    """Make the index `name` one of another analysis."""
    if settings.SEARCH_ENGINE == "embedded":
        file = Path(settings.SEARCH_EMBEDDED_PATH).with_name(name)
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE meta SET value = 'oud' WHERE name = 'analysis'")
        connection.close()
    else:
        elasticsearch_server().client.indices.put_mapping(index=name, meta={"analysis": "oud"})


def test_after_new_words_there_is_no_way_back(wereld: Wereld, settle: Settle, settings: LazySettings) -> None:
    call_command("search", "rebuild")
    call_command("search", "rebuild")
    in_use, before = get_engine().generation(), get_engine().previous()
    age(settings, before)
    with pytest.raises(CommandError, match="geen vorige index van deze analyse"):
        call_command("search", "rollback")
    assert (get_engine().generation(), get_engine().previous()) == (in_use, before)
    settle()
    assert found("zandbed") == ["Zandbed eerst"]


def test_of_two_builders_the_second_is_refused(wereld: Wereld, settle: Settle) -> None:
    call_command("search", "rebuild")
    with rebuilding.only_builder(get_engine()):
        for words in (("rebuild",), ("rebuild", "--verder"), ("rollback",)):
            with pytest.raises(CommandError, match="Er wordt al een index gebouwd"):
                call_command("search", *words)
    call_command("search", "rebuild")
    settle()
    assert drift.check().total == 0


def test_check_and_repair(wereld: Wereld, settle: Settle, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("check", "repair"):
        with pytest.raises(CommandError, match="geen index van deze analyse"):
            call_command("search", verb)
    call_command("search", "rebuild")
    settle()
    assert "De index en de database zijn gelijk." in said(capsys, "check")
    les = Les.objects.get()
    Les.objects.filter(pk=les.pk).update(title="Zonder bericht")
    ghost = SearchDocument(key="kennis.les:999999", soort="les", titel="Spook", url="/", acl=("openbaar",))
    get_engine().put(ghost, outbox.next_number())
    settle()
    with pytest.raises(CommandError) as refusal:
        call_command("search", "check")
    assert refusal.value.returncode == 1
    assert (
        str(refusal.value)
        == f"1 verouderd, 1 te veel: verouderd kennis.les:{les.pk}, te veel kennis.les:999999"
    )
    assert "2 hersteld." in said(capsys, "repair")
    settle()
    assert "gelijk" in said(capsys, "check")
    assert "0 hersteld." in said(capsys, "repair")


def test_what_waits_is_told_and_is_no_difference(
    wereld: Wereld, settle: Settle, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("search", "rebuild")
    settle()
    make_les(wereld.kring, title="Onderweg")
    assert "1 nog onderweg" in said(capsys, "check")


def test_an_index_that_is_newer_than_the_database(wereld: Wereld, settle: Settle) -> None:
    call_command("search", "rebuild")
    les = Les.objects.get()
    stale = SearchDocument(key=f"kennis.les:{les.pk}", soort="les", titel="Later", url="/", acl=("openbaar",))
    get_engine().put(stale, outbox.next_number() + 1000)
    settle()
    with pytest.raises(CommandError, match="nieuwer dan de database"):
        call_command("search", "repair")
    call_command("search", "rebuild")
    settle()
    call_command("search", "check")


@pytest.mark.parametrize("verb", ["rebuild", "rollback", "status", "check", "repair"])
def test_without_a_server_every_verb_says_so(db: None, settings: LazySettings, verb: str) -> None:
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elasticsearch", "http://127.0.0.1:9"
    forget_server()
    with pytest.raises(CommandError, match="De zoekmachine is niet bereikbaar"):
        call_command("search", verb)
    forget_server()


def test_status_tells_of_the_index_and_of_what_was_not_finished(
    wereld: Wereld, settle: Settle, capsys: pytest.CaptureFixture[str], settings: LazySettings
) -> None:
    assert "Index: geen" in said(capsys, "status")
    call_command("search", "rebuild")
    settle()
    text = said(capsys, "status")
    number = sum(1 for _ in get_engine().versions())
    assert number
    for line in (
        f"Zoekmachine: {settings.SEARCH_ENGINE}", f"Index: {get_engine().generation()}",
        "Vorige index: geen", f"Documenten: {number}",
    ):  # fmt: skip
        assert line in text
    assert "Onafgemaakt" not in text

    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(watch=stop)
    assert "Onafgemaakt: " in said(capsys, "status")
    call_command("search", "rebuild", "--verder")
    assert "Onafgemaakt" not in said(capsys, "status")
