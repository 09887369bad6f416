"""`manage.py demo laad`: the demo content and accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.demo import mensen
from portal.demo.laden import laad
from portal.demo.lezen import yaml_rows


class Command(BaseCommand):
    """Load the demo, or tell its accounts. Refused outside the demo settings."""

    help = "Laadt de demo-inhoud (laad) of noemt de demo-accounts (accounts)."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        parser.add_argument("wat", choices=["laad", "accounts"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises `CommandError` outside the demo settings."""
        if not settings.DEMO:
            raise CommandError("De demo hoort alleen in de demo-instellingen (portal.settings.demo).")
        if options["wat"] == "accounts":
            self.tell_accounts()
            return
        with transaction.atomic():
            for step in laad():
                self.stdout.write(f"  {step}")

    def tell_accounts(self) -> None:
        """One line for each account."""
        self.stdout.write(f"Demo-accounts, alle met wachtwoord {mensen.PASSWORD}:")
        for row in yaml_rows("accounts", "accounts.yaml"):
            name = f"{row['voornaam']} {row['achternaam']}"
            self.stdout.write(f"  {row['email']:<34} {name} ({row['rol']})")
