"""What an editor saves in the admin, found on each engine, without building anything."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from basis.models import Bijlage
from basis.visibility import principals
from kring.indeling import Zichtbaarheid
from search.engines import get_engine
from search.like import like
from search.models import Synoniem, Uitgelicht
from tests.factories.bestanden import make_docx, upload
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.wereld import Wereld, make_wereld

Settle = Callable[[], None]
KINDS = frozenset({"les", "casus", "project"})
ROOTS = "De wortels van de platanen groeien in het riool. Een wortelscherm houdt de wortels tegen."


@pytest.fixture
def wereld(each_engine: str, db: None, settings: LazySettings) -> Wereld:
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    made = make_wereld()
    make_les(made.kring, title="Houten oeverconstructie", advies="Vervang elke plank.")
    make_les(made.kring, title="Iets anders", advies="Over bomen.")
    return made


def client_of(wereld: Wereld, role: str) -> Client:
    client, user = Client(), wereld.user_for(role)
    if user is not None:
        client.force_login(user)
    return client


def results(client: Client, question: str) -> str:
    """The page of results, without the form and the filters."""
    answer = client.get("/zoeken", {"q": question})
    assert answer.status_code == 200
    assert "Beperkt zoeken" not in answer.text
    return answer.text


def test_a_synonym_works_at_the_next_question(wereld: Wereld, settle: Settle) -> None:
    call_command("search", "rebuild")
    settle()
    built, visitor, editor = get_engine().generation(), Client(), client_of(wereld, "redactie")
    assert "Houten oeverconstructie" not in results(visitor, "kademuur")
    fields = {
        "links": "kademuur",
        "rechts": "oeverconstructie",
        "andersom": "on",
        "actief": "on",
        "notitie": "",
    }
    assert editor.post(reverse("synoniem:add"), fields).status_code == 302
    assert "Houten oeverconstructie" in results(visitor, "kademuren")
    row = Synoniem.objects.get()
    editor.post(reverse("synoniem:edit", args=[row.pk]), fields | {"actief": ""})
    assert "Houten oeverconstructie" not in results(visitor, "kademuur")
    assert get_engine().generation() == built


def test_a_name_in_the_glossary_works_when_its_message_is_done(wereld: Wereld, settle: Settle) -> None:
    term = make_begrip(title="damwand")
    make_les(wereld.kring, title="Een damwand in klei", advies="Sla hem dieper.")
    call_command("search", "rebuild")
    settle()
    built, visitor = get_engine().generation(), Client()
    assert "Een damwand in klei" not in results(visitor, "keerscherm")
    term.labels.create(tekst="keerscherm", soort="verborgen")
    term.save_revision().publish()
    settle()
    page = results(visitor, "keerschermen")
    assert "Een damwand in klei" in page
    assert 'href="/begrippen/' in page
    term.labels = []
    term.save_revision().publish()
    settle()
    assert "Een damwand in klei" not in results(visitor, "keerscherm")
    assert get_engine().generation() == built


def test_promoted_pages_for_whom_may_see_them(wereld: Wereld, settle: Settle) -> None:
    shown = make_les(wereld.kring, title="Eerst kijken", advies="Kijk naar de bomen.")
    hidden = make_les(wereld.kring, title="Besloten boom", zichtbaarheid=Zichtbaarheid.KRING)
    call_command("search", "rebuild")
    settle()
    editor = client_of(wereld, "redactie")
    begin = timezone.localtime(timezone.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    for page in (shown, hidden):
        fields = {"woorden": "plataan", "pagina": page.pk, "van": begin, "tot": "", "notitie": ""}
        assert editor.post(reverse("uitgelicht:add"), fields).status_code == 302
    assert Uitgelicht.objects.count() == 2
    for_visitor, for_member = results(Client(), "platanen"), results(client_of(wereld, "lid"), "platanen")
    assert "Uitgelicht door de redactie" in for_visitor
    assert "Eerst kijken" in for_visitor
    assert "Besloten boom" not in for_visitor
    assert "Besloten boom" in for_member
    Page.objects.get(pk=shown.pk).specific.unpublish()
    assert "Eerst kijken" not in results(Client(), "platanen")


def test_more_like_this_for_whom_looks(wereld: Wereld, settle: Settle) -> None:
    own = make_les(wereld.kring, title="Wortels in het riool", advies=ROOTS)
    make_les(wereld.kring, title="Wortelscherm bij platanen", advies="Zet een wortelscherm bij elke plataan.")
    make_casus(title="Platanen aan de kade", wat="Wortels van platanen braken de kade.")
    make_les(wereld.kring, title="Geheime wortels", advies=ROOTS, zichtbaarheid=Zichtbaarheid.KRING)
    for text in ("De planning liep uit.", "De raming klopte niet.", "Het overleg duurde lang."):
        make_les(wereld.kring, advies=text)
    call_command("search", "rebuild")
    settle()
    for_visitor = [hit.titel for hit in like(own, KINDS, frozenset({"openbaar"}))]
    assert set(for_visitor[:2]) == {"Wortelscherm bij platanen", "Platanen aan de kade"}
    assert not {"Wortels in het riool", "Geheime wortels"} & set(for_visitor)
    assert "Geheime wortels" in [hit.titel for hit in like(own, KINDS, principals(wereld.lid))]
    shown = Client().get(own.get_url()).text.partition("Meer zoals dit")[2]
    assert "Wortelscherm bij platanen" in shown


def test_a_file_is_for_whom_may_see_its_page(wereld: Wereld, settle: Settle) -> None:
    call_command("search", "rebuild")
    les = make_les(wereld.kring, title="Van ons", zichtbaarheid=Zichtbaarheid.KRING)
    les.bijlagen = [Bijlage(document=upload("Nota kwelscherm", make_docx("Eerst een kwelscherm")))]
    les.save_revision().publish()
    settle()
    visitor, member = Client(), client_of(wereld, "lid")
    assert "Nota kwelscherm" in results(member, "kwelscherm")
    assert "Nota kwelscherm" not in results(visitor, "kwelscherm")
    assert visitor.get("/zoeken/suggesties?q=nota").json() == []
    les.zichtbaarheid = Zichtbaarheid.OPENBAAR
    les.save_revision().publish()
    settle()
    assert "Nota kwelscherm" in results(visitor, "kwelscherm")
    les.unpublish()
    settle()
    assert "Nota kwelscherm" not in results(member, "kwelscherm")
