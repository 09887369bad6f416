"""A municipality makes a convenantproject and takes it through its phases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from basis.actions import NotAllowed
from basis.models import AuditRegel
from convenant.actions import BrengIn, GaNaarFase, GeefVrij, MaakProject, WijzigProject
from convenant.models import Convenantproject, Faseovergang
from kring.indeling import Fase
from kring.models import Medewerker
from tests.factories.convenant import make_project
from tests.factories.kring import make_deelname, make_gemeente, make_kring, make_medewerker, make_user
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
PAGES = ("/bewerken", "/fase", "/les", "/dossier/nieuw", "/dossier/vrijgeven")


def filled_in(wereld: Wereld, **changes: str) -> dict[str, str]:
    return {
        "title": "Nieuw riool in de Kerkstraat",
        "samenvatting": "Het riool is op.",
        "gemeente": str(wereld.gemeente.pk),
        "kring": str(wereld.kring.pk),
        "plaats": "Waterveen, Kerkstraat",
        "thema": "klimaat",
        "contractvorm": "bouwteam",
        "raming": "€ 1.150.000",
        "doel": "Een **droge** straat.",
        "omschrijving": "",
    } | changes


def test_from_making_to_the_next_phase(wereld: Wereld, client_for: ClientFor) -> None:
    leader = client_for("gemeente")
    assert "/projecten/nieuw" in leader.get("/projecten").text
    assert "/projecten/nieuw" not in client_for("lid").get("/projecten").text
    form = leader.get("/projecten/nieuw").text
    assert "komt meteen op de site" in form
    assert "Kies een thema" in form
    assert "----" not in form

    made = leader.post("/projecten/nieuw", filled_in(wereld))
    assert made.headers["Location"] == "/projecten/nieuw-riool-in-de-kerkstraat"
    project = Convenantproject.objects.get(slug="nieuw-riool-in-de-kerkstraat")
    assert (project.projectleider, project.raming) == (wereld.projectleider, 1_150_000)
    page = Client().get(made.headers["Location"]).text
    assert "<strong>droge</strong>" in page
    assert "€ 1.150.000" in page
    assert "Jij leidt dit project" not in page
    assert "Jij leidt dit project" in leader.get(made.headers["Location"]).text

    path = made.headers["Location"]
    shown = leader.get(f"{path}/fase").text
    assert 'value="2" checked' in " ".join(shown.split()) or "2. Bespreken in de kring" in shown
    assert leader.post(f"{path}/fase", {"fase": "2", "reden": ""}).headers["Location"] == path
    assert project.fase() is Fase.BESPREKEN
    assert "Naar fase 2: Bespreken in de kring" in Client().get(path).text
    verbs = set(AuditRegel.objects.values_list("verb", flat=True))
    assert {"project.maken", "project.fase"} <= verbs


def test_a_title_that_turns_the_line_around_is_refused(wereld: Wereld, client_for: ClientFor) -> None:
    number = Convenantproject.objects.count()
    refused = client_for("gemeente").post("/projecten/nieuw", filled_in(wereld, title="Riool \u202etaartS"))
    assert refused.status_code == 200
    assert "onzichtbaar teken" in refused.text
    assert "Een **droge** straat." in refused.text
    assert Convenantproject.objects.count() == number


def test_skipping_needs_a_reason_that_everyone_sees(wereld: Wereld, client_for: ClientFor) -> None:
    leader, path = client_for("gemeente"), f"/projecten/{wereld.project.slug}"
    refused = leader.post(f"{path}/fase", {"fase": "4", "reden": "  "})
    assert "Je slaat een fase over" in refused.text
    assert wereld.project.fase() is Fase.ZOEKEN
    leader.post(f"{path}/fase", {"fase": "4", "reden": "De kring kende dit project al."})
    page = Client().get(path).text
    assert page.count("De kring kende dit project al.") == 2
    assert "Overgeslagen fasen:" in page
    assert [(step.nummer, step.status) for step in wereld.project.stappen()[:5]] == [
        (1, "gedaan"), (2, "overgeslagen"), (3, "overgeslagen"), (4, "nu"), (5, "straks"),
    ]  # fmt: skip


@pytest.mark.parametrize("fase", ["1", "0", "14", "-1", "twee", "", "2.5", "9" * 400])
def test_only_forward_and_only_to_what_is_a_phase(wereld: Wereld, client_for: ClientFor, fase: str) -> None:
    response = client_for("gemeente").post(
        f"/projecten/{wereld.project.slug}/fase", {"fase": fase, "reden": "x"}
    )
    assert response.status_code == 200
    assert "Fout:" in response.text
    assert wereld.project.fase() is Fase.ZOEKEN


def test_back_is_refused_by_the_action_too(wereld: Wereld) -> None:
    project = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.CONSULTATIE)
    for fase in (Fase.CONSULTATIE, Fase.BESPREKEN):
        with pytest.raises(ValidationError, match="alleen vooruit"):
            GaNaarFase(actor=wereld.projectleider, project=project, fase=fase).execute()


def share(wereld: Wereld, project: Convenantproject, days_ago: int) -> None:
    BrengIn(
        actor=wereld.projectleider,
        project=project,
        soort="vraag",
        titel="Waar liggen de kabels?",
        tekst="We willen het weten.",
        op=timezone.now() - timedelta(days=days_ago),
    ).execute()


def test_no_tender_before_everyone_could_read_everything(wereld: Wereld, client_for: ClientFor) -> None:
    leader = client_for("gemeente")
    project = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.MONITORING)
    path, now = f"/projecten/{project.slug}", timezone.now()

    share(wereld, project, days_ago=30)
    assert "Nog niet alles" in leader.post(f"{path}/fase", {"fase": "7"}).text
    assert "Nog niet alles" in leader.post(f"{path}/fase", {"fase": "9", "reden": "Haast."}).text

    planned = GeefVrij(actor=wereld.projectleider, project=project, moment=now + timedelta(hours=1)).execute()
    assert "Nog niet alles" in leader.post(f"{path}/fase", {"fase": "7"}).text
    # Saying that it is later than it is does not open what is closed.
    with pytest.raises(ValidationError, match="Nog niet alles"):
        GaNaarFase(
            actor=wereld.projectleider,
            project=project,
            fase=Fase.AANBESTEDING,
            op=planned.moment + timedelta(days=30),
        ).execute()
    assert project.fase() is Fase.MONITORING


def test_ten_days_to_read_before_the_tender(wereld: Wereld, client_for: ClientFor) -> None:
    leader = client_for("gemeente")
    project = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.MONITORING)
    share(wereld, project, days_ago=12)
    released = timezone.now() - timedelta(days=9)
    GeefVrij(actor=wereld.projectleider, project=project, moment=released, op=released).execute()
    path = f"/projecten/{project.slug}"
    assert "tien dagen om te lezen" in leader.post(f"{path}/fase", {"fase": "7"}).text

    other = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.MONITORING)
    share(wereld, other, days_ago=12)
    released = timezone.now() - timedelta(days=11)
    GeefVrij(actor=wereld.projectleider, project=other, moment=released, op=released).execute()
    assert leader.post(f"/projecten/{other.slug}/fase", {"fase": "7"}).status_code == 302
    assert other.fase() is Fase.AANBESTEDING


def test_after_the_last_phase_there_is_nothing_to_choose(wereld: Wereld, client_for: ClientFor) -> None:
    project = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.RESULTATEN)
    assert "laatste fase" in client_for("gemeente").get(f"/projecten/{project.slug}/fase").text
    assert client_for("gemeente").post(f"/projecten/{project.slug}/fase", {"fase": "13"}).status_code == 200


def test_editing_keeps_what_was_typed(wereld: Wereld, client_for: ClientFor) -> None:
    leader, path = client_for("gemeente"), f"/projecten/{wereld.project.slug}"
    half = filled_in(wereld, title="", raming="veel")
    response = leader.post(f"{path}/bewerken", half)
    assert "hele euro" in response.text
    assert "Het riool is op." in response.text
    assert Convenantproject.objects.get(pk=wereld.project.pk).title == wereld.project.title

    assert leader.post(f"{path}/bewerken", filled_in(wereld, title="Andere naam")).status_code == 302
    changed = Convenantproject.objects.get(pk=wereld.project.pk)
    assert (changed.title, changed.slug, changed.live) == ("Andere naam", wereld.project.slug, True)
    assert changed.revisions.count() == 1
    assert "Andere naam" in Client().get(path).text


def test_two_projects_of_one_name_have_two_addresses(wereld: Wereld, client_for: ClientFor) -> None:
    leader = client_for("gemeente")
    first, second, odd = (
        leader.post("/projecten/nieuw", filled_in(wereld, title=title, plaats=plaats)).headers["Location"]
        for title, plaats in (("Nieuw", "Dijkerk"), ("Nieuw", "Waterveen"), ("???", "Waterveen"))
    )
    assert (first, second, odd) == ("/projecten/nieuw-2", "/projecten/nieuw-3", "/projecten/project")


def test_a_form_that_is_sent_twice_makes_one_project(wereld: Wereld, client_for: ClientFor) -> None:
    leader, number = client_for("gemeente"), Convenantproject.objects.count()
    answers = [leader.post("/projecten/nieuw", filled_in(wereld)).headers["Location"] for _ in range(2)]
    assert answers == ["/projecten/nieuw-riool-in-de-kerkstraat"] * 2
    assert Convenantproject.objects.count() == number + 1
    assert Faseovergang.objects.filter(project__slug="nieuw-riool-in-de-kerkstraat").count() == 1


def test_half_filled_in_makes_nothing(wereld: Wereld, client_for: ClientFor) -> None:
    number = Convenantproject.objects.count()
    response = client_for("gemeente").post("/projecten/nieuw", {"title": "Alleen een naam", "raming": "-5"})
    assert response.status_code == 200
    assert "Alleen een naam" in response.text
    assert Convenantproject.objects.count() == number


def test_only_in_a_kring_that_the_municipality_takes_part_in(wereld: Wereld, client_for: ClientFor) -> None:
    other = make_kring()
    response = client_for("gemeente").post("/projecten/nieuw", filled_in(wereld, kring=str(other.pk)))
    assert response.status_code == 200
    project = Convenantproject(
        title="X", kring=other, gemeente=wereld.gemeente, plaats="P", thema="klimaat", doel="d"
    )
    with pytest.raises(ValidationError, match="doet niet mee"):
        MaakProject(actor=wereld.projectleider, project=project).execute()
    with pytest.raises(NotAllowed):
        MaakProject(actor=wereld.lid, project=project).execute()


def test_only_the_project_leader(wereld: Wereld, client_for: ClientFor) -> None:
    colleague, client = make_user(), Client()
    make_medewerker(colleague, wereld.gemeente)
    client.force_login(colleague)
    elsewhere, stranger = make_user(), Client()
    gemeente = make_gemeente()
    make_medewerker(elsewhere, gemeente)
    make_deelname(gemeente, wereld.kring)
    stranger.force_login(elsewhere)
    for page in PAGES:
        path = f"/projecten/{wereld.project.slug}{page}"
        assert client.get(path).status_code == 404
        assert stranger.post(path, {}).status_code == 404
        assert client_for("gemeente").get(path).status_code == 200
        assert Client().get(path).headers["Location"].startswith("/inloggen")
        assert client_for("gemeente").get(f"/projecten/bestaat-niet{page}").status_code == 404


def test_who_left_the_municipality_leads_nothing_any_more(wereld: Wereld, client_for: ClientFor) -> None:
    Medewerker.objects.filter(user=wereld.projectleider).update(tot=timezone.now())
    leader = client_for("gemeente")
    for page in PAGES:
        assert leader.get(f"/projecten/{wereld.project.slug}{page}").status_code == 404
    assert leader.get("/projecten/nieuw").status_code == 404
    with pytest.raises(NotAllowed):
        GaNaarFase(actor=wereld.projectleider, project=wereld.project, fase=Fase.BESPREKEN).execute()


def test_an_unpublished_project_stays_unpublished(wereld: Wereld, client_for: ClientFor) -> None:
    wereld.project.unpublish()
    assert client_for("gemeente").get(f"/projecten/{wereld.project.slug}").status_code == 404
    assert client_for("gemeente").get(f"/projecten/{wereld.project.slug}/bewerken").status_code == 404
    with pytest.raises(NotAllowed):
        WijzigProject(actor=wereld.projectleider, project=wereld.project).execute()


def test_phases_are_not_rewritten(wereld: Wereld) -> None:
    for attempt in (
        lambda: Faseovergang.objects.filter(project=wereld.project).update(reden="anders"),
        lambda: Faseovergang.objects.filter(project=wereld.project)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_the_list_filters_and_counts(wereld: Wereld) -> None:
    far = make_project(
        wereld.kring,
        wereld.gemeente,
        wereld.projectleider,
        Fase.UITVOERING,
        title="Het verre project",
        thema="jeugd",
    )
    page = Client().get("/projecten").text
    assert "2 projecten" in page
    assert far.title in page
    assert far.title in Client().get("/projecten?fase=10").text
    assert far.title not in Client().get("/projecten?fase=1").text
    assert (
        far.title
        in Client()
        .get(f"/projecten?thema=jeugd&kring={wereld.kring.slug}&gemeente={wereld.gemeente.slug}")
        .text
    )
    nothing = Client().get("/projecten?thema=veiligheid").text
    assert "Geen projecten die hierbij passen" in nothing


@pytest.mark.parametrize(
    "query",
    [
        "fase=99",
        "fase=een",
        "kring=nergens",
        "gemeente=' OR 1=1",
        "thema=x",
        "pagina=zz",
        "pagina=999",
        f"fase={'9' * 5000}",
    ],
)
def test_the_list_with_a_hand_written_address(wereld: Wereld, query: str) -> None:
    response = Client().get(f"/projecten?{query}")
    assert response.status_code == 200
    assert "Let op" in response.text
    assert wereld.project.title in response.text
