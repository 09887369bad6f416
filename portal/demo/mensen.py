"""Demo accounts, organisations, kringen and their membership through time."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import User
from basis.markdown import render
from convenant.actions import Onderteken
from convenant.models import Convenant
from kring.actions import BeeindigDeelname, BeslisAanmelding, RegistreerOrganisatie
from kring.models import Aanmelding, Coordinatorschap, Deelname, Kring, KringenIndex, Medewerker, Organisatie
from portal.demo.lezen import documents, yaml_rows, zeker_moment
from portal.inrichten import REDACTIE

PASSWORD = "demo-kenniskring"  # noqa: S105  (public by intent; a system check keeps these accounts out of production)
BEGIN = "2019-01-02"


def laad_accounts() -> dict[str, User]:
    """The demo accounts by their key; all have the same public password."""
    return {row["sleutel"]: _account(row) for row in yaml_rows("accounts", "accounts.yaml")}


def _account(row: dict[str, Any]) -> User:
    user = User.objects.filter(email=row["email"]).first()
    if user is None:
        is_admin = row["rol"] == "beheer"
        user = User.objects.create_user(
            row["email"],
            PASSWORD,
            first_name=row["voornaam"],
            last_name=row["achternaam"],
            is_staff=is_admin,
            is_superuser=is_admin,
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if row["rol"] == "redactie":
        user.groups.add(Group.objects.get(name=REDACTIE))
    return user


def laad_kringen(accounts: dict[str, User]) -> None:
    """The kringen with their coordinators."""
    rules = "\n\n".join(document.tekst for document in documents("convenant"))
    for row in yaml_rows("kringen", "kringen.yaml"):
        kring = Kring.objects.filter(slug=row["slug"]).first()
        if kring is None:
            kring = Kring(
                title=row["naam"],
                slug=row["slug"],
                regio=row["regio"],
                samenvatting=row["samenvatting"],
                omschrijving=render(row["omschrijving"]),
                gedragsregels=render(rules),
                demonstratie=row["demonstratie"],
            )
            KringenIndex.objects.get().add_child(instance=kring)
            kring.save_revision().publish()
        for key in row["coordinatoren"]:
            Coordinatorschap.objects.get_or_create(
                kring=kring, user=accounts[key], tot=None, defaults={"van": zeker_moment(BEGIN)}
            )


def laad_organisaties(accounts: dict[str, User]) -> None:
    """Organisations sign, are admitted and leave on the days that the files say."""
    beheer = next(user for user in accounts.values() if user.is_superuser)
    for row in yaml_rows("organisaties", "organisaties.yaml"):
        if Organisatie.objects.filter(slug=row["slug"]).exists():
            continue
        fields = ("slug", "naam", "kvk", "soort", "plaats", "omschrijving", "demonstratie")
        organisatie = RegistreerOrganisatie(
            actor=beheer,
            organisatie=Organisatie(**{name: row[name] for name in fields}),
            op=zeker_moment(BEGIN),
        ).execute()
        for period in row["deelnames"]:
            _deelname(beheer, organisatie, period)
        # The administrator only entered it; from here on its own people speak for it.
        Medewerker.objects.filter(user=beheer, organisatie=organisatie).update(tot=zeker_moment("2026-01-02"))
    for row in yaml_rows("accounts", "accounts.yaml"):
        if row["organisatie"]:
            organisatie = Organisatie.objects.get(slug=row["organisatie"])
            Medewerker.objects.get_or_create(
                user=accounts[row["sleutel"]],
                organisatie=organisatie,
                tot=None,
                defaults={"rol": row["functie"], "van": zeker_moment(BEGIN)},
            )


def _deelname(beheer: User, organisatie: Organisatie, period: dict[str, Any]) -> None:
    convenant = Convenant.objects.get(kring__slug=period["kring"])
    start = zeker_moment(period["van"])
    versie = convenant.versies.filter(ingangsdatum__lte=start.date()).order_by("-nummer").first()
    if versie is None:
        raise ValueError(f"{organisatie}: op {start:%d-%m-%Y} gold nog geen versie van {convenant}")
    Onderteken(actor=beheer, versie=versie, organisatie=organisatie, op=start).execute()
    aanmelding = Aanmelding.objects.pending().get(organisatie=organisatie, kring=convenant.kring)
    coordinator = convenant.kring.coordinators()[0].user
    BeslisAanmelding(actor=coordinator, aanmelding=aanmelding, toelaten=True, op=start).execute()
    if period.get("tot"):
        deelname = Deelname.objects.open().get(organisatie=organisatie, kring=convenant.kring)
        end = zeker_moment(period["tot"])
        BeeindigDeelname(actor=beheer, deelname=deelname, reden=period.get("reden") or "", op=end).execute()
