"""`manage.py inrichten`: site, page tree, workflow and groups in an empty database."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.inrichten import inrichten


class Command(BaseCommand):
    """Make what is missing; running it again changes nothing."""

    help = "Richt een lege database in: site, paginaboom, workflow en groepen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Furnish."""
        home = inrichten()
        self.stdout.write(f"Ingericht onder “{home.title}”.")
