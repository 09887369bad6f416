"""What the admin shows an editor of the glossary: advice at a term, previews, and words that miss a term."""

import re
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kennis.models import Begrip, Label, Relatie
from kennis.models.relatie import RelatieSoort
from kennis.ontbreekt import gemist_voor
from kring.indeling import Zichtbaarheid
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
LONG = "Dit is " + "heel " * 24 + "lang."


def editor_of(client: Client, begrip: Begrip) -> str:
    """The form of a term."""
    return client.get(reverse("wagtailadmin_pages:edit", args=(begrip.pk,))).content.decode()


def test_a_term_with_its_forms_advice_and_uses(wereld: Wereld, client_for: ClientFor) -> None:
    begrip = make_begrip(title="bouwteam", slug="bouwteam", ref="bouwteam", uitleg=f"{LONG} Vraag het XQZ.")
    Label.objects.create(begrip=begrip, tekst="ontwerpclub")
    Label.objects.create(begrip=begrip, tekst="bouwcrews", soort=Label.Soort.VERBORGEN)
    Label.objects.create(begrip=begrip, tekst="building team", taal=Label.Taal.EN)
    les = make_les(wereld.kring, title="Les met bouwteam")
    les.begrippen = [begrip]
    les.save()
    casus = make_casus(title="Casus met bouwteam")
    casus.begrippen = [begrip]
    casus.save()
    html = editor_of(client_for("redactie"), begrip)
    assert re.findall('data-kk-vorm="([^"]+)"', html) == ["bouwteams", "ontwerpclubben"]
    assert "kennis/vormen" in html
    assert "deze zin is lang" in html
    assert "leg “XQZ” uit" in html
    assert "Les met bouwteam" in html
    assert "Casus met bouwteam" in html


def test_a_concept_says_what_stands_in_its_way(wereld: Wereld, client_for: ClientFor) -> None:
    make_begrip(title="esg")
    begrip = make_begrip(title="ESG", live=False)
    html = editor_of(client_for("redactie"), begrip)
    assert "Zo kan het begrip nog niet op de site" in html
    assert "Er is al een begrip “esg”." in html


def test_previews_of_card_and_map_show_what_is_not_saved_yet(wereld: Wereld) -> None:
    buur = make_begrip(title="buurbegrip")
    begrip = make_begrip(title="midden", definitie="Wat het is.")
    begrip.relaties = [Relatie(soort=RelatieSoort.ONDERSTEUNT, naar=buur)]
    shown = {
        mode: begrip.make_preview_request(preview_mode=mode).render().content.decode()
        for mode in ("kaartje", "kaart")
    }
    assert "Wat het is." in shown["kaartje"]
    assert "kk-kaartje" in shown["kaartje"]
    assert "buurbegrip" in shown["kaart"]
    assert "<svg" in shown["kaart"]
    fresh = Begrip(title="vers", slug="vers")
    assert (
        "Er is nog geen kaart" in fresh.make_preview_request(preview_mode="kaart").render().content.decode()
    )


def test_words_that_miss_a_term(wereld: Wereld, client_for: ClientFor) -> None:
    for number in range(3):
        make_les(
            wereld.kring,
            title=f"Les {number}",
            advies="Vraag de HMO om regentonactie: een regenton, een actie.",
        )
    for number in range(3):
        make_les(
            wereld.kring,
            title=f"Besloten {number}",
            advies="Dit is GEHEIM.",
            zichtbaarheid=Zichtbaarheid.KRING,
        )
    make_begrip(title="HMO-begrip")
    address = reverse("begrippen_ontbreken")
    redactie = client_for("redactie")
    html = redactie.get(address).content.decode()
    assert "<strong>HMO</strong>" in html
    assert "<strong>regentonactie</strong>" in html
    assert "GEHEIM" not in html
    assert "Besloten" not in html
    assert f"{reverse('zoeken_begrip')}?naam=regentonactie" in html
    assert address in redactie.get(reverse("wagtailadmin_home")).content.decode()
    for role in ("lid", "coordinator"):
        assert client_for(role).get(address).status_code in {302, 403, 404}


def test_questions_of_the_report_do_not_grow(
    wereld: Wereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ask(queries: int) -> None:
        with django_assert_num_queries(queries):
            gemist_voor(wereld.redactie)

    make_les(wereld.kring)
    # Who one is and where the site stands is asked once.
    gemist_voor(wereld.redactie)
    ask(6)
    for number in range(4):
        make_les(wereld.kring)
        make_casus()
        make_begrip(title=f"woord {number}")
    ask(6)


def test_questions_of_the_form_do_not_grow_with_the_glossary(wereld: Wereld, client_for: ClientFor) -> None:
    begrip, redactie = make_begrip(title="midden"), client_for("redactie")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor_of(redactie, begrip)
        return len(queries)

    editor_of(redactie, begrip)
    few = asked()
    for number in range(6):
        other = make_begrip(title=f"woord {number}")
        Label.objects.create(begrip=other, tekst=f"A{number}")
    assert asked() == few
