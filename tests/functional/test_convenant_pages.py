"""Reading the convenant: its text by version, the comparison, and what a hand-written address gets."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from convenant.models import Convenant, ConvenantVersie
from tests.factories.convenant import make_versie
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]


def version(convenant: Convenant, nummer: int, ingangsdatum: date, **parts: object) -> ConvenantVersie:
    """A version with two articles, a framework and arguments for and against."""
    artikelen = [
        ("artikel", {"anker": "stoppen", "nummer": "1", "hoofdstuk": "Algemeen", "titel": "Stoppen",
                     "tekst": f"1. Stoppen kan **altijd** (versie {nummer}).", "toelichting": "Je zit nergens aan vast."}),
        ("artikel", {"anker": "delen", "nummer": "2", "hoofdstuk": "Kennis", "titel": "Delen",
                     "tekst": "Deel wat helpt.", "toelichting": ""}),
    ]  # fmt: skip
    values = {
        "artikelen": artikelen,
        "kaders": [("kader", {"titel": "Aanbestedingswet 2012", "tekst": "De wet.", "bron": "wetten.overheid.nl",
                              "url": "https://wetten.overheid.nl/", "peildatum": date(2026, 11, 21)})],
        "argumenten": [
            ("argument", {"soort": "voor", "titel": "Samen leren", "tekst": "Het helpt.", "antwoord": "", "bron": "Bron A"}),
            ("argument", {"soort": "tegen", "titel": "Kost tijd", "tekst": "Uren.", "antwoord": "Klopt.", "bron": "Bron A"}),
        ],
    }  # fmt: skip
    return ConvenantVersie.objects.create(
        convenant=convenant, nummer=nummer, ingangsdatum=ingangsdatum, **(values | parts)
    )


def test_the_text_reads_from_beginning_to_end(wereld: Wereld) -> None:
    version(wereld.convenant, 2, date(2025, 1, 1))
    Convenant.objects.filter(pk=wereld.convenant.pk).update(opmerking="Dit is een model.")
    page = Client().get(f"/convenant/{wereld.convenant.slug}").text
    for words in (
        "Dit is een model.", "De straat moet beter.", "Minder hinder.", 'id="stoppen"', "Je zit nergens aan vast.",
        "<strong>altijd</strong>", "Aanbestedingswet 2012", "21 november 2026", "Samen leren", "Kost tijd", "Klopt.",
        'id="register"', wereld.bedrijf.naam, "Artikel 1: Algemeen",
    ):  # fmt: skip
        assert words in page, words
    assert page.count("Bron A") == 1


def test_an_older_version_says_so(wereld: Wereld) -> None:
    version(wereld.convenant, 2, date(2025, 1, 1))
    old = Client().get(f"/convenant/{wereld.convenant.slug}?versie=1").text
    assert "Je leest versie 1" in old
    assert "31 december 2024" in old
    assert "Iedereen kan meedoen (versie 1)" in old
    assert "Je leest versie" not in Client().get(f"/convenant/{wereld.convenant.slug}").text


@pytest.mark.parametrize("versie", ["x", "0", "99", "-1", "1.0", "9" * 5000, "' OR 1=1"])
def test_a_version_that_is_none_gets_a_message(wereld: Wereld, versie: str) -> None:
    response = Client().get(f"/convenant/{wereld.convenant.slug}", {"versie": versie})
    assert response.status_code == 200
    assert "bestaat niet" in response.text
    assert "Iedereen kan meedoen (versie 1)" in response.text


def test_a_version_to_come_is_not_in_force(wereld: Wereld) -> None:
    version(wereld.convenant, 2, timezone.localdate() + timedelta(days=30))
    page = Client().get(f"/convenant/{wereld.convenant.slug}").text
    assert "versie 1" in page
    assert "Die gaat in op" in Client().get(f"/convenant/{wereld.convenant.slug}?versie=2").text


def test_comparison_by_article(wereld: Wereld) -> None:
    make_versie(wereld.convenant, 2, date(2025, 1, 1))
    version(wereld.convenant, 3, date(2026, 1, 1))
    page = Client().get(f"/convenant/{wereld.convenant.slug}/vergelijk?van=1&tot=2").text
    assert "<del>1).</del>" in page
    assert "<ins>2).</ins>" in page
    newest = Client().get(f"/convenant/{wereld.convenant.slug}/vergelijk").text
    assert "Van versie 2 naar versie 3" in newest
    assert "Nieuw artikel" in newest
    assert "Vervallen" in newest
    backwards = Client().get(f"/convenant/{wereld.convenant.slug}/vergelijk?van=2&tot=1").text
    assert "Van versie 1 naar versie 2" in backwards


@pytest.mark.parametrize(
    "query", ["van=a&tot=b", "van=99", "tot=-1", "van=1&tot=1", "van=&tot=", f"van={'9' * 5000}"]
)
def test_comparison_of_what_is_not_there(wereld: Wereld, query: str) -> None:
    make_versie(wereld.convenant, 2, date(2025, 1, 1))
    assert Client().get(f"/convenant/{wereld.convenant.slug}/vergelijk?{query}").status_code == 200


def test_comparison_needs_two_versions(wereld: Wereld) -> None:
    assert "nog geen tweede versie" in Client().get(f"/convenant/{wereld.convenant.slug}/vergelijk").text


def test_cards_tell_version_and_participants(wereld: Wereld) -> None:
    page = Client().get("/convenant").text
    assert "versie 1, geldt sinds 1 januari 2020" in page
    assert "2 deelnemers vandaag" in page
    assert Client().get("/convenant?blad=zz&pagina=-4").status_code == 200


def test_what_is_not_published_does_not_exist(wereld: Wereld, client_for: ClientFor) -> None:
    Convenant.objects.filter(pk=wereld.convenant.pk).update(live=False)
    for role in ("bezoeker", "lid", "beheer"):
        for page in ("", "/vergelijk", "/tekenen"):
            response = client_for(role).get(f"/convenant/{wereld.convenant.slug}{page}")
            assert response.status_code == 404 or (role == "bezoeker" and response.status_code == 302)


def test_versions_follow_each_other(wereld: Wereld) -> None:
    def errors(nummer: int, day: date, **parts: object) -> list[str]:
        row = ConvenantVersie(
            convenant=wereld.convenant, nummer=nummer, ingangsdatum=day, **({"artikelen": []} | parts)
        )
        with pytest.raises(ValidationError) as refusal:
            row.clean()
        return list(refusal.value.message_dict)

    article = {"anker": "a", "nummer": "1", "titel": "T", "tekst": "t", "hoofdstuk": "", "toelichting": ""}
    assert errors(1, date(2026, 1, 1)) == ["nummer"]
    assert errors(2, date(2019, 1, 1)) == ["ingangsdatum"]
    assert errors(2, date(2026, 1, 1), artikelen=[("artikel", article)] * 2) == ["artikelen"]
    taken = [("artikel", article | {"anker": "register"})]
    assert errors(2, date(2026, 1, 1), artikelen=taken) == ["artikelen"]


def test_previews_of_every_page(wereld: Wereld) -> None:
    """Also of a page that was never saved."""
    from convenant.models import ConvenantenIndex, Convenantproject, ProjectenIndex

    for page in (
        wereld.convenant,
        Convenant(title="Nieuw", slug="nieuw", aanleiding="a", doel="d"),
        wereld.project,
        Convenantproject(title="Nieuw", slug="nieuw-project", doel="d"),
        ConvenantenIndex.objects.get(),
        ProjectenIndex.objects.get(),
    ):
        response = page.make_preview_request(preview_mode=page.default_preview_mode)
        assert response.status_code == 200, page
        assert page.title in response.render().text if hasattr(response, "render") else response.text
