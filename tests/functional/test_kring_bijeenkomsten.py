"""Meetings: the agenda, registering, and who sees who comes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from basis.actions import NotAllowed
from kring.actions import MeldAf, SchrijfIn
from kring.models import Bijeenkomst, Inschrijving
from tests.factories.kring import make_bijeenkomst, make_kring, make_user
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
CountQueries = Callable[[int], AbstractContextManager[None]]


def past_meeting(wereld: Wereld, **fields: object) -> Bijeenkomst:
    """A meeting of ten days ago."""
    begin = timezone.now() - timedelta(days=10)
    return make_bijeenkomst(wereld.kring, begin=begin, eind=begin + timedelta(hours=2), **fields)


def test_agenda_has_what_comes_first(wereld: Wereld, client_for: ClientFor) -> None:
    now = timezone.now()
    for days in (-20, 9, -3, 2):
        begin = now + timedelta(days=days)
        make_bijeenkomst(wereld.kring, title=f"Over {days}", begin=begin, eind=begin + timedelta(hours=1))
    busy = make_bijeenkomst(wereld.kring, begin=now - timedelta(hours=1), eind=now + timedelta(hours=1))
    page = client_for("bezoeker").get("/bijeenkomsten")
    assert [item["titel"] for item in page.context["komend"]] == [busy.title, "Over 2", "Over 9"]
    assert [item["titel"] for item in page.context["geweest"]] == ["Over -3", "Over -20"]


def test_agenda_filters(wereld: Wereld, client_for: ClientFor) -> None:
    make_bijeenkomst(wereld.kring, title="Van Waterveen", soort="workshop")
    make_bijeenkomst(make_kring(slug="elders"), title="Van elders", soort="marktdag")
    client = client_for("bezoeker")

    def titles(query: str) -> set[str]:
        return {item["titel"] for item in client.get(f"/bijeenkomsten?{query}").context["komend"]}

    assert titles("kring=elders") == {"Van elders"}
    assert titles("soort=workshop") == {"Van Waterveen"}
    assert titles("kring=elders&soort=workshop") == set()
    assert titles("kring=") == {"Van Waterveen", "Van elders"}
    empty = client.get("/bijeenkomsten?kring=elders&soort=workshop").text
    assert "Niets met deze keuze" in empty


@pytest.mark.parametrize(
    "query",
    [
        "kring=bestaat-niet",
        "soort=feest",
        "pagina=0",
        "pagina=zes",
        "pagina=7",
        "kring='%20OR%201",
        "soort[]=x&kring=%F0%9F%92%A5",
    ],
)
def test_agenda_bears_nonsense(wereld: Wereld, client_for: ClientFor, query: str) -> None:
    make_bijeenkomst(wereld.kring, title="Toch te zien")
    page = client_for("bezoeker").get(f"/bijeenkomsten?{query}")
    assert page.status_code == 200
    assert "Toch te zien" in page.text


def test_agenda_has_pages(wereld: Wereld, client_for: ClientFor) -> None:
    for _ in range(21):
        make_bijeenkomst(wereld.kring, soort="workshop")
    page = client_for("bezoeker").get("/bijeenkomsten?soort=workshop")
    assert len(page.context["komend"]) == 20
    assert "?soort=workshop&amp;pagina=2" in page.text
    assert len(client_for("bezoeker").get("/bijeenkomsten?pagina=2").context["komend"]) == 1


def test_dutch_time(wereld: Wereld, client_for: ClientFor) -> None:
    begin = datetime(2031, 7, 1, 11, 0, tzinfo=UTC)
    meeting = make_bijeenkomst(wereld.kring, begin=begin, eind=begin + timedelta(hours=2), plaats="De keet")
    page = client_for("bezoeker").get(f"/bijeenkomsten/{meeting.slug}").text
    assert "13.00 tot 15.00 uur (Nederlandse tijd)" in page
    assert "dinsdag 1 juli 2031" in page
    assert "De keet" in page


def test_register_and_sign_off(wereld: Wereld, client_for: ClientFor) -> None:
    meeting = make_bijeenkomst(wereld.kring)
    page, client = f"/bijeenkomsten/{meeting.slug}", client_for("redactie")
    assert "Schrijf je in" in client.get(page).text
    done = client.post(f"{page}/inschrijven", follow=True)
    assert done.redirect_chain == [(page, 302)]
    assert "Je bent ingeschreven." in done.text
    assert "Meld je af" in done.text
    twice = client.post(f"{page}/inschrijven", follow=True)
    assert "Je bent al ingeschreven." in twice.text
    gone = client.post(f"{page}/afmelden", follow=True)
    assert "Je bent afgemeld." in gone.text
    assert "Je was niet ingeschreven." in client.post(f"{page}/afmelden", follow=True).text
    client.post(f"{page}/inschrijven")
    assert Inschrijving.objects.count() == 2
    assert Inschrijving.objects.current().count() == 1


def test_registering_by_a_link_changes_nothing(wereld: Wereld, client_for: ClientFor) -> None:
    meeting = make_bijeenkomst(wereld.kring)
    path = f"/bijeenkomsten/{meeting.slug}/inschrijven"
    assert client_for("bezoeker").post(path).headers["Location"] == f"/inloggen?next={path}"
    assert client_for("lid").get(path).headers["Location"] == f"/bijeenkomsten/{meeting.slug}"
    assert not Inschrijving.objects.exists()


def test_what_one_may_not_see_does_not_exist(wereld: Wereld, client_for: ClientFor) -> None:
    meeting = make_bijeenkomst(wereld.kring, title="Achter de deur", zichtbaarheid="kring")
    draft = make_bijeenkomst(wereld.kring, live=False)
    for role in ("bezoeker", "redactie"):
        client = client_for(role)
        assert client.get(f"/bijeenkomsten/{meeting.slug}").status_code == 404
        assert "Achter de deur" not in client.get("/bijeenkomsten").text
        assert "Achter de deur" not in client.get("/kenniskringen/waterveen").text
    assert client_for("redactie").post(f"/bijeenkomsten/{meeting.slug}/inschrijven").status_code == 404
    for hidden in (draft.slug, "bestaat-niet"):
        assert client_for("lid").post(f"/bijeenkomsten/{hidden}/inschrijven").status_code == 404
    for role in ("lid", "coordinator"):
        assert client_for(role).get(f"/bijeenkomsten/{meeting.slug}").status_code == 200


def test_only_coordinators_see_who_comes(wereld: Wereld, client_for: ClientFor) -> None:
    meeting = make_bijeenkomst(wereld.kring)
    SchrijfIn(actor=wereld.lid, bijeenkomst=meeting).execute()
    for role, sees in (("bezoeker", False), ("gemeente", False), ("coordinator", True), ("beheer", True)):
        page = client_for(role).get(f"/bijeenkomsten/{meeting.slug}").text
        assert (wereld.lid.email in page) is sees


def test_minutes_afterwards(wereld: Wereld, client_for: ClientFor) -> None:
    client = client_for("lid")
    coming = make_bijeenkomst(wereld.kring, verslag="<p>Nog niet waar.</p>")
    assert "Nog niet waar." not in client.get(f"/bijeenkomsten/{coming.slug}").text
    bare = past_meeting(wereld)
    assert "Er is nog geen verslag." in client.get(f"/bijeenkomsten/{bare.slug}").text
    done = past_meeting(wereld, verslag="<p>Twaalf mensen.</p>")
    page = client.get(f"/bijeenkomsten/{done.slug}").text
    assert "Twaalf mensen." in page
    assert "Schrijf je in" not in page
    refused = client.post(f"/bijeenkomsten/{done.slug}/inschrijven", follow=True)
    assert "Deze bijeenkomst is voorbij." in refused.text


def test_rules_of_registering(wereld: Wereld) -> None:
    own = make_bijeenkomst(wereld.kring, zichtbaarheid="kring")
    with pytest.raises(NotAllowed):
        SchrijfIn(actor=wereld.redactie, bijeenkomst=own).execute()
    mine = SchrijfIn(actor=wereld.lid, bijeenkomst=own).execute()
    with pytest.raises(NotAllowed):
        MeldAf(actor=wereld.coordinator, inschrijving=mine).execute()
    MeldAf(actor=wereld.lid, inschrijving=mine).execute()
    with pytest.raises(ValidationError, match="al afgemeld"):
        MeldAf(actor=wereld.lid, inschrijving=mine).execute()


@pytest.mark.database
def test_the_database_guards_registrations(wereld: Wereld) -> None:
    meeting = make_bijeenkomst(wereld.kring)
    mine = SchrijfIn(actor=wereld.lid, bijeenkomst=meeting).execute()
    with pytest.raises(IntegrityError), transaction.atomic():
        Inschrijving.objects.create(bijeenkomst=meeting, user=wereld.lid)
    MeldAf(actor=wereld.lid, inschrijving=mine).execute()
    with pytest.raises(DatabaseError), transaction.atomic():
        Inschrijving.objects.filter(pk=mine.pk).update(afgemeld_op=None)


@pytest.mark.parametrize(("role", "number"), [("bezoeker", 11), ("lid", 18), ("coordinator", 19)])
def test_queries_of_a_meeting(
    wereld: Wereld, client_for: ClientFor, django_assert_num_queries: CountQueries, role: str, number: int
) -> None:
    meeting = make_bijeenkomst(wereld.kring)
    client, path = client_for(role), f"/bijeenkomsten/{meeting.slug}"
    SchrijfIn(actor=wereld.projectleider, bijeenkomst=meeting).execute()
    client.get(path)
    with django_assert_num_queries(number):
        client.get(path)
    for _ in range(20):
        SchrijfIn(actor=make_user(), bijeenkomst=meeting).execute()
    with django_assert_num_queries(number):
        client.get(path)
