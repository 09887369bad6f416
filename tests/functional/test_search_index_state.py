"""What editors see of the index, and the work on it that they ask for."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis import outbox
from kennis.models import Begrip
from search.actions import VraagIndexTaak
from search.engines import get_engine
from search.models import IndexTaak
from tests.factories.kennis import make_begrip, make_les
from tests.factories.wereld import Wereld
from tests.functional.test_search_editors import html

ClientFor = Callable[[str], Client]


def test_work_on_the_index_from_the_buttons(wereld: Wereld, client_for: ClientFor) -> None:
    make_les(wereld.kring, title="Nog nergens")
    redactie = client_for("redactie")
    assert "Er is nog geen index" in html(redactie, "zoeken_index")

    def press(kind: str) -> str:
        return redactie.post(reverse("zoeken_index_werk"), {"soort": kind}, follow=True).content.decode()

    assert "Dit wordt nu gedaan" in press("herbouw")
    assert "Er wordt al aan de index gewerkt" in press("herbouw")
    assert "Er wordt al aan de index gewerkt" in press("vergelijk")
    outbox.drain()
    done = IndexTaak.objects.get()
    assert done.klaar_op
    assert done.fout == ""
    assert done.gedaan == sum(1 for _key in get_engine().versions())
    gone = Begrip.objects.first() or make_begrip(title="verdwijnt")
    outbox.drain()
    get_engine().delete(f"kennis.begrip:{gone.pk}", 10**9)
    press("vergelijk")
    outbox.drain()
    assert IndexTaak.objects.first().ontbreekt == 1
    assert "1 te weinig" in html(redactie, "zoeken_index")


def test_what_is_planned_does_not_wait(wereld: Wereld, client_for: ClientFor) -> None:
    outbox.drain()
    tomorrow = timezone.now() + timedelta(days=1)
    outbox.enqueue("search.update", {}, subject="kennis.les:0", at=tomorrow)
    page = html(client_for("redactie"), "zoeken_index")
    assert "die wachten</th><td>0</td>" in page
    assert "later moment</th><td>1</td>" in page


def test_interrupted_work_does_not_block_the_buttons(wereld: Wereld) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    IndexTaak.objects.create(soort="herbouw", begonnen_op=long_ago, gezien_op=long_ago)
    VraagIndexTaak(actor=wereld.redactie, soort=IndexTaak.Soort.HERBOUW).execute()
    assert IndexTaak.objects.open().count() == 1
    assert IndexTaak.objects.last().fout == "Het werk is onderbroken."
