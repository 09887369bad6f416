"""The rules between terms, each with what it refuses and what it leaves alone."""

import pytest
from django.core.exceptions import ValidationError

from kennis.models.naam import check_name, check_uri, sounds_like
from kennis.models.relatie import RelatieSoort
from kennis.samenhang import Geheel, Lid, Lijn, Naam, fouten

VORM, DEEL, VERWANT = RelatieSoort.BOVENLIGGEND, RelatieSoort.ONDERDEEL_VAN, RelatieSoort.VERWANT


def found(leden: list[Lid], *lijnen: tuple[str, RelatieSoort, str]) -> list[tuple[str, str, int | None]]:
    """Whose fields, and which of their rows, are wrong."""
    geheel = Geheel(leden, [Lijn(*lijn) for lijn in lijnen])
    return [(fout.ref, fout.veld, fout.rij) for fout in fouten(geheel)]


def letters(*refs: str) -> list[Lid]:
    """Terms that are called as their ref."""
    return [Lid(ref, f"begrip {ref}") for ref in refs]


def test_two_terms_of_one_title_whatever_capitals_and_accents() -> None:
    leden = [Lid("a", "Coöperatie"), Lid("b", "cooperatie"), Lid("c", "corporatie")]
    assert found(leden) == [("a", "title", None), ("b", "title", None)]


def test_a_visible_name_is_no_title_of_another_term_unless_a_relation_tells_how_they_differ() -> None:
    leden = [Lid("a", "SROI"), Lid("b", "social return", namen=(Naam("Sroi"),))]
    assert found(leden) == [("a", "title", None), ("b", "labels", 0)]
    assert found(leden, ("b", RelatieSoort.TEGENOVER, "a")) == []


def test_a_hidden_name_yields_to_a_title_and_two_terms_may_share_an_abbreviation() -> None:
    assert found([Lid("a", "bouwen"), Lid("b", "bouw", namen=(Naam("bouwen", zichtbaar=False),))]) == []
    assert found([Lid("a", "een", namen=(Naam("SROI"),)), Lid("b", "twee", namen=(Naam("SROI"),))]) == []


def test_doubles_inside_a_term_but_other_spellings_may_be_hidden() -> None:
    shown = (Naam("ESG"), Naam("esg"), Naam("E.S.G."), Naam("begrip"))
    assert found([Lid("a", "begrip", namen=shown)]) == [("a", "labels", 1), ("a", "labels", 3)]
    hidden = (Naam("cooperatie", zichtbaar=False), Naam("coöperatie", zichtbaar=False))
    assert found([Lid("a", "coöperatie", namen=hidden)]) == [("a", "labels", 1)]


def test_a_circle_is_told_at_each_of_its_rows_with_the_way_round() -> None:
    geheel = Geheel(
        letters("a", "b", "c", "d"),
        [Lijn("a", VORM, "b"), Lijn("b", DEEL, "c"), Lijn("c", VORM, "a"), Lijn("d", VORM, "a")],
    )
    wrong = fouten(geheel)
    assert [(fout.ref, fout.rij) for fout in wrong] == [("a", 0), ("b", 0), ("c", 0)]
    assert "begrip a → begrip b → begrip c → begrip a" in wrong[0].tekst
    assert [fout.ref for fout in fouten(geheel, ["d"])] == []


def test_a_term_above_itself() -> None:
    assert found(letters("a"), ("a", VORM, "a")) == [("a", "relaties", 0)]


def test_merely_related_within_a_line_of_the_hierarchy() -> None:
    up = [("a", VORM, "b"), ("b", DEEL, "c")]
    assert found(letters("a", "b", "c"), *up, ("a", VERWANT, "c")) == [("a", "relaties", 1)]
    assert found(letters("a", "b", "c"), *up, ("c", VERWANT, "a")) == [("c", "relaties", 0)]
    assert found(letters("a", "b", "c", "d"), *up, ("a", VERWANT, "d")) == []
    assert found(letters("a", "b", "c"), *up, ("a", RelatieSoort.ONDERSTEUNT, "c")) == []


def test_a_relation_to_a_retired_term_names_the_successor_in_force() -> None:
    leden = [
        *letters("a", "nieuw"),
        Lid("oud", "oud", vervallen=True, opvolger="ouder"),
        Lid("ouder", "ouder", vervallen=True, opvolger="nieuw"),
        Lid("weg", "weg", vervallen=True, toegelicht=True),
        Lid("dood", "dood", vervallen=True, toegelicht=True),
    ]
    lijnen = [Lijn("a", VERWANT, "oud"), Lijn("a", VERWANT, "weg"), Lijn("dood", VERWANT, "weg")]
    first, second = fouten(Geheel(leden, lijnen), ["a"])
    assert (first.rij, second.rij) == (0, 1)
    assert "Gebruik de opvolger: “begrip nieuw”" in first.tekst
    assert "geen opvolger" in second.tekst


def test_a_term_that_goes_leaves_no_relation_behind_unless_it_has_a_successor() -> None:
    leden = [
        *letters("a", "b"),
        Lid("weg", "weg", vervallen=True, toegelicht=True),
        Lid("oud", "oud", vervallen=True, opvolger="b"),
        Lid("dood", "dood", vervallen=True, toegelicht=True),
        Lid("concept", "concept", concept=True),
    ]
    lijnen = [Lijn(van, VERWANT, "weg") for van in ("a", "b", "concept")] + [Lijn("a", VERWANT, "oud")]
    lijnen += [Lijn("weg", VERWANT, "dood"), Lijn("dood", VERWANT, "a")]
    (fout,) = fouten(Geheel(leden, lijnen), ["weg", "oud", "dood"])
    assert (fout.ref, fout.veld) == ("weg", "opvolger")
    assert "begrip a, begrip b" in fout.tekst


@pytest.mark.parametrize(
    ("lid", "veld"),
    [
        (Lid("a", "a", vervallen=True), "toelichting"),
        (Lid("a", "a", opvolger="b"), "opvolger"),
        (Lid("a", "a", vervallen=True, opvolger="a"), "opvolger"),
        (Lid("a", "a", vervallen=True, opvolger="c"), "opvolger"),
    ],
)
def test_successors(lid: Lid, veld: str) -> None:
    others = [Lid("b", "b"), Lid("c", "c", vervallen=True, opvolger="a")]
    geheel = Geheel([lid, *others], [])
    assert [fout.veld for fout in fouten(geheel, ["a"])] == [veld]


def test_one_notation_for_one_term() -> None:
    leden = [Lid("a", "a", notatie="SDG 13"), Lid("b", "b", notatie="SDG 13"), Lid("c", "c"), Lid("d", "d")]
    assert found(leden) == [("a", "notatie", None), ("b", "notatie", None)]


def test_a_long_line_is_walked_without_recursion() -> None:
    many = 3_000
    leden = letters(*(str(number) for number in range(many)))
    lijnen = [Lijn(str(number), VORM, str((number + 1) % many)) for number in range(many)]
    assert [fout.ref for fout in fouten(Geheel(leden, lijnen), ["7"])] == ["7"]


@pytest.mark.parametrize(
    "name",
    [
        "x" * 500,
        "<b>bouwteam</b>",
        "**bouwteam**",
        "[bouwteam](/x)",
        "&amp;",
        "...",
        "-",
        "",
        "bouw\x00team",
        "a|b",
    ],
)
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(ValidationError):
        check_name(name)


@pytest.mark.parametrize(
    "name", ["CO₂-prestatieladder", "SDG’s", "3D-model", "R&D", "ISO 26000", "één", "C#"]
)
def test_what_is_a_name(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    "uri", ["", "x", "eurovoc.europa.eu/1", "ftp://a.nl/x", "http://a.nl/een twee", "javascript:alert(1)",
            "http://", "http://a.nl/<x>", "https://a.nl/\n"]
)  # fmt: skip
def test_what_is_no_address(uri: str) -> None:
    with pytest.raises(ValidationError):
        check_uri(uri)


def test_what_is_an_address() -> None:
    check_uri("http://www.wikidata.org/entity/Q42")
    check_uri("https://data.europa.eu/8mn/euvoc/woord#één")


def test_names_that_sound_the_same() -> None:
    assert sounds_like("  SDG’s ") == sounds_like("sdg's")
    assert sounds_like("Élan‑team") == sounds_like("elan-team")
    assert sounds_like("ESG") != sounds_like("EPG")
