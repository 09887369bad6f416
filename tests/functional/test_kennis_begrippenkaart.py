"""The map of a term on its page: its neighbours, one step further, and who is not on it."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from kennis.context.begrippenkaart import MOST_FURTHER, MOST_NEIGHBOURS
from kennis.models import Begrip, Label, Relatie
from kennis.models.relatie import RelatieSoort
from tests.factories.kennis import make_begrip
from tests.factories.wereld import Wereld


def term(name: str, **fields: object) -> Begrip:
    """A term that is called so everywhere."""
    return make_begrip(title=name, slug=name, ref=name, **fields)


def tie(van: Begrip, naar: Begrip, soort: RelatieSoort = RelatieSoort.ONDERSTEUNT) -> None:
    """A relation."""
    Relatie.objects.create(van=van, naar=naar, soort=soort)


def drawings(client: Client, path: str) -> list[str]:
    """The drawings of the page."""
    return re.findall(r"<svg class=\"kk-bkaart.*?</svg>", client.get(path).content.decode(), re.DOTALL)


def links(drawing: str) -> list[str]:
    """Where the boxes of a drawing lead."""
    return re.findall(r'<a class="kk-bkaart__link" href="([^"]+)"', drawing)


def test_map_has_the_neighbours_and_no_inline_style(wereld: Wereld, client: Client) -> None:
    esg, csrd, vsme, mvo = (term(name) for name in ("esg", "csrd", "vsme", "mvo"))
    Label.objects.create(begrip=csrd, tekst="CSRD & co")
    Label.objects.create(begrip=csrd, tekst="CSRD")
    tie(esg, csrd, RelatieSoort.UITGEWERKT_IN)
    tie(vsme, esg)
    tie(csrd, mvo)
    both = drawings(client, "/begrippen/esg")
    assert len(both) == 2
    for drawing in both:
        assert links(drawing) == ["/begrippen/csrd", "/begrippen/vsme"]
        assert "wordt uitgewerkt in" in drawing
        assert "wordt ondersteund door" in drawing
        assert ">CSRD<" in drawing
        assert "style=" not in drawing
        assert "<title " in drawing
        assert "<desc " in drawing


def test_one_step_further_on_request(wereld: Wereld, client: Client) -> None:
    esg, csrd, mvo = (term(name) for name in ("esg", "csrd", "mvo"))
    tie(esg, csrd)
    tie(csrd, mvo)
    first = client.get("/begrippen/esg").content.decode()
    assert 'href="?stappen=2#kaart"' in first
    assert "/begrippen/mvo" not in first
    for drawing in drawings(client, "/begrippen/esg?stappen=2"):
        assert links(drawing) == ["/begrippen/csrd", "/begrippen/mvo"]
    further = client.get("/begrippen/esg?stappen=2").content.decode()
    assert 'class="kk-bstappen"' in further
    assert client.get("/begrippen/esg?stappen=drie").status_code == 200


def test_who_is_not_on_a_map(wereld: Wereld, client: Client) -> None:
    esg, known = term("esg"), term("bekend")
    retired = term("oud", status=Begrip.Status.VERVALLEN, opvolger=esg)
    draft, closed = term("concept", live=False), term("besloten")
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type="groups")
    restriction.groups.add(Group.objects.get_or_create(name="Kleine kring")[0])
    for other in (known, retired, draft, closed):
        tie(esg, other)
    assert [links(drawing) for drawing in drawings(client, "/begrippen/esg")] == [["/begrippen/bekend"]] * 2
    assert drawings(client, "/begrippen/oud") == []


def test_term_without_relations_has_no_map(wereld: Wereld, client: Client) -> None:
    term("alleen")
    assert drawings(client, "/begrippen/alleen") == []


def test_a_change_is_on_the_map_at_the_next_view(wereld: Wereld, client: Client) -> None:
    esg, csrd = term("esg"), term("csrd")
    assert drawings(client, "/begrippen/esg") == []
    tie(esg, csrd)
    assert links(drawings(client, "/begrippen/esg")[0]) == ["/begrippen/csrd"]
    Relatie.objects.get().delete()
    assert drawings(client, "/begrippen/esg") == []


@pytest.mark.parametrize("many", [40])
def test_a_term_with_many_relations_keeps_a_map_that_can_be_read(
    wereld: Wereld, client: Client, many: int
) -> None:
    centre = term("midden")
    for number in range(many):
        near, far = term(f"buur-{number}"), term(f"ver-{number}")
        tie(centre, near)
        if number < MOST_NEIGHBOURS:
            tie(near, far)
            tie(near, term(f"verder-{number}"))
    assert {len(links(one)) for one in drawings(client, "/begrippen/midden")} == {MOST_NEIGHBOURS}
    with CaptureQueriesContext(connection) as captured:
        two_steps = drawings(client, "/begrippen/midden?stappen=2")
    assert {len(links(one)) for one in two_steps} == {MOST_NEIGHBOURS + MOST_FURTHER}
    # All are in the list of the page.
    assert client.get("/begrippen/midden").content.decode().count('class="kk-relatie__soort"') == many
    assert len(captured) < 40
