"""A project applies lessons and says what came of them; the lesson shows it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.template import Context, Template
from django.test import Client, RequestFactory

from accounts.models import User
from basis.actions import NotAllowed
from convenant.actions import GaNaarFase, LegUitkomstVast, PasLesToe
from convenant.models import Convenantproject, Toepassing
from kennis.models import Les
from kring.indeling import Contractvorm, Fase, Thema, Zichtbaarheid
from tests.factories.convenant import make_project
from tests.factories.kennis import make_les
from tests.factories.kring import make_kring
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]


def apply(
    wereld: Wereld, les: Les, project: Convenantproject | None = None, oordeel: str = "toegepast"
) -> Toepassing:
    return PasLesToe(
        actor=wereld.projectleider,
        project=project or wereld.project,
        les=les,
        oordeel=oordeel,
        toelichting="Zo deden we het.",
    ).execute()


def test_choose_judge_and_say_what_came_of_it(wereld: Wereld, client_for: ClientFor) -> None:
    les, leader = make_les(wereld.kring, title="Graaf proefsleuven"), client_for("gemeente")
    path = f"/projecten/{wereld.project.slug}"
    assert f"?les={les.slug}" in leader.get(f"{path}/les").text
    assert "Graaf eerst een proefsleuf." in leader.get(f"{path}/les?les={les.slug}").text
    form = {"les": les.slug, "oordeel": "toegepast", "toelichting": "Vijf sleuven gegraven."}
    assert leader.post(f"{path}/les?les={les.slug}", form).headers["Location"] == f"{path}#lessen"
    for page in (path, f"/lessen/{les.slug}"):
        assert "Vijf sleuven gegraven." in Client().get(page).text
    assert "Toegepast in 1 project." in Client().get(f"/lessen/{les.slug}").text

    row = Toepassing.objects.get()
    outcome = f"{path}/les/{row.pk}/uitkomst"
    assert outcome in leader.get(path).text
    assert outcome not in client_for("lid").get(path).text
    assert "Kies" in leader.post(outcome, {"uitkomst": "misschien"}).text
    assert leader.post(outcome, {"uitkomst": "hielp"}).headers["Location"] == f"{path}#lessen"
    assert "Toegepast in 1 project, hielp in 1." in Client().get(f"/lessen/{les.slug}").text
    assert outcome not in leader.get(path).text
    again = leader.post(outcome, {"uitkomst": "hielp-niet"}, follow=True)
    assert "staat al vast" in again.text
    assert Toepassing.objects.get().uitkomst == "hielp"


def test_not_applying_says_why(wereld: Wereld, client_for: ClientFor) -> None:
    les, path = make_les(wereld.kring), f"/projecten/{wereld.project.slug}/les"
    form = {"les": les.slug, "oordeel": "niet", "toelichting": ""}
    response = client_for("gemeente").post(path, form)
    assert "Schrijf waarom jullie deze les niet toepassen" in response.text
    client_for("gemeente").post(path, form | {"toelichting": "Het ontwerp was al klaar."})
    row = Toepassing.objects.get()
    with pytest.raises(ValidationError, match="niet toegepast"):
        LegUitkomstVast(actor=wereld.projectleider, toepassing=row, uitkomst="hielp").execute()
    page = client_for("gemeente").get(f"/projecten/{wereld.project.slug}/les/{row.pk}/uitkomst")
    assert page.status_code == 302
    assert "Bekeken, nog nergens toegepast." in Client().get(f"/lessen/{les.slug}").text


def test_what_fits_stands_on_top(wereld: Wereld, client_for: ClientFor) -> None:
    project = make_project(
        wereld.kring, wereld.gemeente, wereld.projectleider, Fase.CONSULTATIE, contractvorm=Contractvorm.RAW
    )
    lessons = {
        "niets": make_les(wereld.kring, title="Past nergens op"),
        "vorm": make_les(wereld.kring, title="Past op vorm", contractvorm=Contractvorm.RAW),
        "thema": make_les(wereld.kring, title="Past op thema", thema=Thema.KLIMAAT),
        "alles": make_les(
            wereld.kring,
            title="Past op alles",
            thema=Thema.KLIMAAT,
            fase=Fase.CONSULTATIE,
            contractvorm=Contractvorm.RAW,
        ),
    }
    page = client_for("gemeente").get(f"/projecten/{project.slug}/les").text
    places = [page.index(lessons[name].title) for name in ("alles", "thema", "vorm", "niets")]
    assert places == sorted(places)
    found = client_for("gemeente").get(f"/projecten/{project.slug}/les?q=NERGENS").text
    assert "Past nergens op" in found
    assert "Past op thema" not in found
    apply(wereld, lessons["alles"], project)
    assert "Past op alles" not in client_for("gemeente").get(f"/projecten/{project.slug}/les").text


def test_a_lesson_that_one_may_not_see_does_not_exist(wereld: Wereld, client_for: ClientFor) -> None:
    hidden = make_les(make_kring(), title="Van een andere kring", zichtbaarheid=Zichtbaarheid.KRING)
    draft = make_les(wereld.kring, title="Nog een concept", live=False)
    path = f"/projecten/{wereld.project.slug}/les"
    leader = client_for("gemeente")
    for les in (hidden, draft):
        assert les.title not in leader.get(path).text
        assert leader.get(f"{path}?les={les.slug}").status_code == 404
        assert leader.post(path, {"les": les.slug, "oordeel": "toegepast"}).status_code == 404
        with pytest.raises(NotAllowed):
            apply(wereld, les)
    for query in ("les=bestaat-niet", f"les={'x' * 5000}", "les=%00", "q=%27%22%3C", "pagina=zz"):
        assert leader.get(f"{path}?{query}").status_code in {200, 400, 404}


def test_a_lesson_of_the_kring_stays_in_the_kring(wereld: Wereld, client_for: ClientFor) -> None:
    own = make_les(wereld.kring, title="Alleen voor ons", zichtbaarheid=Zichtbaarheid.KRING)
    came = make_les(
        wereld.kring,
        title="Hieruit geleerd",
        zichtbaarheid=Zichtbaarheid.KRING,
        herkomst=wereld.project.page_ptr,
    )
    apply(wereld, own)
    path = f"/projecten/{wereld.project.slug}"
    for les in (own, came):
        assert les.title in client_for("lid").get(path).text
        assert les.title not in Client().get(path).text
        assert les.title not in client_for("redactie").get(path).text


def test_once_for_each_lesson(wereld: Wereld) -> None:
    les = make_les(wereld.kring)
    apply(wereld, les)
    with pytest.raises(ValidationError, match="staat al bij dit project"):
        apply(wereld, les)
    with pytest.raises(ValidationError, match="Kies wat jullie"):
        apply(wereld, make_les(wereld.kring), oordeel="misschien")


def test_results_are_shared_when_every_lesson_has_its_outcome(wereld: Wereld, client_for: ClientFor) -> None:
    project = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.EVALUATIE)
    row = apply(wereld, make_les(wereld.kring), project)
    step = GaNaarFase(actor=wereld.projectleider, project=project, fase=Fase.RESULTATEN)
    with pytest.raises(ValidationError, match="vast of die hielp"):
        step.execute()
    LegUitkomstVast(actor=wereld.projectleider, toepassing=row, uitkomst="hielp-niet").execute()
    step.execute()
    assert project.fase() is Fase.RESULTATEN


def test_a_lesson_that_is_sent_twice_is_told(wereld: Wereld, client_for: ClientFor) -> None:
    les, leader = make_les(wereld.kring), client_for("gemeente")
    path = f"/projecten/{wereld.project.slug}"
    for _time in range(2):
        answer = leader.post(f"{path}/les", {"les": les.slug, "oordeel": "toegepast", "toelichting": ""})
        assert answer.headers["Location"] == f"{path}#lessen"
    assert wereld.project.toepassingen.count() == 1
    assert leader.post(f"{path}/les", {"les": "nul\x00", "oordeel": "toegepast"}).status_code == 404


def test_the_outcome_of_another_project_is_not_found(wereld: Wereld, client_for: ClientFor) -> None:
    other = make_project(wereld.kring, wereld.gemeente, wereld.projectleider)
    row = apply(wereld, make_les(wereld.kring), other)
    leader = client_for("gemeente")
    assert leader.get(f"/projecten/{wereld.project.slug}/les/{row.pk}/uitkomst").status_code == 404
    assert leader.get(f"/projecten/{other.slug}/les/{'9' * 30}/uitkomst").status_code == 404


def test_what_was_said_is_not_rewritten(wereld: Wereld) -> None:
    row = apply(wereld, make_les(wereld.kring))
    LegUitkomstVast(actor=wereld.projectleider, toepassing=row, uitkomst="hielp").execute()
    for attempt in (
        lambda: Toepassing.objects.filter(pk=row.pk).update(uitkomst="hielp-niet"),
        lambda: Toepassing.objects.filter(pk=row.pk).update(oordeel="niet"),
        lambda: Toepassing.objects.filter(pk=row.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def rendered(source: str, viewer: User, **values: object) -> str:
    request = RequestFactory().get("/")
    request.user = viewer
    return Template("{% load convenant_tags %}" + source).render(Context({"request": request} | values))


def test_tags_for_other_pages(wereld: Wereld) -> None:
    les = make_les(wereld.kring)
    source = "{% toepassingen_van les as rijen %}{{ rijen.samenvatting }}|{{ rijen.totaal }}"
    assert rendered(source, wereld.lid, les=les) == "|0"
    rows = [apply(wereld, les)]
    for oordeel in ("aangepast", "toegepast", "niet"):
        project = make_project(wereld.kring, wereld.gemeente, wereld.projectleider)
        rows.append(apply(wereld, les, project, oordeel))
    for row in rows[:2]:
        LegUitkomstVast(actor=wereld.projectleider, toepassing=row, uitkomst="hielp").execute()
    assert rendered(source, wereld.lid, les=les) == "toegepast in 3 projecten, hielp in 2|4"
    cards = "{% projecten_van_kring kring user as kaarten %}{{ kaarten|length }}"
    assert rendered(cards, wereld.lid, kring=wereld.kring, user=wereld.lid) == "4"
    assert wereld.project.title in Client().get(f"/kenniskringen/{wereld.kring.slug}").text
