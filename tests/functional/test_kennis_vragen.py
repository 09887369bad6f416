"""Every page of kennis asks the database a fixed number of questions, however much content there is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kennis.actions import SchrijfLes, schrijf_en_dien_in
from kennis.models import Artikel, Artikelreeks, Begrip, Label, Les, PraktijkIndex, Relatie
from kennis.models.relatie import RelatieSoort
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.wereld import Wereld
from tests.functional.test_kennis_les_flow import new_les

ClientFor = Callable[[str], Client]


def grow(wereld: Wereld, times: int) -> None:
    """More of everything, tied to what the pages below show."""
    term = Begrip.objects.get(slug="bouwteam")
    reeks = Artikelreeks.objects.get()
    for number in range(times):
        begrip = make_begrip()
        Label.objects.create(begrip=begrip, tekst=f"naam {number}")
        Relatie.objects.create(van=term, naar=begrip, soort=RelatieSoort.VERWANT)
        Relatie.objects.create(van=begrip, naar=term, soort=RelatieSoort.ONDERSTEUNT)
        les = make_les(
            wereld.kring, auteur=wereld.lid, organisatie=wereld.bedrijf, herkomst=wereld.project, fase=3
        )
        casus = make_casus()
        for page in (les, casus):
            page.begrippen = [term, begrip]
            page.save()
        kept = Les.objects.count()
        SchrijfLes(actor=wereld.lid, les=new_les(wereld, title=f"Concept {kept}")).execute()
        schrijf_en_dien_in(wereld.lid, new_les(wereld, title=f"Wacht {kept}"))
        reeks.add_child(instance=make_artikel())


def make_artikel() -> Artikel:
    """An article that is not saved."""
    text = "## Een kop\n\nTekst.\n\n## Nog een kop\n\nTekst."
    return Artikel(title="Artikel", inhoud=[("tekst", text)], bron="Bron", peildatum=timezone.localdate())


@pytest.fixture
def gevuld(wereld: Wereld) -> Wereld:
    """A world with one of everything."""
    make_begrip(title="bouwteam", slug="bouwteam", ref="bouwteam")
    make_les(
        wereld.kring, slug="eerste", auteur=wereld.lid, organisatie=wereld.bedrijf, herkomst=wereld.project
    )
    make_casus(slug="eerste")
    reeks = PraktijkIndex.objects.get().add_child(instance=Artikelreeks(title="Reeks", slug="reeks"))
    reeks.add_child(instance=make_artikel())
    SchrijfLes(actor=wereld.lid, les=new_les(wereld, title="Concept")).execute()
    schrijf_en_dien_in(wereld.lid, new_les(wereld, title="Wacht"))
    grow(wereld, 1)
    return wereld


def queries(client: Client, address: str) -> int:
    """How many questions one request asks, once what is cached for each process is there."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


# Measured; a page may ask less, and what a frame or a tag of another package adds must be worth it.
PAGES = [
    ("bezoeker", "/begrippen", 10),
    ("bezoeker", "/begrippen/bouwteam", 22),
    ("bezoeker", "/lessen", 12),
    ("lid", "/lessen", 18),
    ("bezoeker", "/lessen/eerste", 23),
    ("bezoeker", "/praktijk", 14),
    ("bezoeker", "/praktijk/eerste", 13),
    ("bezoeker", "/praktijk/reeks", 11),
    ("bezoeker", "/praktijk/reeks/artikel", 13),
    ("lid", "/lessen/mijn", 8),
    ("lid", "/lessen/schrijven", 13),
    ("lid", "/lessen/concept/bewerken", 25),
    ("lid", "/lessen/wacht/concept", 21),
    ("coordinator", "/lessen/wacht/beoordelen", 25),
]


@pytest.mark.parametrize(("role", "address", "limit"), PAGES)
def test_constant_and_small(
    gevuld: Wereld, client_for: ClientFor, role: str, address: str, limit: int
) -> None:
    client = client_for(role)
    few = queries(client, address)
    grow(gevuld, 4)
    assert queries(client, address) == few
    assert few <= limit
