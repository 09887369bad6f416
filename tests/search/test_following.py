"""The embedded index of a host, kept warm from the outbox while another engine answers."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.utils import timezone

from basis import outbox
from basis.models import OutboxBericht
from convenant.models import Bijdrage, Vrijgave
from search import api, drift, following
from search.engines.embedded import EmbeddedEngine, position
from search.indexing import UPDATE
from tests.factories.kennis import make_les
from tests.factories.wereld import Wereld

EVERYONE = frozenset({"openbaar"})


@pytest.fixture
def engine(settings: LazySettings) -> EmbeddedEngine:
    return EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_PATH))


@pytest.fixture
def warm(wereld: Wereld, engine: EmbeddedEngine) -> EmbeddedEngine:
    assert following.follow(engine) > 0
    return engine


def found(engine: EmbeddedEngine, text: str) -> list[str]:
    return [hit.titel for hit in api.search(api.SearchRequest(text, EVERYONE, literal=True), engine).hits]


def test_without_a_file_it_is_built_whole(warm: EmbeddedEngine) -> None:
    assert position.is_complete(warm.path)
    assert drift.check(warm).total == 0
    assert following.follow(warm) == 0


def test_changes_come_in_whatever_became_of_their_messages(warm: EmbeddedEngine, wereld: Wereld) -> None:
    first = make_les(wereld.kring, title="Zandbed eerst")
    second = make_les(wereld.kring, title="Grind eerst")
    following.follow(warm)
    assert sorted(found(warm, "eerst")) == ["Grind eerst", "Zandbed eerst"]
    first.delete()
    second.title = "Grind later"
    second.save()
    OutboxBericht.objects.filter(kind=UPDATE).update(done_at=timezone.now())
    following.follow(warm)
    assert (found(warm, "zandbed"), found(warm, "grind")) == ([], ["Grind later"])


def test_a_lower_number_that_comes_later_is_not_missed(warm: EmbeddedEngine, wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Zandbed eerst")
    gap = OutboxBericht.objects.filter(kind=UPDATE, payload__pk=les.pk).latest("pk")
    payload, number = gap.payload, gap.pk
    # As if this transaction has not ended while later ones have.
    gap.delete()
    make_les(wereld.kring, title="Grind eerst")
    following.follow(warm)
    les.title = "Klinkers eerst"
    type(les).objects.filter(pk=les.pk).update(title=les.title, draft_title=les.title)
    OutboxBericht.objects.create(pk=number, kind=UPDATE, payload=payload)
    following.follow(warm)
    assert found(warm, "klinkers") == ["Klinkers eerst"]


def test_what_was_done_long_ago_is_remembered_as_one_number(warm: EmbeddedEngine, wereld: Wereld) -> None:
    make_les(wereld.kring, title="Zandbed eerst")
    following.follow(warm)
    before = position.read(warm.path)
    assert before is not None
    assert before.done
    with time_machine.travel(timezone.now() + following.SETTLED + timedelta(minutes=1)):
        following.follow(warm)
    after = position.read(warm.path)
    assert after is not None
    assert (after.settled, after.done) == (max(before.done), frozenset())


def test_the_clock_counts_without_a_message(warm: EmbeddedEngine, wereld: Wereld) -> None:
    bijdrage = Bijdrage.objects.create(
        project=wereld.project, soort="vraag", titel="Kwelscherm", tekst="Hoe?", ingebracht_door=wereld.lid
    )
    moment = timezone.now() + timedelta(hours=1)
    bijdrage.vrijgave = Vrijgave.objects.create(
        project=wereld.project, moment=moment, door=wereld.projectleider
    )
    bijdrage.save()
    following.follow(warm)
    assert warm.unknown(["kwelscherm"], EVERYONE) == {"kwelscherm"}
    with time_machine.travel(moment + timedelta(seconds=1)):
        assert following.follow(warm) == 1
        assert warm.unknown(["kwelscherm"], EVERYONE) == set()
        assert found(warm, "kwelscherm") == ["Kwelscherm"]
        assert following.follow(warm) == 0


def test_who_was_away_too_long_builds_anew(warm: EmbeddedEngine, wereld: Wereld) -> None:
    make_les(wereld.kring, title="Zandbed eerst")
    OutboxBericht.objects.all().delete()
    before = warm.generation()
    with time_machine.travel(timezone.now() + outbox.KEEP_DONE):
        following.follow(warm)
    assert warm.generation() != before
    assert found(warm, "zandbed") == ["Zandbed eerst"]


def test_another_analysis_builds_anew(warm: EmbeddedEngine) -> None:
    with sqlite3.connect(warm.path) as connection:
        connection.execute("UPDATE meta SET value = 'oud' WHERE name = 'analysis'")
    connection.close()
    assert not position.is_complete(warm.path)
    assert following.follow(warm) > 0
    assert position.is_complete(warm.path)


def test_an_older_database_builds_anew(warm: EmbeddedEngine, wereld: Wereld) -> None:
    with time_machine.travel(timezone.now() + following.SETTLED + timedelta(minutes=1)):
        following.follow(warm)
        OutboxBericht.objects.filter(pk__gt=OutboxBericht.objects.order_by("pk").values("pk")[:1]).delete()
        before = warm.generation()
        following.follow(warm)
    assert warm.generation() != before


def test_of_two_processes_one_follows(warm: EmbeddedEngine, wereld: Wereld) -> None:
    make_les(wereld.kring, title="Zandbed eerst")
    with position.alone(warm.path) as is_ours:
        assert is_ours
        assert following.follow(warm) == 0
    assert following.follow(warm) > 0


def test_an_index_that_is_the_engine_itself_is_not_followed(settings: LazySettings) -> None:
    settings.SEARCH_ENGINE = "embedded"
    with pytest.raises(CommandError, match="zelf"):
        call_command("search", "follow")
