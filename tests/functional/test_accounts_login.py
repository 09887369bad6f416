"""Someone makes an account, confirms the address, logs in, forgets the password and guards the account."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.actions import WijzigNaam
from accounts.models import User
from basis import outbox
from basis.actions import NotAllowed
from basis.models import AuditRegel
from tests.factories.kring import PASSWORD, make_user
from tests.factories.wereld import Wereld

NEW_PERSON = {
    "first_name": "Noor",
    "last_name": "Jansen",
    "email": "Noor@bouw.example",
    "password1": "een-lange-zin-over-grind",
    "password2": "een-lange-zin-over-grind",
}
CaptureCallbacks = Callable[..., AbstractContextManager[list[Any]]]
ENGLISH = re.compile(r"\b(Hello|Thank you|password|You|your|email address|Please)\b")


def delivered() -> mail.EmailMessage:
    """The mail that is sent when the worker has run; it is Dutch throughout."""
    outbox.drain()
    message = mail.outbox[-1]
    assert not ENGLISH.search(re.sub(r"https?://\S+", "", f"{message.subject}\n{message.body}"))
    return message


def link_in(message: mail.EmailMessage, part: str) -> str:
    """The path of the link in a mail that has `part` in it."""
    found = re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", str(message.body))
    assert found, message.body
    return found.group(1)


def log_in(client: Client, email: str, password: str = PASSWORD, to: str = "/kenniskringen") -> str:
    """Log in through the page; gives where it leads, or nothing when it did not work."""
    response = client.post(f"/inloggen?next={to}", {"login": email, "password": password})
    return response.headers.get("Location", "")


def test_sign_up_confirm_and_log_in(wereld: Wereld, client: Client) -> None:
    response = client.post("/registreren", NEW_PERSON)
    assert response.headers["Location"] == "/account/e-mail/bevestigen"
    user = User.objects.get(email="noor@bouw.example")
    assert user.naam == "Noor Jansen"
    message = delivered()
    assert message.subject == "Welkom! Bevestig je e-mailadres"
    assert "Dag Noor," in message.body

    assert log_in(Client(), user.email, NEW_PERSON["password1"]) == "/account/e-mail/bevestigen"
    assert delivered().subject == "Bevestig je e-mailadres"
    path = link_in(message, "bevestigen")
    assert "noor@bouw.example" in client.get(path).text
    client.post(path)
    client = Client()
    assert log_in(client, "NOOR@bouw.example", NEW_PERSON["password1"]) == "/kenniskringen"
    assert "Noor Jansen" in client.get("/kenniskringen").text


def test_sign_up_keeps_what_was_typed(wereld: Wereld, client: Client) -> None:
    response = client.post("/registreren", NEW_PERSON | {"password1": "kort", "password2": "korter"})
    assert response.status_code == 200
    assert 'value="Noor"' in response.text
    assert "Nog niet goed" in response.text
    assert not User.objects.filter(email="noor@bouw.example").exists()


def test_a_known_address_is_not_given_away(wereld: Wereld, client: Client) -> None:
    response = client.post("/registreren", NEW_PERSON | {"email": wereld.lid.email})
    assert response.headers["Location"] == "/account/e-mail/bevestigen"
    message = delivered()
    assert message.subject == "Je hebt al een account"
    assert message.to == [wereld.lid.email]

    client.post("/wachtwoord-vergeten", {"email": "niemand@bouw.example"})
    assert delivered().subject == "Er is geen account met dit adres"


def test_wrong_password_says_so_in_dutch(wereld: Wereld, client: Client) -> None:
    response = client.post("/inloggen", {"login": wereld.lid.email, "password": "fout"})
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in response.text
    assert f'value="{wereld.lid.email}"' in response.text


def test_forgotten_password(wereld: Wereld, client: Client) -> None:
    client.post("/wachtwoord-vergeten", {"email": wereld.lid.email})
    path = link_in(delivered(), "wachtwoord-vergeten")
    form = client.get(path, follow=True)
    assert form.redirect_chain, "the key must not stay in the address"
    assert "Kies een nieuw wachtwoord" in form.text
    address = form.redirect_chain[-1][0]
    wrong = client.post(address, {"password1": "nog-een-lange-zin", "password2": "iets anders"})
    assert "Nog niet goed" in wrong.text
    client.post(address, {"password1": "nog-een-lange-zin", "password2": "nog-een-lange-zin"})
    assert delivered().subject == "Je hebt een nieuw wachtwoord"
    assert log_in(Client(), wereld.lid.email, "nog-een-lange-zin") == "/kenniskringen"
    assert "Deze link werkt niet meer" in Client().get(path).text


def test_change_password_leaves_a_trace_in_the_mail(
    wereld: Wereld, client_for: Callable[[str], Client]
) -> None:
    client = client_for("lid")
    data = {"oldpassword": PASSWORD, "password1": "nog-een-lange-zin", "password2": "nog-een-lange-zin"}
    assert client.post("/account/wachtwoord", data).headers["Location"] == "/account"
    message = delivered()
    assert message.subject == "Je wachtwoord is gewijzigd"
    assert "IP-adres: 127.0.0.1" in message.body


@pytest.mark.parametrize("door", ["/beheer/", "/beheer/login/", "/beheer/pages/"])
def test_the_admin_has_no_door_of_its_own(wereld: Wereld, client: Client, door: str) -> None:
    chain = client.get(door, follow=True).redirect_chain
    assert chain[-1][0].startswith("/inloggen")


def test_the_admins_own_password_page_leads_to_ours(wereld: Wereld, client: Client) -> None:
    assert client.get("/beheer/password_reset/").headers["Location"] == "/wachtwoord-vergeten"


@pytest.mark.parametrize("elsewhere", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)"])
def test_login_never_leads_off_the_site(wereld: Wereld, client: Client, elsewhere: str) -> None:
    assert "kwaad" not in log_in(client, wereld.lid.email, to=elsewhere)


PAGES = [
    "account",
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "usersessions_list",
]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_ones_account(wereld: Wereld, client_for: Callable[[str], Client], name: str) -> None:
    response = client_for("lid").get(reverse(name))
    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert not ENGLISH.search(re.sub(r"<[^>]+>", " ", response.text))
    assert client_for("bezoeker").get(reverse(name)).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/inloggen",
        "/registreren",
        "/wachtwoord-vergeten",
        "/wachtwoord-vergeten/verstuurd",
        "/wachtwoord-vergeten/klaar",
        "/wachtwoord-vergeten/zz-fout",
        "/account/e-mail/bevestigen",
        "/account/e-mail/bevestigen/onzin",
        "/account/inactief",
    ],
)
def test_pages_before_logging_in(wereld: Wereld, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert not ENGLISH.search(re.sub(r"<[^>]+>", " ", response.text))


def test_a_closed_account_does_not_log_in(wereld: Wereld, client: Client) -> None:
    wereld.lid.is_active = False
    wereld.lid.save()
    assert log_in(client, wereld.lid.email) in {"", "/account/inactief"}
    assert client.get("/account").status_code == 302


def test_second_address_and_primary(wereld: Wereld, client_for: Callable[[str], Client]) -> None:
    client = client_for("lid")
    taken = client.post("/account/e-mail", {"action_add": "", "email": wereld.lid.email})
    assert "Dit e-mailadres staat al bij je account." in taken.text
    client.post("/account/e-mail", {"action_add": "", "email": "nieuw@bouw.example"})
    message = delivered()
    assert message.to == ["nieuw@bouw.example"]
    client.post(link_in(message, "bevestigen"))
    client.post("/account/e-mail", {"action_primary": "", "email": "nieuw@bouw.example"})
    wereld.lid.refresh_from_db()
    assert wereld.lid.email == "nieuw@bouw.example"
    assert log_in(Client(), "nieuw@bouw.example") == "/kenniskringen"


def test_two_steps(
    wereld: Wereld, client: Client, django_capture_on_commit_callbacks: CaptureCallbacks
) -> None:
    log_in(client, wereld.lid.email)
    again = client.get("/account/tweestaps/app/aanzetten", follow=True)
    assert "Ben jij het?" in again.text
    assert "Dit wachtwoord klopt niet." in client.post(again.redirect_chain[-1][0], {"password": "fout"}).text
    page = client.post(again.redirect_chain[-1][0], {"password": PASSWORD}, follow=True).text
    secret = re.search(r"<code[^>]*>(\w+)</code>", page)
    assert secret
    wrong = client.post("/account/tweestaps/app/aanzetten", {"code": "000000x"})
    assert "Deze code klopt niet." in wrong.text
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/account/tweestaps/app/aanzetten", {"code": code_of(secret.group(1))})
    assert done.headers["Location"] == "/account/tweestaps/herstelcodes"
    codes = re.findall(r"<code[^>]*>(\w+)</code>", client.get("/account/tweestaps/herstelcodes").text)
    assert len(codes) == 10
    assert codes[0] in client.get("/account/tweestaps/herstelcodes/bestand").text
    assert "Je hebt nog 10 codes" in client.get("/account/tweestaps").text

    fresh = Client()
    assert log_in(fresh, wereld.lid.email).startswith("/inloggen/code")
    assert "Nog één stap" in fresh.get("/inloggen/code").text
    assert fresh.get("/account").status_code == 302
    assert fresh.post("/inloggen/code", {"code": codes[0]}).status_code == 302
    assert fresh.get("/account").status_code == 200

    assert "Zet de app uit" in client.get("/account/tweestaps/app/uitzetten").text
    client.post("/account/tweestaps/app/uitzetten")
    assert not Authenticator.objects.filter(user=wereld.lid).exists()
    outbox.drain()
    subjects = [message.subject for message in mail.outbox]
    assert "Inloggen in twee stappen staat aan" in subjects
    assert "Inloggen in twee stappen staat uit" in subjects


def code_of(secret: str) -> str:
    """What an app would show now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_log_out_elsewhere(wereld: Wereld) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        log_in(client, wereld.lid.email)
        assert client.get("/account").status_code == 200
    here.post("/account/sessies")
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302


def test_change_name(wereld: Wereld, client_for: Callable[[str], Client]) -> None:
    client = client_for("lid")
    client.post("/account", {"first_name": "Ada", "last_name": "de Wit"})
    assert "Ada de Wit" in client.get("/kenniskringen").text
    regel = AuditRegel.objects.get(verb="account.naam_wijzigen")
    assert (regel.actor, regel.object_pk) == (wereld.lid, str(wereld.lid.pk))
    empty = client.post("/account", {"first_name": "", "last_name": "de Vries"})
    assert "Nog niet goed" in empty.text
    assert 'value="de Vries"' in empty.text


def test_a_name_does_not_turn_what_stands_beside_it(
    wereld: Wereld, client_for: Callable[[str], Client]
) -> None:
    turned = {"first_name": "Ada \u202e", "last_name": "Wit"}
    for role, path in (("lid", "/account"), ("bezoeker", "/registreren")):
        page = client_for(role).post(path, turned).text
        assert "onzichtbaar teken" in page
        assert 'value="Wit"' in page
    assert not type(wereld.lid).objects.filter(last_name="Wit").exists()
    assert (
        client_for("lid").post("/account", {"first_name": "Zoë-Ünal", "last_name": "d’Hondt 2e"}).status_code
        == 302
    )


def test_name_rules(db: None) -> None:
    user = make_user()
    for first, last in (("", "Wit"), (" ", "Wit"), ("Ada", "x" * 81), ("\u202eAda", "Wit"), ("Ada", "W\nit")):
        with pytest.raises(ValidationError):
            WijzigNaam(actor=user, first_name=first, last_name=last).execute()
    user.is_active = False
    with pytest.raises(NotAllowed):
        WijzigNaam(actor=user, first_name="Ada", last_name="Wit").execute()


def test_rate_limit_has_a_page_of_its_own(wereld: Wereld, client: Client, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    wrong = {"login": "wie@bouw.example", "password": "fout"}
    answers = [client.post("/inloggen", wrong) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Even rustig aan" in answers[-1].text
