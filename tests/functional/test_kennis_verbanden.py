"""How terms hang together: two side by side, and the map of one field."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from kennis.models import Begrip, Relatie
from kennis.models.begrip import RESERVED_SLUGS
from kennis.models.relatie import RelatieSoort
from kennis.urls import urlpatterns
from tests.factories.kennis import make_begrip, make_les
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]


def term(name: str, **fields: object) -> Begrip:
    """A term that is called so everywhere."""
    return make_begrip(title=name, slug=name, ref=name, **fields)


def tie(van: Begrip, naar: Begrip, soort: RelatieSoort, why: str = "") -> None:
    """A relation."""
    Relatie.objects.create(van=van, naar=naar, soort=soort, toelichting=why)


def words(html: str) -> str:
    """The text of the page's main part."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def compare(client: Client, query: str) -> str:
    """What the page says."""
    answer = client.get(f"/begrippen/vergelijk{query}")
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_two_terms_side_by_side(wereld: Wereld, client: Client) -> None:
    esg = term("esg", definitie="Drie lijnen.", uitleg="Een **kader**.")
    csrd, mvo = term("csrd", definitie="Een richtlijn."), term("mvo")
    tie(esg, csrd, RelatieSoort.UITGEWERKT_IN, "Verplicht verslag.")
    for one in (esg, csrd):
        tie(one, mvo, RelatieSoort.ONDERSTEUNT)
    text = compare(client, "?a=csrd&b=esg")
    assert "csrd is een uitwerking van esg Verplicht verslag." in text
    assert "Drie lijnen." in text
    assert "Een richtlijn." in text
    assert "Een kader ." in text
    assert "Daarover staat hier niets." in text
    assert "Beide hebben te maken met: mvo ." in text


def test_a_way_of_more_steps(wereld: Wereld, client: Client) -> None:
    a, b, c, alone = (term(name) for name in ("a", "b", "c", "alleen"))
    tie(a, b, RelatieSoort.ONDERSTEUNT)
    tie(c, b, RelatieSoort.GEMETEN_MET)
    text = compare(client, "?a=a&b=c")
    assert "In 2 stappen" in text
    assert "a ondersteunt b b is een maat voor c" in text
    assert "loopt er geen verband" in compare(client, f"?a=a&b={alone.slug}")


def test_use_counts_only_what_the_viewer_may_see(wereld: Wereld, client_for: ClientFor) -> None:
    one, _other = term("een"), term("twee")
    for visibility in ("openbaar", "kring"):
        les = make_les(wereld.kring, zichtbaarheid=visibility)
        les.begrippen = [one]
        les.save()
    assert "1 les ," in compare(client_for("bezoeker"), "?a=een&b=twee")
    assert "2 lessen ," in compare(client_for("lid"), "?a=een&b=twee")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", ""),
        ("?a=een", ""),
        ("?a=een&b=een", "twee keer hetzelfde"),
        ("?a=een&b=bestaat-niet", "“bestaat-niet” staat niet in de begrippenlijst"),
        ("?a=een&b=oud", "“oud” staat niet in de begrippenlijst"),
        ("?a=een&b=concept", "“concept” staat niet in de begrippenlijst"),
        (f"?a={'x' * 5000}&b=<script>", "staat niet in de begrippenlijst"),
    ],
)
def test_no_comparison_says_why_and_keeps_the_choice(
    wereld: Wereld, client: Client, query: str, message: str
) -> None:
    term("een")
    term("oud", status=Begrip.Status.VERVALLEN)
    term("concept", live=False)
    html = client.get(f"/begrippen/vergelijk{query}").content.decode()
    assert message in words(html)
    assert 'id="verband"' not in html
    assert "<script>" not in words(html)
    if query:
        assert ('<option value="een" selected>' in html) == query.startswith("?a=een")


def test_questions_do_not_grow_with_the_glossary(wereld: Wereld, client: Client) -> None:
    def asked() -> int:
        client.get("/begrippen/vergelijk?a=een&b=twee")
        with CaptureQueriesContext(connection) as captured:
            client.get("/begrippen/vergelijk?a=een&b=twee")
        return len(captured)

    een, twee = term("een"), term("twee")
    tie(een, twee, RelatieSoort.VERWANT)
    little = asked()
    for number in range(8):
        tie(een, term(f"meer-{number}"), RelatieSoort.ONDERSTEUNT)
    assert asked() == little


def test_overview_draws_the_relations_that_are_there(wereld: Wereld, client: Client) -> None:
    esg, csrd, mvo, mvi = (term(name) for name in ("esg", "csrd", "mvo", "mvi"))
    elsewhere = term("faalkosten")
    tie(esg, csrd, RelatieSoort.UITGEWERKT_IN, "Verplicht.")
    tie(mvi, mvo, RelatieSoort.ONDERSTEUNT)
    tie(mvo, elsewhere, RelatieSoort.VERWANT)
    html = client.get("/begrippen/overzicht").content.decode()
    text = words(html)
    assert "esg wordt uitgewerkt in csrd Verplicht." in text
    assert text.count("Verplicht.") == 1
    assert "mvi ondersteunt mvo" in text
    assert "faalkosten" not in text
    assert "Waar wil je heen?" not in re.findall(r"<h2[^>]*>(.*?)</h2>", html)
    wide = html[html.index("kk-bkaart__breed") : html.index("kk-bkaart__smal")]
    assert re.findall(r'href="/begrippen/(\w+)"', wide) == ["mvi", "mvo", "esg", "csrd"]
    assert wide.count("kk-bkaart__lijn--dwars") == 1


def test_overview_leaves_out_retired_terms_and_can_be_empty(wereld: Wereld, client: Client) -> None:
    assert "nog leeg" in words(client.get("/begrippen/overzicht").content.decode())
    term("esg", status=Begrip.Status.VERVALLEN)
    assert "nog leeg" in words(client.get("/begrippen/overzicht").content.decode())


def tree(html: str) -> list[str]:
    """The names in the tree, with a dot for each step in and a star where what is below stands elsewhere."""
    depth, found = 0, []
    part = html[html.index('id="boom"') : html.index("</main>")].partition('id="los"')[0]
    for name, mark in re.findall(r'kk-boom__naam"[^>]*>([^<]+)<|(<ul|</ul>|kk-boom__elders)', part):
        depth += {"<ul": 1, "</ul>": -1}.get(mark, 0)
        if name:
            found.append("." * (depth - 1) + name)
        elif mark == "kk-boom__elders":
            found[-1] += "*"
    return found


def below(naar: Begrip, *vormen: Begrip, soort: RelatieSoort = RelatieSoort.BOVENLIGGEND) -> None:
    """These stand below `naar`."""
    for van in vormen:
        tie(van, naar, soort)


def test_hierarchy_nests_forms_and_parts_and_names_who_stands_alone(wereld: Wereld, client: Client) -> None:
    inkopen, mvi, sroi, bouwen, alone = (term(name) for name in ("inkopen", "mvi", "sroi", "bouwen", "los"))
    below(inkopen, mvi)
    below(mvi, sroi, soort=RelatieSoort.ONDERDEEL_VAN)
    below(bouwen, mvi)
    tie(alone, bouwen, RelatieSoort.VERWANT)
    html = client.get("/begrippen/hierarchie").content.decode()
    assert tree(html) == ["bouwen", ".mvi", "..sroi", "inkopen", ".mvi*"]
    assert html.count('id="boom-mvi"') == html.count('href="#boom-mvi"') == 1
    assert "sroi onderdeel" in words(html)
    assert re.findall(r'href="/begrippen/(\w+)"', html.partition('id="los"')[2]) == ["los"]


def test_hierarchy_of_a_ring_ends(wereld: Wereld, client: Client) -> None:
    a, b, c = (term(name) for name in "abc")
    below(a, b)
    below(b, c)
    below(c, a)
    assert tree(client.get("/begrippen/hierarchie").content.decode()) == ["a", ".b", "..c", "...a*"]


def test_hierarchy_of_a_long_chain_shows_every_term(wereld: Wereld, client: Client) -> None:
    chain = [term(f"t{number:03}") for number in range(60)]
    for upper, lower in pairwise(chain):
        below(upper, lower)
    shown = tree(client.get("/begrippen/hierarchie").content.decode())
    assert {name.strip(".*") for name in shown} == {one.title for one in chain}
    assert len(shown) < 2 * len(chain)


def test_hierarchy_has_no_retired_or_hidden_terms(wereld: Wereld, client: Client) -> None:
    top, hidden = term("top"), term("geheim")
    below(top, hidden, term("oud", status=Begrip.Status.VERVALLEN), term("concept", live=False))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    text = words(client.get("/begrippen/hierarchie").content.decode())
    assert "top" in text
    assert not {"geheim", "oud", "concept"} & set(text.split())


def test_hierarchy_asks_the_same_of_more_terms(wereld: Wereld, client: Client) -> None:
    def asked() -> int:
        client.get("/begrippen/hierarchie")
        with CaptureQueriesContext(connection) as captured:
            client.get("/begrippen/hierarchie")
        return len(captured)

    top = term("top")
    below(top, term("eerste"))
    little = asked()
    below(top, *(term(f"meer-{number}") for number in range(8)))
    assert asked() == little <= 5


def test_a_term_never_takes_an_address_of_the_glossary_itself(wereld: Wereld) -> None:
    taken = {
        str(entry.pattern).removeprefix("begrippen/")
        for entry in urlpatterns
        if re.fullmatch(r"begrippen/[a-z]+", str(entry.pattern))
    }
    assert taken == RESERVED_SLUGS
    for slug in taken:
        with pytest.raises(ValidationError, match="gebruikt de site zelf"):
            make_begrip(slug=slug)
