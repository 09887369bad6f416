"""Counting questions: what is counted, what never is, and that nobody is kept."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connections
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from search import counting, decisions
from search.counting import Counts, Key
from search.models import GenegeerdeVraag, Zoekdag
from search.privacy import storable
from search.rebuilding import rebuild
from tests.database import for_threads
from tests.factories.kennis import make_les
from tests.factories.wereld import Wereld

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
ORIGIN = "http://testserver"


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    counting.buffer.take()
    decisions.forget()


@pytest.fixture
def gevuld(wereld: Wereld) -> Wereld:
    make_les(wereld.kring, title="Riool onder een smalle straat", advies="Vervang het riool in delen.")
    rebuild()
    return wereld


@pytest.fixture
def bezoeker() -> Client:
    return Client(headers={"user-agent": BROWSER})


def visitor(number: int) -> Client:
    return Client(headers={"user-agent": BROWSER}, REMOTE_ADDR=f"192.0.2.{number}")


def counted() -> dict[str, tuple[int, int, int]]:
    counting.buffer.write()
    return {row.vraag: (row.gezocht, row.zonder_resultaat, row.geklikt) for row in Zoekdag.objects.all()}


def click(client: Client, text: str, place: str = "1", origin: str = ORIGIN) -> int:
    data = {"vraag": text, "plaats": place}
    return client.post("/zoeken/klik", data, headers={"origin": origin}).status_code


def test_a_question_is_counted_with_its_result(gevuld: Wereld, bezoeker: Client) -> None:
    bezoeker.get("/zoeken?q=Riool")
    bezoeker.get("/zoeken?q=xqzwvk")
    assert counted() == {"riool": (1, 0, 0), "xqzwvk": (1, 1, 0)}


def test_one_visitor_counts_once_and_another_again(gevuld: Wereld, bezoeker: Client) -> None:
    for _time in range(4):
        bezoeker.get("/zoeken?q=riool")
        bezoeker.get("/zoeken?q=%20RIOOL%3F")
    visitor(2).get("/zoeken?q=riool")
    assert counted() == {"riool": (2, 0, 0)}


@pytest.mark.parametrize("query", ["q=riool&soort=les", "q=riool&pagina=2", "q=", "q=%22", "soort=les"])
def test_only_the_first_unfiltered_page_counts(gevuld: Wereld, bezoeker: Client, query: str) -> None:
    bezoeker.get(f"/zoeken?{query}")
    assert counted() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": ""},
        {"user-agent": BROWSER, "sec-purpose": "prefetch;prerender"},
        {"user-agent": BROWSER, "purpose": "prefetch"},
    ],
)
def test_who_is_no_person_does_not_count(gevuld: Wereld, headers: dict[str, str]) -> None:
    Client().get("/zoeken?q=riool", headers=headers)
    Client().head("/zoeken?q=riool", headers={"user-agent": BROWSER})
    assert counted() == {}


def test_searching_sets_no_cookie_and_writes_nothing_itself(gevuld: Wereld, bezoeker: Client) -> None:
    answer = bezoeker.get("/zoeken?q=riool")
    assert not answer.cookies
    assert not Zoekdag.objects.exists()


def test_clicks_count_once_with_their_place(gevuld: Wereld, bezoeker: Client) -> None:
    bezoeker.get("/zoeken?q=riool")
    assert [click(bezoeker, "riool", "3") for _time in range(3)] == [204] * 3
    click(visitor(2), "riool", "0")
    counting.buffer.write()
    row = Zoekdag.objects.get()
    assert (row.gezocht, row.geklikt, row.plaatsen, row.uitgelicht_geklikt) == (1, 1, 3, 1)


def test_another_site_cannot_click(gevuld: Wereld, bezoeker: Client) -> None:
    assert click(bezoeker, "riool", origin="https://elders.example") == 404
    assert bezoeker.post("/zoeken/klik", {"vraag": "riool", "plaats": "1"}).status_code == 404
    assert bezoeker.get("/zoeken/klik").status_code == 405
    assert counted() == {}


@pytest.mark.parametrize("place", ["", "-1", "100", "x", "²", "9" * 50])
def test_a_strange_place_is_nothing(gevuld: Wereld, bezoeker: Client, place: str) -> None:
    assert click(bezoeker, "riool", place) == 204
    assert counted() == {}


PERSONAL = (
    "jan@example.nl", "bel 06-12345678", "06 12 34 56 78", "+31 (0)10 123 45 67", "123456782", "bsn 1234.56.782",
    "12_345_678", "kvk 12345678", "NL91ABNA0417164300", "nl91 abna 0417 1643 00", "1234AB 12", "1234 ab 12",
    "1234ab", "geboren 01-02-1980", "https://site.example/?token=x", "１２３４５６７８９",
)  # fmt: skip
HOSTILE = (
    "' or 1=1;",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "a" * 81,
    "riool " * 40,
    "\\x00",
    "riool\u200f",
)


@pytest.mark.parametrize("text", [*PERSONAL, *HOSTILE])
def test_what_may_be_of_a_person_is_never_kept(gevuld: Wereld, bezoeker: Client, text: str) -> None:
    bezoeker.get("/zoeken", {"q": text})
    click(bezoeker, text)
    assert counted() == {}


@pytest.mark.parametrize(
    "text", ["riool", "co2-prestatieladder", "begroting 2026", "P&C-cyclus", "NEN 3140", "wat is mvi?"]
)
def test_ordinary_questions_are_kept(text: str) -> None:
    assert storable(text)


def test_a_sign_that_turns_the_direction_is_kept_by_nobody() -> None:
    assert storable("riool\u202e") == "riool"


MIXED = st.lists(
    st.one_of(
        st.sampled_from([*PERSONAL, "riool", "asfalt", "-", " ", ",", "@", "–", "NL", "12", "1234"]),
        st.integers(0, 10**10).map(str),
        st.text(max_size=6),
    ),
    max_size=8,
)


@given(MIXED, st.sampled_from(["", " ", ".", "_", "\u00a0"]))
def test_stored_text_never_holds_a_pattern(pieces: list[str], between: str) -> None:
    kept = storable(between.join(pieces))
    digits = re.sub(r"(?<=\d)[\W_]+(?=\d)", "", kept)
    assert len(kept) <= 80
    assert kept == kept.lower()
    assert "@" not in kept
    assert not re.search(r"\d{7}", digits), kept
    assert not re.search(r"\b[a-z]{2}\d{2}[a-z]{4}\d{7}", kept.replace(" ", "")), kept
    assert not re.search(r"\b[1-9]\d{3} ?[a-z]{2} ?\d", kept), kept
    assert not re.search(r"[<>{}\\;=\x00-\x1f]", kept)


def test_an_ignored_question_is_no_longer_counted(gevuld: Wereld, bezoeker: Client) -> None:
    GenegeerdeVraag.objects.create(vraag="asdf")
    bezoeker.get("/zoeken?q=asdf")
    assert counted() == {}


def test_thirteen_months_are_kept(db: None) -> None:
    today = timezone.localdate()
    for days in (0, 395, 397, 800):
        Zoekdag.objects.create(dag=today - timedelta(days=days), vraag="riool", gezocht=1)
    assert counting.forget_old() == 2
    assert Zoekdag.objects.count() == 2


def test_nobody_fills_the_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_A_DAY", 3)
    today = timezone.localdate()
    counting.write_counts({Key(today, f"vraag {number}"): Counts(gezocht=1) for number in range(9)})
    counting.write_counts({Key(today, f"vraag {number}"): Counts(gezocht=1) for number in range(9)})
    assert [row.gezocht for row in Zoekdag.objects.all()] == [2, 2, 2]


@pytest.fixture
def shared_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What other threads write in can be no transaction that is rolled back."""
    with django_db_blocker.unblock(), for_threads():
        yield


def test_writers_at_the_same_time_lose_nothing(shared_database: None) -> None:
    today, number, times = timezone.localdate(), 4, 25

    def write() -> None:
        buffer = counting.Buffer()
        for _time in range(times):
            for text in ("riool", "asfalt"):
                buffer.add(Key(today, text), Counts(gezocht=1))
            buffer.write()
        while buffer.waits:  # a writer that found the database locked kept its counts
            buffer.write()
        connections.close_all()

    threads = [threading.Thread(target=write) for _thread in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {row.gezocht for row in Zoekdag.objects.all()} == {number * times}


def test_counts_are_written_apart_after_a_while(shared_database: None, settings: LazySettings) -> None:
    settings.SEARCH_COUNT_DELAY = 0.01
    buffer = counting.Buffer()
    buffer.add(Key(timezone.localdate(), "riool"), Counts(gezocht=1))
    timer = buffer._timer
    assert timer is not None
    timer.join()
    assert Zoekdag.objects.get().gezocht == 1


def test_a_busy_database_keeps_the_counts_for_later(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = counting.Buffer()
    key = Key(timezone.localdate(), "x" * 80)
    buffer.add(key, Counts(gezocht=1))
    with monkeypatch.context() as patched:
        patched.setattr(Zoekdag._meta, "db_table", "er_is_geen_tabel")
        buffer.write()
    buffer.write()
    assert Zoekdag.objects.get().gezocht == 1
