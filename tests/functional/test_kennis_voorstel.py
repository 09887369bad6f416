"""Suggesting a term: who may, what is refused, who hears of it, and the answer."""

import re

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import PageViewRestriction

from basis import outbox
from basis.models import AuditRegel
from kennis.actions.voorstel import MOST_OPEN
from kennis.models import Begripvoorstel
from tests.factories.kennis import make_begrip
from tests.factories.wereld import Wereld

pytestmark = pytest.mark.django_db
ADDRESS = "/begrippen/voorstellen"


def suggest(client: Client, term: str, text: str = "") -> str:
    return client.post(ADDRESS, {"term": term, "toelichting": text}, follow=True).content.decode()


def test_from_the_question_to_the_answer(wereld: Wereld, client: Client) -> None:
    """The form comes with what was looked for; the editor gets a mail, answers, and that is mailed back."""
    client.force_login(wereld.lid)
    assert 'value="watersensitief"' in client.get(f"{ADDRESS}?term=watersensitief").content.decode()
    assert "Je voorstel is bij de redactie" in suggest(client, "watersensitief", "In een bestek.")
    outbox.drain()
    assert [one.to for one in mail.outbox] == [[wereld.redactie.email]]
    assert "In een bestek." in mail.outbox[0].body
    voorstel = Begripvoorstel.objects.get()

    client.force_login(wereld.redactie)
    assert "watersensitief" in client.get("/beheer/begripvoorstellen/").content.decode()
    place = f"/beheer/begripvoorstellen/edit/{voorstel.pk}/"
    assert place in mail.outbox[0].body
    assert "?naam=watersensitief" in client.get(place).content.decode()
    empty = client.post(place, {"besluit": "opgenomen", "antwoord": ""})
    assert "Schrijf een antwoord" in empty.content.decode()
    answered = client.post(place, {"besluit": "opgenomen", "antwoord": "Het staat er nu in."})
    assert answered.status_code == 302
    outbox.drain()
    assert mail.outbox[-1].to == [wereld.lid.email]
    assert "Het staat er nu in." in mail.outbox[-1].body
    again = client.post(place, {"besluit": "afgewezen", "antwoord": "Toch niet."})
    assert "al beantwoord" in again.content.decode()
    verbs = (
        AuditRegel.objects.filter(verb__startswith="begrip.").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["begrip.voorstellen", "begrip.voorstel_beantwoorden"]


def test_what_is_refused_is_said_and_stays_typed(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    begrip = make_begrip(title="bouwteam")
    begrip.labels.create(tekst="BT")
    begrip.save()
    assert "Vul het begrip in dat je mist" in suggest(client, "  ", "Toch een verhaal")
    assert "Toch een verhaal" in suggest(client, "", "Toch een verhaal")
    assert "staat al in de begrippenlijst" in suggest(client, "Bouwteam")
    assert "kijk bij “bouwteam”" in suggest(client, "bt")
    suggest(client, "nieuw woord")
    assert "heb je al voorgesteld" in suggest(client, "Nieuw  woord")
    for number in range(MOST_OPEN - 1):
        suggest(client, f"woord {number}")
    assert f"Je hebt al {MOST_OPEN} voorstellen gedaan" in suggest(client, "nog een woord")
    assert Begripvoorstel.objects.count() == MOST_OPEN


def test_only_editors_answer(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    suggest(client, "watersensitief")
    place = f"/beheer/begripvoorstellen/edit/{Begripvoorstel.objects.get().pk}/"
    assert client.post(place, {"besluit": "opgenomen", "antwoord": "Ja"}).status_code in {302, 404}
    assert Begripvoorstel.objects.open().count() == 1
    client.logout()
    assert client.get(ADDRESS).status_code == 302


def test_a_change_from_the_question_to_the_answer(wereld: Wereld, client: Client) -> None:
    """A visitor writes, logs in on the way and sends; the editor's answer fits a change and leads to the term."""
    make_begrip(title="bouwteam", slug="bouwteam", ref="bouwteam")
    address = "/begrippen/bouwteam/wijziging"
    assert f'href="{address}"' in client.get("/begrippen/bouwteam").content.decode()
    away = client.post(address, {"toelichting": "De bron is\r\nverouderd."})
    assert away.status_code == 302
    assert away["Location"] == f"/inloggen?next={address}"
    assert not Begripvoorstel.objects.exists()
    client.force_login(wereld.lid)
    assert "De bron is\nverouderd." in client.get(address).content.decode()
    sent = client.post(address, {"toelichting": "De bron is verouderd."}, follow=True)
    assert "Je voorstel is bij de redactie" in sent.content.decode()
    assert "De bron is" not in client.get(address).content.decode()
    outbox.drain()
    assert [one.to for one in mail.outbox] == [[wereld.redactie.email]]
    assert "wijziging voor bij “bouwteam”" in mail.outbox[0].body

    voorstel = Begripvoorstel.objects.get()
    client.force_login(wereld.redactie)
    place = f"/beheer/begripvoorstellen/edit/{voorstel.pk}/"
    html = client.get(place).content.decode()
    assert f'href="/beheer/pages/{voorstel.begrip_id}/edit/"' in html
    assert 'value="aangepast"' in html
    assert 'value="opgenomen"' not in html
    assert client.post(place, {"besluit": "bestaat", "antwoord": "Nee."}).status_code == 200
    assert client.post(place, {"besluit": "aangepast", "antwoord": "Dank, gedaan."}).status_code == 302
    outbox.drain()
    assert mail.outbox[-1].to == [wereld.lid.email]
    assert "/id/begrip/bouwteam" in mail.outbox[-1].body
    verbs = (
        AuditRegel.objects.filter(verb__startswith="begrip.").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["begrip.wijziging_voorstellen", "begrip.voorstel_beantwoorden"]


def test_a_change_that_is_refused_stays_typed(wereld: Wereld, client: Client) -> None:
    make_begrip(title="bouwteam", slug="bouwteam")
    address = "/begrippen/bouwteam/wijziging"
    long = "x" * 2001
    for signed_in in (False, True):
        if signed_in:
            client.force_login(wereld.lid)
        assert "Schrijf wat er anders moet" in client.post(address, {"toelichting": " "}).content.decode()
        refused = client.post(address, {"toelichting": long})
        assert refused.status_code == 200
        assert long in refused.content.decode()
    client.post(address, {"toelichting": "Een keer."})
    again = client.post(address, {"toelichting": "Nog een keer."}).content.decode()
    assert "heb je al een voorstel gedaan" in again
    assert "Nog een keer." in again
    assert Begripvoorstel.objects.count() == 1


def test_no_change_of_a_term_that_one_may_not_see(wereld: Wereld, client: Client) -> None:
    hidden = make_begrip(slug="geheim")
    make_begrip(slug="concept", live=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    for slug in ("geheim", "concept", "bestaat-niet"):
        for send in (client.get, client.post):
            assert send(f"/begrippen/{slug}/wijziging").status_code == 404
    assert client.get("/begrippen/geheim").status_code == 404


def test_the_list_of_editors_says_what_is_asked(wereld: Wereld, client: Client) -> None:
    make_begrip(title="bouwteam", slug="bouwteam")
    client.force_login(wereld.lid)
    suggest(client, "watersensitief")
    client.post("/begrippen/bouwteam/wijziging", {"toelichting": "Anders."})
    client.force_login(wereld.redactie)
    html = client.get("/beheer/begripvoorstellen/").content.decode()
    table = html[html.index('<table class="listing') :].partition("</table>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", table).split())
    assert "Wijziging" in words
    assert "Nieuw begrip" in words
    assert "Besluit" in words
    assert "method" not in words


def test_what_nobody_answered_is_on_top(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    for word in ("eerst", "daarna"):
        suggest(client, word)
    answered = Begripvoorstel.objects.get(term="daarna")
    client.force_login(wereld.redactie)
    place = f"/beheer/begripvoorstellen/edit/{answered.pk}/"
    client.post(place, {"besluit": "afgewezen", "antwoord": "Dat is een gewoon woord."})
    html = client.get("/beheer/begripvoorstellen/").content.decode()
    table = html[html.index('<table class="listing') :].partition("</table>")[0]
    assert table.index("eerst") < table.index("daarna")
