"""`manage.py begrippen export` writes the glossary to standard output; `begrippen import FILE` takes a file in."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from kennis.actions import LeesBegrippenIn, may_import
from kennis.uitwisseling.gegevens import Inhoud
from kennis.uitwisseling.inlezen import check_size, read_file
from kennis.uitwisseling.onleesbaar import Unreadable
from kennis.uitwisseling.plan import Plan, Uitkomst, make_plan
from kennis.uitwisseling.vormen import VORMEN


class Command(BaseCommand):
    help = "Schrijft alle openbare begrippen naar standaarduitvoer (NL-SBB), of leest begrippen uit een bestand in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="wat", required=True)
        export = actions.add_parser("export", help="Schrijf de begrippen naar standaarduitvoer.")
        export.add_argument("--format", choices=sorted(VORMEN), default="turtle", help="De vorm.")
        take = actions.add_parser("import", help="Lees begrippen in uit .xlsx, .ttl of .jsonld.")
        take.add_argument("bestand", type=Path, help="Het bestand.")
        take.add_argument("--proef", action="store_true", help="Zeg alleen wat er zou veranderen.")
        take.add_argument(
            "--door", default="", help="E-mailadres van wie het doet; anders de eerste beheerder."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["wat"] == "export":
            sys.stdout.buffer.write(VORMEN[options["format"]].write())
            sys.stdout.buffer.flush()
        else:
            self._import(options["bestand"], options["door"], only_try=options["proef"])

    def _import(self, path: Path, email: str, *, only_try: bool) -> None:
        actor, inhoud = _actor(email), _read(path)
        plan = make_plan(inhoud)
        self._report(plan)
        if plan.alle_fouten:
            raise CommandError("Er is niets ingelezen: eerst moeten de fouten eruit.")
        if only_try:
            self.stdout.write("Dit was een proef: er is niets ingelezen.")
        elif plan.is_leeg:
            self.stdout.write("Er was niets te doen.")
        else:
            try:
                LeesBegrippenIn(actor=actor, inhoud=inhoud, bestand=path.name).execute()
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
            self.stdout.write("Alles is ingelezen.")

    def _report(self, plan: Plan) -> None:
        for stap in plan.stappen:
            fields = f" ({stap.veldnamen})" if stap.velden else ""
            self.stdout.write(f"{stap.uitkomst}: {stap.gegevens.ref}{fields}")
        for melding in plan.alle_fouten:
            self.stderr.write(str(melding))
        counts = ", ".join(f"{plan.aantal(uitkomst)} {uitkomst}" for uitkomst in Uitkomst)
        self.stdout.write(f"Samen: {counts}.")


def _actor(email: str) -> User:
    users = User.objects.filter(is_active=True)
    found = users.filter(email__iexact=email) if email else users.filter(is_superuser=True).order_by("pk")
    user = found.first()
    if user is None:
        raise CommandError("Zeg met --door wie dit doet: het e-mailadres van een actieve gebruiker.")
    if not may_import(user):
        raise CommandError("Deze gebruiker mag geen begrippen publiceren.")
    return user


def _read(path: Path) -> Inhoud:
    try:
        # Before the content is in memory.
        check_size(path.stat().st_size)
        return read_file(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"Het bestand {path} is niet te openen.") from error
    except Unreadable as error:
        raise CommandError(str(error)) from error
