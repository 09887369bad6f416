"""A company signs the convenant, the coordinator admits it, the register shows it, and it leaves again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from basis.actions import NotAllowed
from basis.models import AuditRegel
from convenant.actions import Onderteken
from convenant.models import Handtekening
from kring.models import Aanmelding, Deelname, Medewerker, Organisatie
from tests.factories.convenant import make_convenant, make_versie
from tests.factories.kring import make_kring, make_medewerker, make_organisatie, make_user
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]


@pytest.fixture
def nieuw(wereld: Wereld) -> Organisatie:
    """A company that does not take part yet."""
    return make_organisatie(naam="Van Dalen Grondwerk", slug="van-dalen")


@pytest.fixture
def tekenaar(nieuw: Organisatie) -> Client:
    """A browser of the person who signs for `nieuw`."""
    user, client = make_user(), Client()
    make_medewerker(user, nieuw)
    client.force_login(user)
    return client


def address(wereld: Wereld, page: str = "") -> str:
    return f"/convenant/{wereld.convenant.slug}{page}"


def filled_in(wereld: Wereld, organisatie: Organisatie, **changes: str) -> dict[str, str]:
    versie = wereld.convenant.versie_in_force()
    assert versie is not None
    values = {"versie": str(versie.pk), "organisatie": str(organisatie.pk), "gelezen": "on"}
    return values | {"motivatie": "Wij leren graag."} | changes


def test_sign_admit_register_leave(
    wereld: Wereld, client_for: ClientFor, nieuw: Organisatie, tekenaar: Client
) -> None:
    shown = tekenaar.get(address(wereld, "/tekenen")).text
    assert "Je tekent versie 1" in shown
    assert "1 januari 2020" in shown
    assert "?versie=1#artikelen" in shown
    assert shown.index("Wat gebeurt er als je tekent?") < shown.index('type="submit">Onderteken')

    signed = tekenaar.post(address(wereld, "/tekenen"), filled_in(wereld, nieuw))
    assert signed.headers["Location"] == address(wereld, "/getekend")
    after = tekenaar.get(signed.headers["Location"]).text
    assert "Je hebt getekend namens Van Dalen Grondwerk" in after
    assert "binnen tien werkdagen" in after
    assert "Van Dalen" not in Client().get(address(wereld)).text
    assert "De coördinator beslist nog" in tekenaar.get(address(wereld)).text

    aanmelding = Aanmelding.objects.get(organisatie=nieuw)
    assert aanmelding.motivatie == "Wij leren graag."
    client_for("coordinator").post(f"/aanmelding/{aanmelding.pk}", {"toelaten": "toelaten"})
    assert "Van Dalen Grondwerk" in Client().get(address(wereld)).text
    assert "Van Dalen Grondwerk" in Client().get("/convenant").text
    assert "doet mee sinds" in tekenaar.get(address(wereld, "/getekend")).text

    deelname = Deelname.objects.get(organisatie=nieuw)
    page = tekenaar.get(address(wereld)).text
    assert f"/deelname/{deelname.pk}/beeindigen" in page
    tekenaar.post(f"/deelname/{deelname.pk}/beeindigen", {"reden": ""})
    assert "Van Dalen Grondwerk" not in Client().get(address(wereld)).text
    assert "doet nog niet mee" in tekenaar.get(address(wereld)).text
    assert AuditRegel.objects.filter(verb="convenant.ondertekenen").count() == 1


def test_register_of_a_day(wereld: Wereld, nieuw: Organisatie) -> None:
    start = timezone.now() - timedelta(days=40)
    Deelname.objects.create(
        organisatie=nieuw, kring=wereld.kring, van=start, tot=start + timedelta(days=10), reden=""
    )
    for path in ("/convenant", address(wereld)):
        before, during, after = (
            Client().get(path, {"op": str(timezone.localdate(start + timedelta(days=days)))}).text
            for days in (-1, 3, 11)
        )
        assert "Van Dalen" not in before
        assert "Van Dalen" in during
        assert "Van Dalen" not in after


@pytest.mark.parametrize(
    "op", ["gisteren", "2019-13-45", "9999-01-01", "' OR 1=1", "2019-05-01T", "٢٠١٩-٠٥-٠١"]
)
def test_a_day_that_is_none_gets_a_message_and_today(wereld: Wereld, op: str) -> None:
    for path in ("/convenant", address(wereld)):
        response = Client().get(path, {"op": op})
        assert response.status_code == 200
        assert "Fout:" in response.text
        assert wereld.bedrijf.naam in response.text


def test_what_was_typed_is_kept(wereld: Wereld, nieuw: Organisatie, tekenaar: Client) -> None:
    response = tekenaar.post(address(wereld, "/tekenen"), filled_in(wereld, nieuw, gelezen=""))
    assert response.status_code == 200
    assert "Zet een vinkje" in response.text
    assert "Wij leren graag." in response.text
    assert not Handtekening.objects.filter(organisatie=nieuw).exists()
    empty = tekenaar.post(address(wereld, "/tekenen"), {})
    assert "Kies namens wie je tekent" in empty.text


def test_a_version_that_came_meanwhile_is_read_first(
    wereld: Wereld, nieuw: Organisatie, tekenaar: Client
) -> None:
    old = filled_in(wereld, nieuw)
    fresh = make_versie(wereld.convenant, 2, timezone.localdate())
    response = tekenaar.post(address(wereld, "/tekenen"), old)
    assert "Er is intussen een nieuwe versie ingegaan" in response.text
    assert f'value="{fresh.pk}"' in response.text
    assert not Handtekening.objects.exists()
    assert tekenaar.post(address(wereld, "/tekenen"), old | {"versie": str(fresh.pk)}).status_code == 302
    assert Handtekening.objects.get().versie == fresh


@pytest.mark.parametrize("versie", ["", "abc", "999999999999999999999"])
def test_a_made_up_version_signs_nothing(
    wereld: Wereld, nieuw: Organisatie, tekenaar: Client, versie: str
) -> None:
    response = tekenaar.post(address(wereld, "/tekenen"), filled_in(wereld, nieuw, versie=versie))
    assert response.status_code == 200
    assert not Handtekening.objects.exists()


def test_twice_is_once(wereld: Wereld, nieuw: Organisatie, tekenaar: Client) -> None:
    form = filled_in(wereld, nieuw)
    tekenaar.post(address(wereld, "/tekenen"), form)
    again = tekenaar.post(address(wereld, "/tekenen"), form)
    assert again.status_code == 200
    assert "tekende al op" in again.text
    assert Handtekening.objects.count() == 1


def test_only_for_an_organisation_that_one_signs_for(
    wereld: Wereld, nieuw: Organisatie, tekenaar: Client
) -> None:
    response = tekenaar.post(address(wereld, "/tekenen"), filled_in(wereld, wereld.gemeente))
    assert response.status_code == 200
    assert not Handtekening.objects.exists()
    versie = wereld.convenant.versies.get()
    with pytest.raises(NotAllowed):
        Onderteken(actor=wereld.lid, versie=versie, organisatie=nieuw).execute()


def test_who_works_there_without_signing_is_told(wereld: Wereld, nieuw: Organisatie) -> None:
    user, client = make_user(), Client()
    make_medewerker(user, nieuw, rol=Medewerker.Rol.MEDEWERKER)
    client.force_login(user)
    assert "Vraag je collega die dat is" in client.get(address(wereld, "/tekenen")).text
    assert "beheerder van je organisatie" in client.get(address(wereld)).text


def test_who_has_no_organisation_is_shown_the_way(wereld: Wereld, client_for: ClientFor) -> None:
    for page in ("", "/tekenen"):
        assert "/organisatie/nieuw" in client_for("redactie").get(address(wereld, page)).text
    assert (
        "Je hebt dit convenant nog niet getekend"
        in client_for("redactie").get(address(wereld, "/getekend")).text
    )


def test_a_visitor_logs_in_first(wereld: Wereld) -> None:
    response = Client().get(address(wereld, "/tekenen"))
    assert response.headers["Location"] == f"/inloggen?next={address(wereld, '/tekenen')}"
    assert Client().get(address(wereld, "/getekend")).status_code == 302


def test_a_convenant_without_a_version_in_force_cannot_be_signed(wereld: Wereld, tekenaar: Client) -> None:
    kring = make_kring()
    with time_machine.travel(date(2019, 6, 1)):
        convenant = make_convenant(kring)
        assert convenant.versie_in_force() is None
        assert "Er geldt nog geen versie" in Client().get(f"/convenant/{convenant.slug}").text


def test_only_the_version_in_force(wereld: Wereld, nieuw: Organisatie) -> None:
    user = make_user()
    make_medewerker(user, nieuw)
    first = wereld.convenant.versies.get()
    make_versie(wereld.convenant, 2, timezone.localdate())
    with pytest.raises(ValidationError, match="geldt niet"):
        Onderteken(actor=user, versie=first, organisatie=nieuw).execute()


def test_signatures_and_versions_are_not_rewritten(
    wereld: Wereld, nieuw: Organisatie, tekenaar: Client
) -> None:
    tekenaar.post(address(wereld, "/tekenen"), filled_in(wereld, nieuw))
    signature, versie = Handtekening.objects.get(), wereld.convenant.versies.get()
    for attempt in (
        lambda: Handtekening.objects.filter(pk=signature.pk).update(op=timezone.now()),
        lambda: Handtekening.objects.filter(pk=signature.pk)._raw_delete("default"),
        lambda: type(versie).objects.filter(pk=versie.pk).update(toelichting="anders"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
