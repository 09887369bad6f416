"""The dossier of a consultation: closed until one moment, and from then on the same for everyone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from convenant.actions import BrengIn, GeefVrij
from convenant.models import Bijdrage, Convenantproject, Vrijgave
from kring.indeling import Fase
from portal.permission_matrix import EVERYONE
from tests.factories.convenant import make_project
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
ROLES = sorted(EVERYONE)


@pytest.fixture
def project(wereld: Wereld) -> Convenantproject:
    """A project in its consultation."""
    return make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.CONSULTATIE)


def share(wereld: Wereld, project: Convenantproject, titel: str, days_ago: int = 20) -> Bijdrage:
    op = timezone.now() - timedelta(days=days_ago)
    return BrengIn(
        actor=wereld.projectleider,
        project=project,
        soort="vraag",
        titel=titel,
        tekst=f"Tekst van {titel}.",
        organisatie=wereld.bedrijf,
        op=op,
    ).execute()


def release(wereld: Wereld, project: Convenantproject, **delta: int) -> Vrijgave:
    """Released at now plus `delta`."""
    moment = timezone.now() + timedelta(**delta)
    return GeefVrij(
        actor=wereld.projectleider, project=project, moment=moment, op=min(moment, timezone.now())
    ).execute()


def dossier_of(page: str) -> str:
    """The part of the page that is the dossier."""
    return page[page.index('id="dossier"') : page.index('id="lessen"')]


def test_enter_and_release_on_the_pages(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor
) -> None:
    leader, path = client_for("gemeente"), f"/projecten/{project.slug}"
    form = {
        "soort": "document",
        "titel": "Kaart van kabels",
        "tekst": "Zie **hier**.",
        "organisatie": str(wereld.bedrijf.pk),
    }
    assert "Alleen jij ziet het" in leader.get(f"{path}/dossier/nieuw").text
    assert leader.post(f"{path}/dossier/nieuw", form).headers["Location"] == f"{path}#dossier"
    assert "Kaart van kabels" in leader.get(path).text
    assert "Kaart van kabels" not in client_for("lid").get(path).text

    shown = leader.get(f"{path}/dossier/vrijgeven").text
    assert shown.index("Kaart van kabels") < shown.index("Plan deze vrijgave")
    assert "Dit stuk wordt dan voor iedereen zichtbaar" in shown
    later = localtime(timezone.now() + timedelta(days=3))
    plan = {"moment": later.date().isoformat(), "tijd": "09:00", "aantal": "1", "begrepen": "on"}
    assert leader.post(f"{path}/dossier/vrijgeven", plan).headers["Location"] == f"{path}#dossier"
    page = Client().get(path).text
    assert "Gepland" in page
    assert "09:00 uur" in page
    assert "Kaart van kabels" not in page
    assert "niets om vrij te geven" in leader.get(f"{path}/dossier/vrijgeven").text


def test_a_form_that_is_sent_twice_is_entered_once(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor
) -> None:
    leader, path = client_for("gemeente"), f"/projecten/{project.slug}"
    form = {"soort": "vraag", "titel": "Hoe diep?", "tekst": "Hoe diep ligt het?", "organisatie": ""}
    for _time in range(2):
        assert leader.post(f"{path}/dossier/nieuw", form).headers["Location"] == f"{path}#dossier"
    assert project.bijdragen.count() == 1
    release(wereld, project, seconds=0)
    leader.post(f"{path}/dossier/nieuw", form)
    assert project.bijdragen.count() == 2, "wat na de vrijgave opnieuw wordt gevraagd, is nieuw"


def test_this_very_minute_is_now(wereld: Wereld, project: Convenantproject, client_for: ClientFor) -> None:
    share(wereld, project, "Nu")
    now = localtime(timezone.now())
    form = {"moment": now.date().isoformat(), "tijd": f"{now:%H:%M}", "aantal": "1", "begrepen": "on"}
    assert (
        client_for("gemeente").post(f"/projecten/{project.slug}/dossier/vrijgeven", form).status_code == 302
    )
    assert "Tekst van Nu" in Client().get(f"/projecten/{project.slug}").text


@pytest.mark.parametrize("role", ROLES)
def test_closed_for_everyone_but_the_leader(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor, role: str
) -> None:
    share(wereld, project, "Nog in geen vrijgave")
    page = client_for(role).get(f"/projecten/{project.slug}").text
    assert ("Nog in geen vrijgave" in page) == (role == "gemeente")


@pytest.mark.parametrize("role", ROLES)
def test_a_planned_release_tells_only_when(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor, role: str
) -> None:
    for number in range(3):
        share(wereld, project, f"Geheim {number}")
    release(wereld, project, minutes=5)
    page = client_for(role).get(f"/projecten/{project.slug}").text
    assert "Gepland" in dossier_of(page)
    assert ("Geheim 1" in page) == (role == "gemeente")
    if role != "gemeente":
        before = dossier_of(page)
        assert not any(word in before for word in ("Tekst van", "3 stukken", wereld.bedrijf.naam))


def test_from_one_moment_on_everyone_gets_the_same(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor
) -> None:
    share(wereld, project, "Waar liggen de kabels?")
    release(wereld, project, seconds=-1)
    pages = {role: dossier_of(client_for(role).get(f"/projecten/{project.slug}").text) for role in ROLES}
    assert "Waar liggen de kabels?" in pages["bezoeker"]
    assert len(set(pages.values())) == 1


def test_the_rule_is_the_same_for_every_query(wereld: Wereld, project: Convenantproject) -> None:
    closed, planned = share(wereld, project, "Dicht", 3), share(wereld, project, "Gepland", 9)
    other = make_project(wereld.kring, wereld.gemeente, wereld.projectleider, Fase.CONSULTATIE)
    opened = share(wereld, other, "Open")
    release(wereld, other, seconds=-1)
    Vrijgave.objects.create(
        project=project, moment=timezone.now() + timedelta(hours=1), door=wereld.projectleider
    )
    Bijdrage.objects.filter(pk=planned.pk).update(vrijgave=Vrijgave.objects.planned().get())
    for viewer in (wereld.lid, wereld.coordinator, wereld.beheer):
        assert set(Bijdrage.objects.visible_to(viewer)) == {opened}
    assert set(Bijdrage.objects.visible_to(wereld.projectleider)) == {opened, closed, planned}
    assert set(Bijdrage.objects.hidden()) == {closed, planned}
    assert set(Bijdrage.objects.released()) == {opened}
    other.unpublish()
    assert not Bijdrage.objects.visible_to(wereld.lid).exists()


def test_a_release_holds_what_was_there_and_what_came_later_waits(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor
) -> None:
    share(wereld, project, "Eerste")
    release(wereld, project, seconds=-1)
    share(wereld, project, "Tweede", days_ago=0)
    page = Client().get(f"/projecten/{project.slug}").text
    assert "Eerste" in page
    assert "Tweede" not in page
    assert (
        "Dit stuk wordt dan"
        in client_for("gemeente").get(f"/projecten/{project.slug}/dossier/vrijgeven").text
    )


def test_what_is_released_is_what_was_on_the_screen(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor
) -> None:
    share(wereld, project, "Op het scherm")
    share(wereld, project, "Er intussen bij gekomen")
    path = f"/projecten/{project.slug}/dossier/vrijgeven"
    tomorrow = localdate(timezone.now() + timedelta(days=1)).isoformat()
    stale = {"moment": tomorrow, "tijd": "09:00", "aantal": "1", "begrepen": "on"}
    response = client_for("gemeente").post(path, stale)
    assert "intussen veranderd" in response.text
    assert not Vrijgave.objects.exists()
    assert client_for("gemeente").post(path, stale | {"aantal": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("moment", "gisteren", "Voer een geldige datum in"),
        ("moment", "2020-01-01", "al voorbij"),
        ("tijd", "vroeg", "Voer een geldige tijd in"),
        ("begrepen", "", "niet terug te draaien"),
        ("moment", "9999-12-31", "binnen een jaar"),
    ],
)
def test_bad_moments(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor, field: str, value: str, message: str
) -> None:
    share(wereld, project, "Vraag")
    tomorrow = localdate(timezone.now() + timedelta(days=1)).isoformat()
    form = {"moment": tomorrow, "tijd": "09:00", "aantal": "1", "begrepen": "on"} | {field: value}
    response = client_for("gemeente").post(f"/projecten/{project.slug}/dossier/vrijgeven", form)
    assert response.status_code == 200
    assert message in response.text
    assert not Vrijgave.objects.exists()


def refused(client: Client, project: Convenantproject, **fields: str) -> str:
    """The page that comes back with what was typed, after which nothing is saved."""
    form = {"tekst": "Dit typte ik al."} | fields
    response = client.post(f"/projecten/{project.slug}/dossier/nieuw", form)
    assert response.status_code == 200
    assert "Dit typte ik al." in response.text
    assert not Bijdrage.objects.exists()
    return response.text


def test_a_half_filled_contribution_is_kept_on_the_screen(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor
) -> None:
    refused(client_for("gemeente"), project, soort="roddel", titel="", organisatie="999999")
    with pytest.raises(ValidationError):
        BrengIn(actor=wereld.projectleider, project=project, soort="roddel", titel="x", tekst="y").execute()


def test_a_title_that_turns_the_line_around_is_refused(
    wereld: Wereld, project: Convenantproject, client_for: ClientFor
) -> None:
    text = refused(client_for("gemeente"), project, soort="vraag", titel="Diep \u202egninob", organisatie="")
    assert "onzichtbaar teken" in text


def test_text_of_people_cannot_carry_script(wereld: Wereld, project: Convenantproject) -> None:
    BrengIn(
        actor=wereld.projectleider,
        project=project,
        soort="vraag",
        titel="<script>alert(1)</script>",
        tekst="<img src=x onerror=alert(1)> [klik](javascript:alert(1))",
        op=timezone.now() - timedelta(days=2),
    ).execute()
    release(wereld, project, seconds=-1)
    page = dossier_of(Client().get(f"/projecten/{project.slug}").text)
    assert "<script>alert" not in page
    assert "onerror" not in page
    assert "javascript:" not in page


def test_releases_and_contributions_are_not_rewritten(wereld: Wereld, project: Convenantproject) -> None:
    item = share(wereld, project, "Vast")
    first = release(wereld, project, seconds=-1)
    later = Vrijgave.objects.create(
        project=project, moment=timezone.now() + timedelta(days=1), door=wereld.projectleider
    )
    for attempt in (
        lambda: Bijdrage.objects.filter(pk=item.pk).update(tekst="anders"),
        lambda: Bijdrage.objects.filter(pk=item.pk).update(vrijgave=later),
        lambda: Bijdrage.objects.filter(pk=item.pk).update(vrijgave=None),
        lambda: Bijdrage.objects.filter(pk=item.pk)._raw_delete("default"),
        lambda: Vrijgave.objects.filter(pk=first.pk).update(moment=timezone.now()),
        lambda: Vrijgave.objects.filter(pk=later.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_a_long_dossier_is_leafed_through(wereld: Wereld, project: Convenantproject) -> None:
    for number in range(43):
        share(wereld, project, f"Vraag nummer {number:02d}")
    release(wereld, project, seconds=-1)
    first, second = (Client().get(f"/projecten/{project.slug}?pagina={page}").text for page in (1, 2))
    assert "Vraag nummer 39" in first
    assert "Vraag nummer 40" not in first
    assert "Vraag nummer 42" in second
    assert "bestaat niet" in Client().get(f"/projecten/{project.slug}?pagina=zeven").text
