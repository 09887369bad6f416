"""What editors do about search: the dashboard, synonyms, promoted pages, and work on the index."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from basis.models import AuditRegel
from kring.indeling import Zichtbaarheid
from search import counting, decisions, statistics, synonyms
from search.actions import BewaarSynoniem, NegeerVraag
from search.admin.overview import safe_cell
from search.counting import Counts, Key
from search.models import GenegeerdeVraag, Synoniem, Uitgelicht, Zoekdag
from search.rebuilding import rebuild
from tests.factories.kennis import make_begrip, make_les
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
PAGES = [
    "zoeken_overzicht",
    "zoeken_namen",
    "zoeken_index",
    "zoeken_begrip",
    "synoniem:index",
    "uitgelicht:index",
]


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    counting.buffer.take()
    decisions.forget()
    yield
    decisions.forget()


def asked(text: str, times: int, *, without: int = 0, clicks: int = 0, days_ago: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    counts = Counts(gezocht=times, zonder_resultaat=without, geklikt=clicks, plaatsen=2 * clicks)
    counting.write_counts({Key(day, text): counts})


def html(client: Client, name: str, query: str = "", *args: object) -> str:
    answer = client.get(f"{reverse(name, args=args)}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(client: Client, question: str) -> str:
    return client.get("/zoeken", {"q": question}).content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["bezoeker", "lid", "gemeente", "coordinator"])
def test_only_for_editors(client_for: ClientFor, name: str, role: str) -> None:
    answer = client_for(role).get(reverse(name))
    assert answer.status_code == 404 or answer["Location"].startswith("/inloggen")


def test_who_edits_something_else_gets_404(wereld: Wereld, client_for: ClientFor) -> None:
    group = wereld.redactie.groups.get()
    group.permissions.remove(*group.permissions.filter(content_type__app_label="search"))
    client = client_for("redactie")
    for name in PAGES[:4]:
        assert client.get(reverse(name)).status_code == 404
    assert client.get(reverse("zoeken_csv", args=["meest"])).status_code == 404
    for name in ("zoeken_negeer", "zoeken_index_werk"):
        assert client.post(reverse(name), {"vraag": "x", "soort": "herbouw"}).status_code == 404
    assert "Zoekvragen" not in html(client, "wagtailadmin_home")


@pytest.mark.parametrize("role", ["redactie", "beheer"])
def test_the_pages_open_in_dutch(wereld: Wereld, client_for: ClientFor, role: str) -> None:
    asked("riool", 9, clicks=6)
    client = client_for(role)
    for name in PAGES:
        page = html(client, name)
        for english in ("Search terms", "There are no", "Add ", "No results", "Page 1 of"):
            assert english not in page, name
    assert "Zoekvragen" in html(client, "wagtailadmin_home")


def test_small_counts_are_never_shown(wereld: Wereld, client_for: ClientFor) -> None:
    asked("riool", 12, clicks=7)
    asked("zeldzame naam", 4, without=4)
    asked("bijna", 3)
    asked("bijna", 2, days_ago=3)
    report = statistics.report("meest", 30)
    assert [(row.vraag, row.aantal) for row in report.rijen] == [("riool", 12), ("bijna", 5)]
    assert (report.kleine_vragen, report.kleine_som) == (1, 4)
    assert report.rijen[0].plaats == 2.0
    page = html(client_for("redactie"), "zoeken_overzicht")
    assert "riool" in page
    assert "zeldzame naam" not in page
    assert "1 vraag die minder dan 5 keer voorkwam" in page


def test_reports_tell_what_goes_wrong(wereld: Wereld) -> None:
    asked("kademuur", 9, without=8)
    asked("asfalt", 9, clicks=1)
    asked("riool", 9, clicks=9)
    assert [row.vraag for row in statistics.report("zonder-resultaat", 7).rijen] == ["kademuur"]
    assert [(row.vraag, row.aantal) for row in statistics.report("zonder-klik", 7).rijen] == [("asfalt", 8)]


def test_the_period_is_chosen(wereld: Wereld, client_for: ClientFor) -> None:
    asked("vorige maand", 9, days_ago=45)
    redactie = client_for("redactie")
    assert "vorige maand" not in html(redactie, "zoeken_overzicht", "?dagen=30")
    assert "vorige maand" in html(redactie, "zoeken_overzicht", "?dagen=90")
    assert "vorige maand" not in html(redactie, "zoeken_overzicht", "?dagen=onzin")
    assert sum(point.gezocht for point in statistics.trend(90)) == 9
    assert [len(statistics.trend(days)) for days in (7, 30, 90)] == [7, 30, 13]


def test_a_report_as_csv(wereld: Wereld, client_for: ClientFor) -> None:
    asked("+riool", 6)
    asked("zeldzaam", 2)
    answer = client_for("redactie").get(reverse("zoeken_csv", args=["meest"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == ["'+riool", "6"]
    assert rows[2][:2] == ["1 andere vraag, minder dan 5 keer", "2"]
    assert "zeldzaam" not in answer.content.decode()
    assert client_for("redactie").get(reverse("zoeken_csv", args=["onzin"])).status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_a_question_is_ignored_and_counted_again(wereld: Wereld, client_for: ClientFor) -> None:
    asked("asdf", 9)
    redactie = client_for("redactie")
    redactie.post(reverse("zoeken_negeer"), {"vraag": "asdf", "dagen": "7"})
    assert statistics.report("meest", 30).rijen == ()
    ignored = GenegeerdeVraag.objects.get()
    assert AuditRegel.objects.filter(verb=NegeerVraag.verb).exists()
    redactie.post(reverse("zoeken_tel_weer_mee", args=[ignored.pk]))
    assert [row.vraag for row in statistics.report("meest", 30).rijen] == ["asdf"]
    with pytest.raises(ValidationError):
        NegeerVraag(actor=wereld.redactie, vraag="nooit gevraagd").execute()


def test_one_click_leads_to_a_filled_form(wereld: Wereld, client_for: ClientFor) -> None:
    asked("kademuur", 9, without=9)
    redactie = client_for("redactie")
    page = html(redactie, "zoeken_overzicht")
    for name, query, field in (
        ("synoniem:add", "?links=kademuur", 'name="links" value="kademuur"'),
        ("uitgelicht:add", "?woorden=kademuur", 'name="woorden" value="kademuur"'),
        ("zoeken_begrip", "?naam=kademuur", 'name="title" value="kademuur"'),
    ):
        assert f"{reverse(name)}{query}" in page
        assert field in html(redactie, name, query)


def new_synonym(**fields: object) -> dict[str, object]:
    return {
        "links": "kademuur",
        "rechts": "oeverconstructie",
        "andersom": "on",
        "actief": "on",
        "notitie": "",
    } | fields


def test_a_synonym_works_at_the_next_question(wereld: Wereld, client_for: ClientFor) -> None:
    make_les(wereld.kring, title="Houten oeverconstructie", advies="Vervang elke plank.")
    rebuild()
    redactie = client_for("redactie")
    assert "Houten oeverconstructie" not in titles(redactie, "kademuur")
    answer = redactie.post(reverse("synoniem:add"), new_synonym())
    assert answer.status_code == 302
    assert "Houten oeverconstructie" in titles(redactie, "kademuur")
    assert "Houten oeverconstructie" in titles(redactie, "kademuren")
    row = Synoniem.objects.get()
    redactie.post(reverse("synoniem:edit", args=[row.pk]), new_synonym(links="beschoeiing"))
    assert "Houten oeverconstructie" not in titles(redactie, "kademuur")
    assert "Houten oeverconstructie" in titles(redactie, "beschoeiing")
    redactie.post(reverse("synoniem:delete", args=[row.pk]))
    assert "Houten oeverconstructie" not in titles(redactie, "beschoeiing")
    verbs = list(AuditRegel.objects.values_list("verb", flat=True))
    assert verbs.count(BewaarSynoniem.verb) == 2
    assert "zoeken.verwijderen" in verbs


def test_a_synonym_in_one_direction(wereld: Wereld) -> None:
    row = Synoniem(links="kade, wal", rechts="oeverconstructie", andersom=False)
    assert row.pairs() == [(("kade",), (("oeverconstructie",),)), (("wal",), (("oeverconstructie",),))]


def test_the_dashboard_tells_what_has_a_synonym_on_either_side(wereld: Wereld) -> None:
    Synoniem.objects.create(links="inwoner", rechts="stedeling")
    Synoniem.objects.create(links="kade", rechts="oever", andersom=False)
    for question in ("inwoner", "stedeling", "kade", "oever"):
        asked(question, 9)
    found = {row.vraag: row.synoniem for row in statistics.report("meest", 7).rijen}
    assert found == {"inwoner": True, "stedeling": True, "kade": True, "oever": False}


WRONG_SYNONYMS = {
    ("kade => wal", "oever"): "Gebruik geen pijl",
    (",", "oever"): "Vul minstens één naam in",
    ("kade", "!!"): "heeft geen letters of cijfers",
    ("de", "oever"): "woord zonder eigen betekenis",
    ("kade", "oever, kades"): "staat er twee keer",
    ("een twee drie vier vijf zes zeven", "oever"): "is te lang",
    (", ".join(f"naam{n}" for n in range(25)), "oever"): "te veel namen",
    ("sroi", "mvi"): "Dit maakt verschillende begrippen hetzelfde",
}


@pytest.mark.parametrize(("sides", "message"), WRONG_SYNONYMS.items())
def test_a_wrong_synonym_is_refused_and_kept_in_the_form(
    wereld: Wereld, client_for: ClientFor, sides: tuple[str, str], message: str
) -> None:
    for title, label in (("social return", "SROI"), ("duurzaam inkopen", "MVI")):
        term = make_begrip(title=title)
        term.labels.create(tekst=label)
        term.save()
    page = client_for("redactie").post(reverse("synoniem:add"), new_synonym(links=sides[0], rechts=sides[1]))
    assert page.status_code == 200
    assert message in page.content.decode()
    assert sides[1] in page.content.decode()
    assert not Synoniem.objects.exists()


def test_where_names_meet_is_told(wereld: Wereld, client_for: ClientFor) -> None:
    for title in ("social return", "sociale waarde meten"):
        term = make_begrip(title=title)
        term.labels.create(tekst="SROI")
        term.save()
    Synoniem.objects.create(links="inwoner", rechts="burger")
    Synoniem.objects.create(links="SROI", rechts="arbeidsplaatsen")
    found = {conflict.naam: conflict.uitleg for conflict in synonyms.conflicts()}
    assert "Ook een naam van het begrip" in found["SROI"]
    assert "Staat in 2 groepen" in found["inwoner"]
    page = html(client_for("redactie"), "zoeken_namen")
    assert "Staat in 2 groepen" in page
    assert "Vaste lijst van het portaal" in page
    assert "burger" in html(client_for("redactie"), "zoeken_namen", "?bron=redactie")


def test_promoted_from_until_and_for_whom(wereld: Wereld, client_for: ClientFor) -> None:
    make_les(wereld.kring, title="Boom langs de kade", advies="Plant een boom.")
    wanted = make_les(wereld.kring, title="Eerst kijken", advies="Kijk naar de wortels van de boom.")
    hidden = make_les(wereld.kring, title="Besloten boom", zichtbaarheid=Zichtbaarheid.KRING)
    rebuild()
    now = timezone.now()
    row = Uitgelicht.objects.create(
        woorden="boom", pagina=Page.objects.get(pk=wanted.pk), van=now - timedelta(days=1)
    )
    Uitgelicht.objects.create(
        woorden="boom", pagina=Page.objects.get(pk=hidden.pk), van=now - timedelta(days=1)
    )
    bezoeker, lid = client_for("bezoeker"), client_for("lid")

    page = titles(bezoeker, "bomen")
    assert "Uitgelicht door de redactie" in page
    assert page.count("Eerst kijken</a>") == 1
    assert page.index("Eerst kijken") < page.index("Boom langs de kade")
    assert "Besloten boom" not in page
    assert "Besloten boom" in titles(lid, "boom").split("kk-resultaten")[1]
    assert "Uitgelicht door de redactie" not in titles(bezoeker, "boom kade")
    assert "Uitgelicht door de redactie" not in bezoeker.get("/zoeken?q=boom&soort=les").content.decode()

    for van, tot in ((now + timedelta(hours=1), None), (now - timedelta(days=2), now - timedelta(days=1))):
        row.van, row.tot = van, tot
        row.save()
        assert "Uitgelicht door de redactie" not in titles(bezoeker, "boom")
    row.van, row.tot = now - timedelta(days=1), now + timedelta(days=1)
    row.save()
    assert "Uitgelicht door de redactie" in titles(bezoeker, "boom")
    wanted.unpublish()
    assert "Uitgelicht door de redactie" not in titles(bezoeker, "boom")


def test_promoted_for_words_that_nothing_else_has(wereld: Wereld, client_for: ClientFor) -> None:
    les = make_les(wereld.kring, title="Broedende vogels")
    rebuild()
    Uitgelicht.objects.create(woorden="kwartel", pagina=Page.objects.get(pk=les.pk), van=timezone.now())
    page = titles(client_for("bezoeker"), "kwartel")
    assert "Geen andere resultaten voor <strong" in page
    assert "0 resultaten" not in page
    assert "Broedende vogels" in page


def test_promoted_by_another_name_of_a_term(wereld: Wereld, client_for: ClientFor) -> None:
    term = make_begrip(title="social return")
    term.labels.create(tekst="SROI")
    term.save()
    les = make_les(wereld.kring, title="Leerlingen aan het werk")
    rebuild()
    Uitgelicht.objects.create(woorden="SROI", pagina=Page.objects.get(pk=les.pk), van=timezone.now())
    assert "Uitgelicht door de redactie" in titles(client_for("bezoeker"), "social return")


def test_promoting_through_the_form(wereld: Wereld, client_for: ClientFor) -> None:
    les, redactie = make_les(wereld.kring, title="Te kiezen"), client_for("redactie")
    fields = {
        "woorden": "riool",
        "pagina": les.pk,
        "van": "2026-11-01 09:00",
        "tot": "2026-10-01 09:00",
        "notitie": "",
    }
    assert (
        "Het einde moet na het begin liggen"
        in redactie.post(reverse("uitgelicht:add"), fields).content.decode()
    )
    redactie.post(reverse("uitgelicht:add"), fields | {"tot": ""})
    assert Uitgelicht.objects.get().pagina_id == les.pk
    assert "riool" in html(redactie, "uitgelicht:index")
    les.delete()
    assert not Uitgelicht.objects.exists()


def test_the_list_tells_whether_visitors_see_it_now(wereld: Wereld, client_for: ClientFor) -> None:
    day, now = timedelta(days=1), timezone.now()
    shown, hidden = (Page.objects.get(pk=make_les(wereld.kring, title=f"Les {n}").pk) for n in (1, 2))
    hidden.specific.unpublish()
    for words, page, begin, end in (
        ("nu", shown, now - day, None),
        ("straks", shown, now + day, None),
        ("gisteren", shown, now - 2 * day, now - day),
        ("concept", hidden, now - day, None),
    ):
        Uitgelicht.objects.create(woorden=words, pagina=page, van=begin, tot=end)
    rows = BeautifulSoup(html(client_for("redactie"), "uitgelicht:index"), "html.parser").select("tbody tr")
    told = {
        cells[0].split()[0]: cells[2]
        for row in rows
        if (cells := [one.get_text(" ", strip=True) for one in row("td")])
    }
    assert told == {
        "concept": "nee, de pagina is niet gepubliceerd",
        "gisteren": "niet meer",
        "nu": "ja",
        "straks": "nog niet",
    }


def test_a_page_that_search_does_not_know_is_refused(wereld: Wereld) -> None:
    root = Page.get_first_root_node()
    with pytest.raises(ValidationError, match="niet in de zoekmachine"):
        Uitgelicht(woorden="riool", pagina=root).full_clean()


def test_counts_of_a_question_make_one_row_a_day(db: None) -> None:
    asked("riool", 2)
    asked("riool", 3)
    assert Zoekdag.objects.get().gezocht == 5
