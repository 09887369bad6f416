"""Saved questions: saving and letting go of them, and the mail about what is new."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from basis import outbox
from basis.models import AuditRegel
from kring.indeling import Zichtbaarheid
from kring.models import Deelname
from search import decisions
from search.actions.zoekvragen import MOST_OF_A_PERSON
from search.models import Synoniem, Zoekvraag
from search.rebuilding import rebuild
from search.saved import last_round, tell
from tests.factories.kennis import make_les
from tests.factories.kring import make_kring
from tests.factories.wereld import Wereld, make_wereld


@pytest.fixture
def wereld(db: None) -> Wereld:
    made = make_wereld()
    make_les(made.kring, title="Zandbed eerst", advies="Leg een zandbed.")
    rebuild()
    return made


def save(client: Client, address: str) -> str:
    """Save as the button does, and give the page that follows."""
    return client.post("/zoeken/bewaren", {"adres": address}, follow=True).content.decode()


def a_day_later(user: User) -> list[str]:
    """Look at the saved questions as the worker does the next day; the mails that went out, and only those."""
    Zoekvraag.objects.update(gekeken_op=timezone.now() - timedelta(days=2))
    tell(User.objects.get(pk=user.pk), timezone.now())
    mail.outbox.clear()
    outbox.drain()
    return [f"{one.subject}\n{one.body}" for one in mail.outbox if one.to == [user.email]]


def publish(wereld: Wereld, title: str, **more: object) -> None:
    make_les(wereld.kring, title=title, advies="Over het zandbed.", **more)
    outbox.drain()


def test_save_list_and_remove(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    assert "Bewaar deze zoekvraag" in client.get("/zoeken?q=zandbed").content.decode()
    assert "Je zoekvraag is bewaard" in save(client, "q=zandbed&thema=faalkosten&pagina=1")
    assert (
        "Je hebt deze zoekvraag bewaard" in client.get("/zoeken?q=zandbed&thema=faalkosten").content.decode()
    )
    listed = client.get("/zoeken/bewaard").content.decode()
    assert "zandbed · " in listed
    one = Zoekvraag.objects.get()
    assert one.url == "/zoeken?q=zandbed&thema=faalkosten"
    client.post(f"/zoeken/bewaard/{one.pk}/verwijderen")
    assert not Zoekvraag.objects.exists()
    verbs = AuditRegel.objects.filter(actor=wereld.lid).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["zoekvraag.bewaren", "zoekvraag.verwijderen"]


def test_what_cannot_be_saved_is_said(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    assert "Zoek eerst op een woord" in save(client, "q=")
    save(client, "q=zandbed")
    assert "Deze zoekvraag had je al bewaard" in save(client, "q=zandbed&sorteer=titel")
    for number in range(MOST_OF_A_PERSON - 1):
        save(client, f"q=vraag{number}")
    assert f"Je hebt al {MOST_OF_A_PERSON} zoekvragen bewaard" in save(client, "q=nog+een")
    assert Zoekvraag.objects.count() == MOST_OF_A_PERSON


def test_nobody_touches_what_is_somebody_elses(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    save(client, "q=zandbed")
    one = Zoekvraag.objects.get()
    client.force_login(wereld.redactie)
    assert client.post(f"/zoeken/bewaard/{one.pk}/verwijderen").status_code == 404
    assert "zandbed" not in client.get("/zoeken/bewaard").content.decode()
    client.logout()
    assert client.get("/zoeken/bewaard").status_code == 302
    assert Zoekvraag.objects.exists()


def test_a_mail_about_what_is_new_and_never_twice(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    save(client, "q=zandbed")
    assert a_day_later(wereld.lid) == []
    publish(wereld, "Tweede zandbed")
    publish(wereld, "Derde zandbed")
    [letter] = a_day_later(wereld.lid)
    assert letter.startswith("2 nieuwe resultaten")
    assert "Tweede zandbed" in letter
    assert "Zandbed eerst" not in letter
    assert a_day_later(wereld.lid) == []


def test_each_question_is_looked_at_once_a_day(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    save(client, "q=zandbed")
    publish(wereld, "Tweede zandbed")
    assert not tell(wereld.lid, last_round(timezone.now()))
    Zoekvraag.objects.update(gekeken_op=timezone.now() - timedelta(days=2))
    assert tell(wereld.lid, last_round(timezone.now()))
    assert not tell(wereld.lid, last_round(timezone.now()))


def test_a_worker_that_just_started_keeps_to_the_filter_and_the_synonyms(
    wereld: Wereld, client: Client
) -> None:
    other = make_kring(title="Kring Elders")
    Synoniem.objects.create(links="zandbed", rechts="grindkoffer")
    client.force_login(wereld.lid)
    save(client, f"q=zandbed&kring={wereld.kring.slug}")
    make_les(other, title="Zandbed van elders", advies="Zandbed.")
    make_les(wereld.kring, title="Ook een grindkoffer", advies="Leg een grindkoffer.")
    outbox.drain()
    decisions.forget()
    [letter] = a_day_later(wereld.lid)
    assert "Ook een grindkoffer" in letter
    assert "Zandbed van elders" not in letter


def test_whoever_left_the_kring_hears_no_more_of_it(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    save(client, "q=zandbed")
    publish(wereld, "Besloten zandbed", zichtbaarheid=Zichtbaarheid.KRING)
    [letter] = a_day_later(wereld.lid)
    assert "Besloten zandbed" in letter
    Deelname.objects.filter(organisatie=wereld.bedrijf).update(tot=timezone.now())
    publish(wereld, "Nog een besloten zandbed", zichtbaarheid=Zichtbaarheid.KRING)
    assert a_day_later(wereld.lid) == []
