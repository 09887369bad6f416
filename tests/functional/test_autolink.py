"""Terms in the texts of pages: where they become links, where not, and that a change shows at once."""

import io
import re
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from convenant.models import ConvenantenIndex, ConvenantVersie
from dev.paths import ROOT
from kennis.models import Artikel, Artikelreeks, Begrip, BegrippenIndex, Label, PraktijkIndex
from portal.models import StandaardPagina
from tests.factories.convenant import make_convenant, make_project
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import make_bijeenkomst, make_kring
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
LINK = '<a class="kk-begriplink" href="/begrippen/{}">{}</a>'
TEAM = LINK.format("bouwteam", "bouwteam")
LESSON = ("situatie", "gebeurtenis", "oorzaak", "advies")


def term(title: str, *labels: str, **fields: object) -> Begrip:
    """A term that everybody may see."""
    slug = title.lower().replace(" ", "-")
    begrip = make_begrip(**({"title": title, "slug": slug, "ref": slug} | fields))
    for label in labels:
        Label.objects.create(begrip=begrip, tekst=label)
    return begrip


def text(name: str) -> str:
    """A text that names a term, to find again on a page."""
    return f"Een bouwteam, {name}."


def rich(name: str) -> str:
    """The same in an editor's rich text."""
    return f"<p>{text(name)}</p>"


def body(path: str, client: Client | None = None) -> str:
    """What is on a page."""
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def les_page(wereld: Wereld) -> tuple[str, list[str]]:
    make_les(wereld.kring, slug="een-les", **{name: text(name) for name in LESSON})
    return "/lessen/een-les", list(LESSON)


def begrip_page(wereld: Wereld) -> tuple[str, list[str]]:
    names = ["uitleg", "toelichting", "voorbeeld"]
    term("nulmeting", **{name: text(name) for name in names})
    return "/begrippen/nulmeting", names


def casus_page(wereld: Wereld) -> tuple[str, list[str]]:
    names = ["wat", "opbrengst", "belemmering", "kosten", "contact"]
    make_casus(slug="een-casus", **{name: text(name) for name in names})
    return "/praktijk/een-casus", names


def reeks_page(wereld: Wereld) -> tuple[str, list[str]]:
    reeks = Artikelreeks(title="Reeks", slug="reeks", inleiding=text("inleiding"))
    PraktijkIndex.objects.get().add_child(instance=reeks)
    return "/praktijk/reeks", ["inleiding"]


def artikel_page(wereld: Wereld) -> tuple[str, list[str]]:
    reeks_page(wereld)
    content = [("tekst", text("tekst")), ("let_op", {"titel": "Let op", "tekst": text("let op")})]
    artikel = Artikel(
        title="Artikel", slug="artikel", inhoud=content, bron="B", peildatum=timezone.localdate()
    )
    Artikelreeks.objects.get().add_child(instance=artikel)
    return "/praktijk/reeks/artikel", ["tekst", "let op"]


def standard_page(wereld: Wereld) -> tuple[str, list[str]]:
    page = StandaardPagina(title="Over ons", slug="over-ons", inhoud=[("tekst", text("inhoud"))])
    wereld.home.add_child(instance=page)
    return "/over-ons", ["inhoud"]


def kring_page(wereld: Wereld) -> tuple[str, list[str]]:
    make_kring(slug="een-kring", omschrijving=rich("omschrijving"), gedragsregels=rich("gedragsregels"))
    return "/kenniskringen/een-kring", ["omschrijving", "gedragsregels"]


def meeting_page(wereld: Wereld) -> tuple[str, list[str]]:
    begin = timezone.now() - timedelta(days=2)
    make_bijeenkomst(
        wereld.kring,
        slug="geweest",
        begin=begin,
        eind=begin + timedelta(hours=1),
        programma=rich("programma"),
        verslag=rich("verslag"),
    )
    return "/bijeenkomsten/geweest", ["programma", "verslag"]


def convenant_page(wereld: Wereld) -> tuple[str, list[str]]:
    convenant = make_convenant(
        make_kring(), slug="een-convenant", aanleiding=text("aanleiding"), doel=text("doel")
    )
    article = {"anker": "a", "nummer": "1", "hoofdstuk": "H", "titel": "T"}
    frame = {
        "titel": "Wet",
        "tekst": text("kader"),
        "bron": "B",
        "url": "",
        "peildatum": timezone.localdate(),
    }
    arguments = [
        {"soort": sort, "titel": "T", "tekst": text(sort), "antwoord": text(f"antwoord {sort}"), "bron": "B"}
        for sort in ("voor", "tegen")
    ]
    ConvenantVersie.objects.create(
        convenant=convenant,
        nummer=2,
        ingangsdatum=timezone.localdate(),
        artikelen=[("artikel", article | {"tekst": text("artikel"), "toelichting": text("kantlijn")})],
        kaders=[("kader", frame)],
        argumenten=[("argument", argument) for argument in arguments],
    )
    return "/convenant/een-convenant", [
        "aanleiding", "doel", "artikel", "kantlijn", "kader", "voor", "tegen", "antwoord tegen",
    ]  # fmt: skip


def convenanten_page(wereld: Wereld) -> tuple[str, list[str]]:
    index = ConvenantenIndex.objects.get()
    index.inleiding = text("inleiding")
    index.save()
    return "/convenant", ["inleiding"]


def project_page(wereld: Wereld) -> tuple[str, list[str]]:
    make_project(
        wereld.kring, wereld.gemeente, wereld.projectleider, slug="een-project", doel=text("doel"),
        omschrijving=text("omschrijving"),
    )  # fmt: skip
    return "/projecten/een-project", ["doel", "omschrijving"]


PAGES = [
    les_page, begrip_page, casus_page, reeks_page, artikel_page, standard_page, kring_page, meeting_page,
    convenant_page, convenanten_page, project_page,
]  # fmt: skip


@pytest.mark.parametrize("make", PAGES, ids=[make.__name__ for make in PAGES])
def test_each_field_of_text_is_linked(
    wereld: Wereld, make: Callable[[Wereld], tuple[str, list[str]]]
) -> None:
    """The first mention in each field, in one question more than without terms."""
    path, fields = make(wereld)
    off = Client()
    off.cookies["begrippen"] = "niet"
    before = body(path)
    assert "kk-begriplink" not in before
    term("bouwteam")
    after = body(path)
    for field in fields:
        assert f"Een {TEAM}, {field}." in after, field
    with CaptureQueriesContext(connection) as with_terms:
        body(path)
    with CaptureQueriesContext(connection) as without:
        unmarked = body(path, off)
    assert "kk-begriplink" not in unmarked
    assert len(with_terms) == len(without) + 1


def test_every_template_gives_its_texts_through_the_tag() -> None:
    """A new field cannot forget it; what stands in a form or is compared letter by letter stays as it is."""
    apart = {"templates/werkbladen/invullen.html", "templates/convenant/includes/verschil.html"}
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"\{\{[^}]*\|\s*(markdown|richtext)\b", path.read_text())
    }
    assert found == apart


@pytest.fixture
def les(wereld: Wereld) -> str:
    """The address of a lesson that names some terms."""
    make_les(wereld.kring, slug="les", advies="Een bouwteam, SROI en ESG-rapportage. Twee bouwteams.")
    return "/lessen/les"


def renamed(begrip: Begrip) -> None:
    begrip.title = "iets anders"
    begrip.save_revision().publish()


def retired(begrip: Begrip) -> None:
    begrip.status = Begrip.Status.VERVALLEN
    begrip.toelichting = "Zo zeggen we het niet meer."
    begrip.save()


def restricted(begrip: Begrip) -> None:
    PageViewRestriction.objects.create(page=begrip, restriction_type=PageViewRestriction.LOGIN)


def glossary_restricted(begrip: Begrip) -> None:
    index = BegrippenIndex.objects.get()
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)


CHANGES: list[Callable[[Begrip], object]] = [
    renamed,
    retired,
    restricted,
    glossary_restricted,
    lambda begrip: begrip.unpublish(),
    lambda begrip: begrip.delete(),
    lambda begrip: Page.objects.get(pk=begrip.pk).delete(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_glossary_shows_at_the_next_view(
    les: str, change: Callable[[Begrip], object]
) -> None:
    begrip = term("bouwteam")
    assert TEAM in body(les)
    change(begrip)
    assert "kk-begriplink" not in body(les)


def test_a_change_of_a_label_shows_at_the_next_view(les: str) -> None:
    begrip = term("environment social governance")
    assert "kk-begriplink" not in body(les)
    label = Label.objects.create(begrip=begrip, tekst="ESG")
    link = LINK.format("environment-social-governance", "ESG")
    assert f"{link}-rapportage" in body(les)
    label.automatisch_linken = False
    label.save()
    assert "kk-begriplink" not in body(les)
    label.automatisch_linken = True
    label.save()
    assert link in body(les)
    label.delete()
    assert "kk-begriplink" not in body(les)


def test_a_new_address_of_a_term_shows_at_the_next_view(les: str) -> None:
    begrip = term("bouwteam")
    assert TEAM in body(les)
    begrip.slug = "samen-bouwen"
    begrip.save_revision().publish()
    assert LINK.format("samen-bouwen", "bouwteam") in body(les)


def test_a_change_that_is_rolled_back_never_was(les: str) -> None:
    term("bouwteam")
    assert TEAM in body(les)
    with transaction.atomic():
        Begrip.objects.get(slug="bouwteam").delete()
        assert "kk-begriplink" not in body(les)
        transaction.set_rollback(True)
    assert TEAM in body(les)


def test_a_long_text_is_kept_until_the_glossary_changes(wereld: Wereld) -> None:
    long = "Een bouwteam. " + "Gewone woorden zonder uitleg. " * 400
    make_les(wereld.kring, slug="lang", advies=long)
    begrip = term("bouwteam")
    assert TEAM in body("/lessen/lang")
    assert TEAM in body("/lessen/lang")
    begrip.unpublish()
    assert "kk-begriplink" not in body("/lessen/lang")


def test_a_draft_never_links(les: str) -> None:
    term("bouwteam", live=False)
    begrip = term("werkvorm")
    begrip.title = "ESG"
    begrip.labels.add(Label(tekst="SROI"))
    begrip.save_revision()
    assert "kk-begriplink" not in body(les)


def test_no_link_on_the_page_of_the_term_itself(wereld: Wereld) -> None:
    term("bouwteam", "bouwteams", uitleg="Een bouwteam en bouwteams.")
    assert "kk-begriplink" not in body("/begrippen/bouwteam")


def test_a_name_of_two_terms_leads_to_both(les: str, wereld: Wereld) -> None:
    method = term("social return on investment", "SROI", definitie="Een manier van meten.")
    clause = term("social return in contracten", "SROI", definitie="Een voorwaarde in een contract.")
    assert LINK.format("naam/sroi", "SROI") in body(les)
    for path in ("/begrippen/naam/sroi", "/begrippen/naam/SROI", "/begrippen/naam/sroi/kaart"):
        page = body(path)
        assert method.definitie in page
        assert clause.definitie in page
    assert "<h1" in body("/begrippen/naam/sroi")
    clause.unpublish()
    assert LINK.format("social-return-on-investment", "SROI") in body(les)
    answer = Client().get("/begrippen/naam/sroi")
    assert (answer.status_code, answer["Location"]) == (302, "/begrippen/social-return-on-investment")
    method.unpublish()
    assert Client().get("/begrippen/naam/sroi").status_code == 404
    assert Client().get("/begrippen/naam/sroi/kaart").status_code == 404


def test_card_of_a_term(wereld: Wereld, client_for: ClientFor) -> None:
    term("bouwteam", definitie="Samen <ontwerpen> & bouwen.")
    answer = client_for("lid").get("/begrippen/bouwteam/kaart")
    html = answer.content.decode()
    assert "Samen &lt;ontwerpen&gt; &amp; bouwen." in html
    assert 'href="/begrippen/bouwteam"' in html
    assert "<html" not in html
    # The same for everybody, so that caches may share it.
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert html == Client().get("/begrippen/bouwteam/kaart").content.decode()
    assert Client().post("/begrippen/bouwteam/kaart").status_code == 405


@pytest.mark.parametrize("change", CHANGES[1:])
def test_no_card_of_what_not_everybody_may_see(wereld: Wereld, change: Callable[[Begrip], object]) -> None:
    begrip = term("bouwteam", slug="x")
    change(begrip)
    assert Client().get("/begrippen/x/kaart").status_code == 404
    assert Client().get("/begrippen/bestaat-niet/kaart").status_code == 404
    assert Client().get("/begrippen/naam/bouwteam").status_code == 404


def test_the_choice_not_to_mark_stays(les: str) -> None:
    """Without JavaScript, and beside the choice of light or dark."""
    term("bouwteam")
    client = Client()
    client.get("/weergave?thema=donker")
    answer = client.get(f"/weergave?begrippen=niet&terug={les}")
    assert answer["Location"] == les
    assert "kk-begriplink" not in body(les, client)
    assert client.cookies["thema"].value == "donker"
    assert 'value="niet" aria-pressed="true"' in body(les, client)
    client.get("/weergave?thema=licht")
    assert "kk-begriplink" not in body(les, client)
    client.get("/weergave?begrippen=wel")
    assert TEAM in body(les, client)


def test_an_editor_sees_it_in_a_preview(wereld: Wereld) -> None:
    les = make_les(wereld.kring, advies="Een bouwteam.")
    term("bouwteam")
    response = les.make_preview_request()
    response.render()
    assert TEAM in response.content.decode()


def run(monkeypatch: pytest.MonkeyPatch, source: bytes, *words: str) -> bytes:
    """What `manage.py autolink` prints for what comes in."""
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source)))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, write_through=True))
    call_command("autolink", *words)
    return out.getvalue()


def test_command(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    term("bouwteam")
    link = TEAM.encode()
    assert run(monkeypatch, b"<p>Een bouwteam.\r\n") == b"<p>Een " + link + b".\r\n"
    assert run(monkeypatch, b"**Een** bouwteam", "--markdown") == b"<p><strong>Een</strong> " + link + b"</p>"
    assert run(monkeypatch, b"") == b""
    # What is no text at all comes out as it went in.
    noise = bytes(range(256)) * 40
    assert run(monkeypatch, noise) == noise
    big = b"<p>bouwteam <b><a" + b"<x> \xff" * 400_000
    assert run(monkeypatch, big) == big.replace(b"bouwteam", link, 1)
    run(monkeypatch, noise, "--markdown")


def test_command_refuses_markdown_that_is_too_long(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="te lang: 2000000 tekens"):
        run(monkeypatch, b"x" * 2_000_000, "--markdown")
