"""Suggesting a term: who may, what is refused, who hears of it, and the answer."""

import pytest
from django.core import mail
from django.test import Client

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
    assert "staat al in de begrippenlijst" in suggest(client, "bt")
    suggest(client, "nieuw woord")
    assert "heb je al voorgesteld" in suggest(client, "Nieuw  woord")
    for number in range(MOST_OPEN - 1):
        suggest(client, f"woord {number}")
    assert f"Je hebt al {MOST_OPEN} begrippen voorgesteld" in suggest(client, "nog een woord")
    assert Begripvoorstel.objects.count() == MOST_OPEN


def test_only_editors_answer(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.lid)
    suggest(client, "watersensitief")
    place = f"/beheer/begripvoorstellen/edit/{Begripvoorstel.objects.get().pk}/"
    assert client.post(place, {"besluit": "opgenomen", "antwoord": "Ja"}).status_code in {302, 404}
    assert Begripvoorstel.objects.open().count() == 1
    client.logout()
    assert client.get(ADDRESS).status_code == 302
