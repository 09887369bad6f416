"""A person registers a company, it joins a kring, the coordinator admits it, and it leaves again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from basis import outbox
from basis.actions import NotAllowed
from basis.models import AuditRegel
from kring.actions import BeeindigDeelname, BeslisAanmelding, MeldAan, RegistreerOrganisatie
from kring.models import Aanmelding, Deelname, Medewerker, Organisatie
from tests.factories.kring import (
    make_bijeenkomst,
    make_deelname,
    make_kring,
    make_medewerker,
    make_organisatie,
    make_user,
)
from tests.factories.wereld import Wereld

COMPANY = {
    "kvk": "1234 5678",
    "naam": "Grondwerken Van Dalen",
    "soort": "mkb",
    "plaats": "Dijkerk",
    "website": "vandalen.example",
}


def browser_of(user: User) -> Client:
    """A browser in which `user` is logged in."""
    client = Client()
    client.force_login(user)
    return client


def mails() -> list[str]:
    """The subjects that the worker has sent, with to whom."""
    outbox.drain()
    return [f"{message.to[0]}: {message.subject}" for message in mail.outbox]


def test_join_and_leave(wereld: Wereld, client_for: Callable[[str], Client]) -> None:
    person = make_user(first_name="Noor")
    company, coordinator, visitor = browser_of(person), client_for("coordinator"), client_for("bezoeker")

    made = company.post("/organisatie/nieuw", COMPANY)
    assert made.headers["Location"] == "/organisatie/grondwerken-van-dalen"
    organisatie = Organisatie.objects.get(kvk="12345678")
    assert organisatie.website == "https://vandalen.example"
    assert "Onderteken het convenant van Kring Waterveen" in company.get(made.headers["Location"]).text

    aanmelding = MeldAan(
        actor=person, organisatie=organisatie, kring=wereld.kring, motivatie="Wij graven."
    ).execute()
    assert "Wacht op de coördinator" in company.get(made.headers["Location"]).text
    assert "Grondwerken Van Dalen" in coordinator.get("/kenniskringen/waterveen/beheer").text
    assert "Wij graven." in coordinator.get(f"/aanmelding/{aanmelding.pk}").text
    decided = coordinator.post(f"/aanmelding/{aanmelding.pk}", {"toelaten": "toelaten", "reden": "Welkom!"})
    assert decided.headers["Location"] == "/kenniskringen/waterveen/beheer"
    deelname = Deelname.objects.get(organisatie=organisatie)
    today = timezone.localdate()
    assert "Grondwerken Van Dalen" in visitor.get("/kenniskringen/waterveen/deelnemers").text

    leave = f"/deelname/{deelname.pk}/beeindigen"
    assert "stopt de deelname meteen" in company.get(leave).text
    assert Deelname.objects.open().filter(pk=deelname.pk).exists(), "looking changes nothing"
    company.post(leave, {"reden": "We stoppen met graven."})
    deelname.refresh_from_db()
    assert deelname.tot is not None
    assert (deelname.reden, deelname.beeindigd_door) == ("We stoppen met graven.", person)
    register = visitor.get("/kenniskringen/waterveen/deelnemers")
    assert register.context["register"].aantal == 2
    assert f"Grondwerken Van Dalen {date_format(today)} {date_format(today)}" in words(register.text)
    assert "We stoppen met graven." not in register.text
    assert company.get(leave).url.startswith("/organisatie/")

    assert mails() == [
        f"{wereld.coordinator.email}: Grondwerken Van Dalen wil meedoen aan Kring Waterveen",
        f"{person.email}: Grondwerken Van Dalen doet mee aan Kring Waterveen",
        f"{wereld.coordinator.email}: Grondwerken Van Dalen doet niet meer mee aan Kring Waterveen",
    ]
    assert list(AuditRegel.objects.order_by("pk").values_list("verb", flat=True)) == [
        "organisatie.registreren",
        "kring.aanmelden",
        "kring.aanmelding_beslissen",
        "kring.deelname_beeindigen",
    ]


def words(html: str) -> str:
    """What the cells of a page's tables say, without mark-up and without kind and place."""
    import re

    rows = []
    for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL):
        cells = [
            re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        rows.append(" ".join([cells[0], *cells[3:]]))
    return "\n".join(rows)


def test_mail_texts(wereld: Wereld) -> None:
    person, organisatie = make_user(first_name="Noor"), make_organisatie(naam="Peters & Zn.")
    make_medewerker(person, organisatie)
    first = MeldAan(
        actor=person, organisatie=organisatie, kring=wereld.kring, motivatie="Wij <graven>."
    ).execute()
    BeslisAanmelding(actor=wereld.coordinator, aanmelding=first, toelaten=False, reden="Nog niet.").execute()
    outbox.drain()
    asked, refused = mail.outbox
    assert "Peters & Zn. uit Waterveen" in asked.body
    assert "Wij <graven>." in asked.body
    assert f"/aanmelding/{first.pk}" in asked.body
    assert refused.subject == "Jullie aanmelding bij Kring Waterveen is afgewezen"
    assert "Nog niet." in refused.body
    assert refused.body.startswith("Dag Noor,")
    assert all(
        message.body.endswith(f"\n\n{settings.SITE_NAME}\n{settings.BASE_URL}\n") for message in mail.outbox
    )


def test_own_content_ends_at_the_next_request(wereld: Wereld, client_for: Callable[[str], Client]) -> None:
    meeting = make_bijeenkomst(wereld.kring, title="Overleg achter de deur", zichtbaarheid="kring")
    address = f"/bijeenkomsten/{meeting.slug}"
    member, visitor = client_for("lid"), client_for("bezoeker")
    assert member.get(address).status_code == 200
    assert "Overleg achter de deur" in member.get("/kenniskringen/waterveen").text
    assert visitor.get(address).status_code == 404
    deelname = Deelname.objects.open().get(organisatie=wereld.bedrijf)
    member.post(f"/deelname/{deelname.pk}/beeindigen", {})
    assert member.get(address).status_code == 404
    assert "Overleg achter de deur" not in member.get("/kenniskringen/waterveen").text
    assert "Overleg achter de deur" not in member.get("/bijeenkomsten").text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kvk": "1234567"}, "Een KvK-nummer heeft acht cijfers"),
        ({"kvk": "12345678x"}, "Een KvK-nummer heeft acht cijfers"),
        ({"kvk": "taken"}, "Er is al een organisatie met dit KvK-nummer."),
        ({"soort": "gemeente"}, "Selecteer een geldige keuze"),
        ({"website": "geen adres"}, "geldige URL"),
        ({"naam": ""}, "Dit is een verplicht veld"),
        ({"naam": "Van \u202eDalen"}, "onzichtbaar teken"),
    ],
)
def test_registering_refuses_and_keeps(
    wereld: Wereld, client_for: Callable[[str], Client], change: dict[str, str], message: str
) -> None:
    if change.get("kvk") == "taken":
        change = {"kvk": wereld.bedrijf.kvk}
    response = client_for("redactie").post("/organisatie/nieuw", COMPANY | change)
    assert message in response.text
    assert "Nog niet goed" in response.text
    assert 'value="Dijkerk"' in response.text
    assert Organisatie.objects.count() == 2


def test_a_name_cannot_take_the_address_of_the_form(wereld: Wereld) -> None:
    made = RegistreerOrganisatie(
        actor=wereld.lid, organisatie=Organisatie(naam="Nieuw", kvk="11112222", plaats="Dijkerk")
    ).execute()
    assert made.slug == "nieuw-11112222"
    again = RegistreerOrganisatie(
        actor=wereld.lid, organisatie=Organisatie(naam="Nieuw!", kvk="11112223", plaats="Dijkerk")
    ).execute()
    assert again.slug != made.slug


def test_only_the_administrator_adds_a_municipality(wereld: Wereld) -> None:
    city = Organisatie(naam="Gemeente Dijkerk", kvk="33334444", plaats="Dijkerk", soort="gemeente")
    with pytest.raises(ValidationError):
        RegistreerOrganisatie(actor=wereld.lid, organisatie=city).execute()
    assert RegistreerOrganisatie(actor=wereld.beheer, organisatie=city).execute().pk


def test_who_may_join_and_when(wereld: Wereld) -> None:
    colleague, organisatie = make_user(), make_organisatie()
    make_medewerker(colleague, organisatie, rol=Medewerker.Rol.MEDEWERKER)
    with pytest.raises(NotAllowed):
        MeldAan(actor=colleague, organisatie=organisatie, kring=wereld.kring).execute()
    with pytest.raises(NotAllowed):
        MeldAan(actor=wereld.coordinator, organisatie=organisatie, kring=wereld.kring).execute()
    with pytest.raises(ValidationError, match="doet al mee"):
        MeldAan(actor=wereld.lid, organisatie=wereld.bedrijf, kring=wereld.kring).execute()
    other = make_kring()
    MeldAan(actor=wereld.lid, organisatie=wereld.bedrijf, kring=other).execute()
    with pytest.raises(ValidationError, match="ligt al een aanmelding"):
        MeldAan(actor=wereld.lid, organisatie=wereld.bedrijf, kring=other).execute()


def test_who_may_decide_and_how(wereld: Wereld) -> None:
    person, organisatie = make_user(), make_organisatie()
    make_medewerker(person, organisatie)
    asked = MeldAan(actor=person, organisatie=organisatie, kring=wereld.kring).execute()
    for nobody in (person, wereld.lid, wereld.redactie):
        with pytest.raises(NotAllowed):
            BeslisAanmelding(actor=nobody, aanmelding=asked, toelaten=True).execute()
    with pytest.raises(ValidationError, match="Schrijf waarom"):
        BeslisAanmelding(actor=wereld.coordinator, aanmelding=asked, toelaten=False, reden=" ").execute()
    BeslisAanmelding(actor=wereld.beheer, aanmelding=asked, toelaten=True).execute()
    with pytest.raises(ValidationError, match="al besloten"):
        BeslisAanmelding(
            actor=wereld.coordinator, aanmelding=asked, toelaten=False, reden="Toch niet"
        ).execute()

    twin = Aanmelding.objects.create(kring=wereld.kring, organisatie=organisatie, aangemeld_door=person)
    with pytest.raises(ValidationError, match="doet al mee"):
        BeslisAanmelding(actor=wereld.coordinator, aanmelding=twin, toelaten=True).execute()


def test_nobody_decides_about_the_own_organisation(
    wereld: Wereld, client_for: Callable[[str], Client]
) -> None:
    organisatie = make_organisatie()
    make_medewerker(wereld.coordinator, organisatie)
    asked = MeldAan(actor=wereld.coordinator, organisatie=organisatie, kring=wereld.kring).execute()
    client = client_for("coordinator")
    assert "beslist een andere coördinator" in client.get(f"/aanmelding/{asked.pk}").text
    assert client.post(f"/aanmelding/{asked.pk}", {"toelaten": "toelaten"}).status_code == 404
    assert Aanmelding.objects.pending().count() == 1


def test_who_may_leave(wereld: Wereld) -> None:
    deelname = Deelname.objects.open().get(organisatie=wereld.bedrijf)
    for nobody in (wereld.coordinator, wereld.beheer, wereld.projectleider):
        with pytest.raises(NotAllowed):
            BeeindigDeelname(actor=nobody, deelname=deelname).execute()
    with pytest.raises(ValidationError, match="300 tekens"):
        BeeindigDeelname(actor=wereld.lid, deelname=deelname, reden="x" * 301).execute()
    BeeindigDeelname(actor=wereld.lid, deelname=deelname).execute()
    with pytest.raises(ValidationError, match="al beëindigd"):
        BeeindigDeelname(actor=wereld.lid, deelname=deelname).execute()


def test_leaving_twice_is_told(wereld: Wereld, client_for: Callable[[str], Client]) -> None:
    deelname, client = Deelname.objects.get(organisatie=wereld.bedrijf), client_for("lid")
    path = f"/deelname/{deelname.pk}/beeindigen"
    for _time in range(2):
        assert client.post(path, {"reden": ""}).headers["Location"] == f"/organisatie/{wereld.bedrijf.slug}"
    assert "al beëindigd" in client.get(f"/organisatie/{wereld.bedrijf.slug}").text
    assert client_for("gemeente").get(path).status_code == 404


def test_leaving_keeps_what_was_typed(wereld: Wereld, client_for: Callable[[str], Client]) -> None:
    deelname = Deelname.objects.open().get(organisatie=wereld.bedrijf)
    response = client_for("lid").post(f"/deelname/{deelname.pk}/beeindigen", {"reden": "lang " * 80})
    assert "Nog niet goed" in response.text
    assert "lang lang lang" in response.text
    assert Deelname.objects.open().filter(pk=deelname.pk).exists()


@pytest.mark.database
def test_the_database_guards_membership(wereld: Wereld) -> None:
    now = timezone.now()
    deelname = Deelname.objects.open().get(organisatie=wereld.bedrijf)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_deelname(wereld.bedrijf, wereld.kring)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_deelname(make_organisatie(), wereld.kring, van=now, tot=now - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_organisatie(kvk=wereld.bedrijf.kvk)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_medewerker(wereld.lid, wereld.bedrijf)
    BeeindigDeelname(actor=wereld.lid, deelname=deelname).execute()
    for change in ({"tot": None}, {"tot": now}, {"van": now}, {"reden": "anders", "tot": now}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Deelname.objects.filter(pk=deelname.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Deelname.objects.filter(pk=deelname.pk)._raw_delete("default")
    make_deelname(wereld.bedrijf, wereld.kring, van=timezone.now())
