"""What an editor does in the admin: lists, a term with a relation, previews."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from kennis.actions import schrijf_en_dien_in
from kennis.models import (
    Artikel,
    Artikelreeks,
    Begrip,
    BegrippenIndex,
    Label,
    Les,
    LessenIndex,
    PraktijkIndex,
    Relatie,
)
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.wereld import Wereld
from tests.functional.test_kennis_les_flow import new_les

ClientFor = Callable[[str], Client]


@pytest.mark.parametrize(
    ("listing", "query"), [("begrippen", "thema=jeugd"), ("lessen", "fase=3"), ("praktijk", "niveau=goud")]
)
def test_lists_for_editors(wereld: Wereld, client_for: ClientFor, listing: str, query: str) -> None:
    make_begrip(title="In de lijst")
    make_les(wereld.kring, title="In de lijst")
    make_casus(title="In de lijst")
    redactie = client_for("redactie")
    address = reverse(f"{listing}:index")
    assert "In de lijst" in redactie.get(address).content.decode()
    assert "In de lijst" not in redactie.get(f"{address}?{query}").content.decode()
    assert client_for("lid").get(address).status_code in {302, 403, 404}


def test_terms_stand_in_the_order_of_the_alphabet_whatever_their_capitals(
    wereld: Wereld, client_for: ClientFor
) -> None:
    for title in ("wadi", "Aanbestedingswet", "bouwteam", "CSRD"):
        make_begrip(title=title)
    redactie = client_for("redactie")
    for name in ("begrippen:index", "begrippenverzamelingen:add"):
        html = redactie.get(reverse(name)).content.decode()
        places = [html.index(title) for title in ("Aanbestedingswet", "bouwteam", "CSRD", "wadi")]
        assert places == sorted(places), name


def test_the_list_finds_a_term_by_any_of_its_names(wereld: Wereld, client_for: ClientFor) -> None:
    begrip = make_begrip(title="Corporate Reporting Directive", ref="csrd")
    Label.objects.create(begrip=begrip, tekst="richtlijn verslaggeving")
    make_begrip(title="bouwteam", ref="bouwteam")
    redactie, address = client_for("redactie"), reverse("begrippen:index")
    for question in ("verslaggeving", "CSRD", "reporting"):
        html = redactie.get(f"{address}?q={question}").content.decode()
        assert "Corporate Reporting Directive" in html
        assert "bouwteam" not in html
    assert "bouwteam" in redactie.get(f"{address}?q=team&ordering=-title").content.decode()


def new_term(naar: Begrip) -> dict[str, object]:
    """What an editor types to add a term that stands in a relation to `naar`."""
    return nested_form_data(
        {
            "title": "nieuwe term",
            "slug": "nieuwe-term",
            "definitie": "Een zin.",
            "uitleg": "",
            "toelichting": "",
            "voorbeeld": "",
            "samenvatting": "",
            "ref": "nieuwe-term",
            "thema": "",
            "status": "geldig",
            "opvolger": "",
            "notatie": "",
            "notitie": "",
            "herzien_voor": "",
            "eigenaar": "",
            "peildatum": "2026-11-21",
            "labels": inline_formset([]),
            "relaties": inline_formset([{"soort": "ondersteunt", "naar": naar.pk, "toelichting": "Omdat."}]),
            "bronnen": inline_formset(
                [{"titel": "Bron", "verwijzing": "", "pagina": "", "url": "", "ORDER": "1"}]
            ),
            "koppelingen": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "action-publish",
        }
    )


@pytest.mark.parametrize(
    ("summary", "becomes"),
    [
        ("", "Een zin."),
        ("Een zin die al eerder in de lijst stond.", "Een zin."),
        ("Eigen woorden.", "Eigen woorden."),
    ],
)
def test_the_summary_follows_the_definition_unless_an_editor_wrote_one(
    wereld: Wereld, client_for: ClientFor, summary: str, becomes: str
) -> None:
    before = "Een zin die al eerder in de lijst stond."
    begrip = make_begrip(title="nieuwe term", slug="nieuwe-term", ref="nieuwe-term", definitie=before)
    changed = new_term(make_begrip()) | {"samenvatting": summary, "notitie": "Korter."}
    answer = client_for("redactie").post(reverse("wagtailadmin_pages:edit", args=(begrip.pk,)), changed)
    assert answer.status_code == 302
    begrip.refresh_from_db()
    assert (begrip.definitie, begrip.samenvatting) == ("Een zin.", becomes)


def test_editor_adds_a_term_and_sees_the_inverse(wereld: Wereld, client_for: ClientFor) -> None:
    esg, redactie = make_begrip(title="esg", slug="esg"), client_for("redactie")
    index = BegrippenIndex.objects.get()
    answer = redactie.post(
        reverse("wagtailadmin_pages:add", args=("kennis", "begrip", index.pk)), new_term(esg)
    )
    assert answer.status_code == 302, answer.context["form"].errors
    term = Begrip.objects.get(ref="nieuwe-term")
    assert term.live
    for html in (
        redactie.get(reverse("wagtailadmin_pages:edit", args=(esg.pk,))).content.decode(),
        redactie.get("/begrippen/esg").content.decode(),
    ):
        assert "wordt ondersteund door" in html
        assert "nieuwe term" in html
        assert "Omdat." in html
    assert "ondersteunt" in redactie.get("/begrippen/nieuwe-term").content.decode()


def test_same_word_twice_is_refused_beside_the_field(wereld: Wereld, client_for: ClientFor) -> None:
    other = make_begrip(title="Nieuwe Term", slug="anders")
    index = BegrippenIndex.objects.get()
    add = reverse("wagtailadmin_pages:add", args=("kennis", "begrip", index.pk))
    answer = client_for("redactie").post(add, new_term(other))
    assert answer.status_code == 200
    assert "Er is al een begrip" in answer.content.decode()


def pages(wereld: Wereld) -> list[Page]:
    """One page of every type, and a term and a lesson that are not saved yet."""
    begrip = make_begrip()
    fresh = Begrip(title="vers", slug="vers", definitie="Zin.", peildatum=timezone.localdate())
    fresh.relaties = [Relatie(naar=begrip, soort="verwant")]
    reeks = PraktijkIndex.objects.get().add_child(instance=Artikelreeks(title="Reeks", slug="reeks"))
    blocks = [
        ("tekst", "## Kop\n\nTekst"),
        ("let_op", {"titel": "Let op", "tekst": "**Pas op**"}),
        ("citaat", {"citaat": "Woorden", "bron": "Wie"}),
        ("vraag", {"soort": "Vraag", "vraag": "Waarom?"}),
    ]
    artikel = Artikel(title="Artikel", slug="artikel", inhoud=blocks, peildatum=timezone.localdate())
    return [
        *(model.objects.get() for model in (BegrippenIndex, LessenIndex, PraktijkIndex)),
        begrip,
        fresh,
        make_les(wereld.kring),
        schrijf_en_dien_in(wereld.lid, new_les(wereld)),
        Les(title="Vers", advies="Doe het."),
        make_casus(),
        reeks,
        Artikel(title="Vers", inhoud=blocks),
        reeks.add_child(instance=artikel),
    ]


def test_every_page_type_has_a_preview(wereld: Wereld) -> None:
    for page in pages(wereld):
        for mode, _name in page.preview_modes:
            assert page.make_preview_request(preview_mode=mode).status_code == 200, page


def test_article_shows_its_blocks_parts_and_neighbours(wereld: Wereld, client: Client) -> None:
    reeks = next(page for page in pages(wereld) if isinstance(page, Artikelreeks))
    after = Artikel(
        title="Hierna", slug="hierna", inhoud=[("tekst", "Slot.")], peildatum=timezone.localdate()
    )
    reeks.add_child(instance=after)
    html = client.get("/praktijk/reeks/artikel").content.decode()
    for part in (
        '<h2 id="kop">Kop</h2>',
        'href="#kop"',
        "<strong>Pas op</strong>",
        "Woorden",
        "Waarom?",
        "Deel 1 van 2",
    ):
        assert part in html
    assert 'rel="next" href="/praktijk/reeks/hierna"' in html
    assert (
        'rel="prev" href="/praktijk/reeks/artikel"' in client.get("/praktijk/reeks/hierna").content.decode()
    )
    assert client.get("/praktijk/reeks").content.decode().index("Artikel") > 0


def test_case_page_and_filters(wereld: Wereld, client: Client) -> None:
    make_casus(
        title="Groene straat",
        slug="groen",
        niveau="goud",
        kosten="Twee *ton*.",
        plaats="Nijmegen",
        bron_pagina="p. 9",
    )
    make_casus(title="Grijze straat", thema="jeugd")
    html = client.get("/praktijk/groen").content.decode()
    for part in (
        "Nijmegen",
        "Goud: de kwaliteit van de wijk",
        "<em>ton</em>",
        "Testbron",
        "p. 9",
        "Wat het kostte",
    ):
        assert part in html
    assert "Wat het opbracht" not in html
    listed = client.get("/praktijk?niveau=goud").content.decode()
    assert "Groene straat" in listed
    assert "Grijze straat" not in listed


def test_lists_are_in_pages(wereld: Wereld, client: Client) -> None:
    for number in range(13):
        make_les(wereld.kring, title=f"Les nummer {number}", thema="jeugd")
        make_casus(title=f"Casus nummer {number}")
    first = client.get("/lessen?thema=jeugd").content.decode()
    assert "13 lessen" in first
    assert "Les nummer 12" in first
    assert "Les nummer 0<" not in first
    assert 'href="?thema=jeugd&amp;pagina=2"' in first
    assert "Les nummer 0<" in client.get("/lessen?thema=jeugd&pagina=2").content.decode()
    assert 'href="?pagina=2"' in client.get("/praktijk").content.decode()
