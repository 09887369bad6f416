"""The glossary: A to Z with see-entries, a term with its relations, and its permanent address."""

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils.text import slugify
from wagtail.models import PageViewRestriction

from kennis.models import Begrip, Begrippenverzameling, Bron, Label, Relatie
from kennis.models.relatie import INVERSE, RelatieSoort
from kring.indeling import Thema
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]


def named(title: str, *labels: str, **fields: object) -> Begrip:
    """A term with other names."""
    slug = slugify(title)
    begrip = make_begrip(title=title, slug=slug, ref=slug, **fields)
    for label in labels:
        Label.objects.create(begrip=begrip, tekst=label)
    return begrip


def lines(html: str) -> list[str]:
    """The lines of the A-Z list as a reader sees them."""
    items = re.findall(r'<li class="kk-begrippen__item">(.*?)</li>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()).replace(" ,", ",") for item in items]


def test_a_to_z_with_see_entries(wereld: Wereld, client: Client) -> None:
    named("maatschappelijk verantwoord inkopen", "MVI", definitie="Kopen met oog voor mens en milieu.")
    named("social return on investment", "SROI", definitie="Methode.")
    named("social return in contracten", "SROI", definitie="Voorwaarde.")
    named("élan", definitie="Vuur.")
    named("3D-model", definitie="Tekening.")
    html = client.get("/begrippen").content.decode()
    assert lines(html) == [
        "élan Vuur.",
        "maatschappelijk verantwoord inkopen Kopen met oog voor mens en milieu.",
        "MVI, zie maatschappelijk verantwoord inkopen",
        "social return in contracten Voorwaarde.",
        "social return on investment Methode.",
        "SROI, zie social return in contracten",
        "SROI, zie social return on investment",
        "3D-model Tekening.",
    ]
    assert 'href="#letter-M"' in html
    assert 'id="letter-0-9"' in html
    assert 'href="#letter-Q"' not in html


def test_hidden_labels_and_retired_terms_are_not_in_the_list(wereld: Wereld, client: Client) -> None:
    begrip = named("bouwteam")
    Label.objects.create(begrip=begrip, tekst="bouwteems", soort=Label.Soort.VERBORGEN)
    named("oud woord", status=Begrip.Status.VERVALLEN)
    assert [line.split()[0] for line in lines(client.get("/begrippen").content.decode())] == ["bouwteam"]


def test_theme_filter(wereld: Wereld, client: Client) -> None:
    named("alfa", thema="klimaat")
    named("beta", thema="jeugd")
    shown = lines(client.get("/begrippen?thema=jeugd").content.decode())
    assert [line.split()[0] for line in shown] == ["beta"]
    assert "Geen begrippen bij dit thema" in client.get("/begrippen?thema=veiligheid").content.decode()


def test_one_letter_at_an_address_of_its_own(wereld: Wereld, client: Client) -> None:
    named("esg", "milieukader", thema="klimaat")
    named("mvi", thema="jeugd")
    html = client.get("/begrippen?letter=M").content.decode()
    assert [line.split()[0] for line in lines(html)] == ["milieukader,", "mvi"]
    assert 'href="?letter=E"' in html
    within = client.get("/begrippen?letter=E&thema=klimaat").content.decode()
    assert [line.split()[0] for line in lines(within)] == ["esg"]
    assert 'href="?thema=klimaat&amp;letter=M"' in within
    assert "Geen begrippen met deze letter" in client.get("/begrippen?letter=Q").content.decode()
    unknown = client.get("/begrippen?letter=%C3%9F").content.decode()
    assert "“ß” kennen we niet bij letter" in unknown
    assert len(lines(unknown)) == 3


def test_recently_changed_terms_without_retired_ones(wereld: Wereld, client: Client) -> None:
    for number in range(7):
        named(f"begrip {number}").save_revision().publish()
    named(
        "oud woord", status=Begrip.Status.VERVALLEN, toelichting="Niemand zegt dit nog."
    ).save_revision().publish()
    html = client.get("/begrippen").content.decode()
    part = html[html.index('id="gewijzigd"') :]
    shown = re.findall(r'href="/begrippen/([^"/]+)">', part)
    assert shown[:5] == [f"begrip-{number}" for number in (6, 5, 4, 3, 2)]
    assert "oud-woord" not in part
    assert 'id="gewijzigd"' not in client.get("/begrippen?letter=B").content.decode()


def test_citation_names_the_permanent_address(wereld: Wereld, client: Client) -> None:
    named("bouwteam", peildatum=date(2026, 3, 3))
    html = client.get("/begrippen/bouwteam").content.decode()
    assert re.search(
        r"“bouwteam”, begrippenlijst van .+, nagekeken op 3 maart 2026, http.+/id/begrip/bouwteam", html
    )


@pytest.mark.parametrize("soort", RelatieSoort)
def test_relation_is_told_from_both_ends(wereld: Wereld, client: Client, soort: RelatieSoort) -> None:
    esg, csrd = named("esg"), named("csrd")
    Relatie.objects.create(van=esg, naar=csrd, soort=soort, toelichting="Zo zit het.")
    own = client.get("/begrippen/esg").content.decode()
    inverse = client.get("/begrippen/csrd").content.decode()
    assert str(soort.label) in own
    assert 'href="/begrippen/csrd"' in own
    assert str(INVERSE[soort]) in inverse
    assert 'href="/begrippen/esg"' in inverse
    assert own.count("Zo zit het.") == inverse.count("Zo zit het.") == 1


def test_symmetric_relation_written_twice_is_told_once(wereld: Wereld) -> None:
    esg, mvo = named("esg"), named("mvo")
    for van, naar in ((esg, mvo), (mvo, esg)):
        Relatie.objects.create(van=van, naar=naar, soort=RelatieSoort.VERWANT)
    assert [seen.begrip.pk for seen in esg.verhoudingen()] == [mvo.pk]


def test_relation_with_an_unpublished_term_is_not_told(wereld: Wereld, client: Client) -> None:
    esg, draft = named("esg"), named("geheim", live=False)
    Relatie.objects.create(van=esg, naar=draft, soort=RelatieSoort.VERWANT)
    Relatie.objects.create(van=draft, naar=esg, soort=RelatieSoort.ONDERSTEUNT)
    assert "geheim" not in client.get("/begrippen/esg").content.decode()


def test_terms_behind_a_lock_are_not_told(wereld: Wereld, client: Client) -> None:
    esg, secret = named("esg"), named("geheim", "verborgen naam")
    old = named("oud", status=Begrip.Status.VERVALLEN, opvolger=secret)
    Relatie.objects.create(van=esg, naar=secret, soort=RelatieSoort.VERWANT)
    Relatie.objects.create(van=secret, naar=esg, soort=RelatieSoort.ONDERSTEUNT)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    for path in (
        f"/begrippen/{esg.slug}?stappen=2",
        f"/begrippen/{old.slug}",
        "/begrippen",
        "/begrippen/hierarchie",
    ):
        assert "geheim" not in client.get(path).content.decode(), path
    assert client.get("/begrippen/geheim").status_code == 404
    assert client.get("/begrippen/geheim/kaart").status_code == 404
    assert client.get("/begrippen/naam/verborgen-naam").status_code == 404


def test_page_of_a_term(wereld: Wereld, client: Client) -> None:
    begrip = named(
        "mvi",
        "inkoop <b>met</b> zorg",
        definitie="Kopen & zorgen </script>.",
        uitleg="Gewoon **goed** kopen.",
    )
    Bron.objects.create(begrip=begrip, titel="Handboek", url="https://voorbeeld.example/h", pagina="p. 3")
    html = client.get("/begrippen/mvi").content.decode()
    assert "<dfn>Mvi</dfn>" in html
    assert "Kopen &amp; zorgen &lt;/script&gt;." in html
    assert "<strong>goed</strong>" in html
    assert 'href="https://voorbeeld.example/h"' in html
    assert "p. 3" in html
    assert 'href="/id/begrip/mvi"' in html
    block = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert block is not None
    data = json.loads(block[1])
    assert data["@type"] == "DefinedTerm"
    assert data["description"] == "Kopen & zorgen </script>."
    assert data["alternateName"] == ["inkoop <b>met</b> zorg"]
    assert data["@id"].endswith("/id/begrip/mvi")


def test_retired_term_points_to_its_successor(wereld: Wereld, client: Client) -> None:
    new = named("nieuw woord")
    old = named("oud woord", status=Begrip.Status.VERVALLEN, opvolger=new, thema=Thema.KLIMAAT)
    Begrippenverzameling.objects.create(title="Water", ref="water", omschrijving="Nat.", thema=Thema.KLIMAAT)
    Relatie.objects.create(van=named("buur"), soort=RelatieSoort.ONDERSTEUNT, naar=old)
    html = client.get("/begrippen/oud-woord").content.decode()
    assert "Dit begrip is vervallen" in html
    assert 'href="/begrippen/nieuw-woord"' in html
    assert "In de verzameling" not in html
    assert "oud woord</a> (vervallen)" in client.get("/begrippen/buur").content.decode()


def test_where_used_shows_only_what_the_viewer_may_see(wereld: Wereld, client_for: ClientFor) -> None:
    begrip = named("bouwteam")
    open_les = make_les(wereld.kring, title="Open les")
    own_les = make_les(wereld.kring, title="Kringles", zichtbaarheid="kring")
    casus = make_casus(title="Wijkproef")
    for page in (open_les, own_les, casus):
        page.begrippen = [begrip]
        page.save()
    visitor = client_for("bezoeker").get("/begrippen/bouwteam").content.decode()
    member = client_for("lid").get("/begrippen/bouwteam").content.decode()
    assert "Open les" in visitor
    assert "Wijkproef" in visitor
    assert "Kringles" not in visitor
    assert "Kringles" in member
    listed = client_for("bezoeker").get("/lessen?begrip=bouwteam").content.decode()
    assert "Open les" in listed
    assert "Kringles" not in listed


def test_permanent_address(wereld: Wereld, client: Client) -> None:
    begrip = named("esg", "ESG-kader")
    begrip.slug = "milieu-mens-bestuur"
    begrip.save()
    answer = client.get("/id/begrip/esg")
    assert (answer.status_code, answer["Location"]) == (303, "/begrippen/milieu-mens-bestuur")
    assert client.get("/id/begrip/bestaat-niet").status_code == 404
    assert client.post("/id/begrip/esg").status_code == 405
    named("concept", live=False)
    assert client.get("/id/begrip/concept").status_code == 404
