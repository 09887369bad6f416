"""A company registers, signs the convenant, is admitted, leaves again, and the register shows both dates."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from tests.album import ALBUM
from tests.browser.patience import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
EMAIL, PASSWORD, COMPANY = "noor@bedrijf.example", "een-heel-lang-geheim-9", "Kade en Keien BV"
KRING = "/kenniskringen/zandrug"


def press(page: Page, name: str) -> None:
    """Press the button with these words, inside the page."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def sign_up(page: Page) -> None:
    """Make an account and confirm it with the mail in the demo's post box."""
    page.goto("/registreren")
    page.get_by_label("Voornaam").fill("Noor")
    page.get_by_label("Achternaam").fill("Kade")
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password2]").fill(PASSWORD)
    press(page, "Maak mijn account")
    mail = page.locator("main li", has_text=EMAIL).get_by_role("link")
    eventually(page, "/postvak", mail)
    mail.first.click()
    page.locator("main a[href*='/account/e-mail/bevestigen/']").first.click()
    press(page, "Bevestig dit adres")


def log_in(page: Page, email: str, password: str) -> None:
    """Through the form, as a person does."""
    page.goto("/inloggen")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form:has(input[name=password]) button[type=submit]").click()
    expect(page.locator("main")).not_to_contain_text("Wachtwoord vergeten")


def register_company(page: Page) -> None:
    """The organisation, by its KvK number."""
    page.goto("/organisatie/nieuw")
    page.get_by_label("KvK-nummer").fill("91 23 45 67")
    page.get_by_label("Naam van de organisatie").fill(COMPANY)
    page.locator("input[name=soort][value=mkb]").check()
    page.get_by_label("Plaats").fill("Zandrade")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(COMPANY)


def sign(page: Page) -> None:
    """Sign the convenant of the kring for the company."""
    page.goto("/convenant/zandrug")
    page.locator("main").get_by_role("link", name="Onderteken het convenant").first.click()
    page.locator("input[name=gelezen]").check()
    press(page, "Onderteken het convenant")
    expect(page.locator("main")).to_contain_text("coördinator")


def admit(page: Page) -> None:
    """The coordinator finds the request and admits the company."""
    page.goto(f"{KRING}/beheer")
    page.get_by_role("link", name=f"Beslis over {COMPANY}").click()
    page.get_by_label("Laat toe tot de kring").check()
    press(page, "Bewaar het besluit")
    expect(page.locator("#deelnemers")).to_contain_text(COMPANY)


def leave(page: Page) -> None:
    """One confirmed act."""
    page.goto("/convenant/zandrug")
    page.get_by_role("link", name="Stop met meedoen").click()
    page.locator("textarea[name=reden]").fill("We richten ons op een andere regio.")
    press(page, "Beëindig de deelname")
    expect(page.locator("#deelnames")).not_to_contain_text("jullie doen nog mee")


def test_join_and_leave(own_page: Callable[[str], Page]) -> None:
    """From account to both dates in the public register."""
    company, visitor = own_page(""), own_page("")
    sign_up(company)
    log_in(company, EMAIL, PASSWORD)
    register_company(company)
    sign(company)
    admit(own_page(ALBUM.accounts["coordinator"]))
    visitor.goto(f"{KRING}/deelnemers")
    expect(visitor.locator("main")).to_contain_text(COMPANY)
    eventually(visitor, "/postvak", visitor.locator("main li", has_text=EMAIL).nth(1))
    leave(company)
    visitor.goto(f"{KRING}/deelnemers")
    row = visitor.locator("main tr, main li", has_text=COMPANY).last
    today = date_format(timezone.localdate(), "j F Y")
    assert row.inner_text().count(today) == 2, row.inner_text()
