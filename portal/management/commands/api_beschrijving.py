"""`manage.py api_beschrijving`: the OpenAPI description of the API, to standard output."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from portal.api.description import description


class Command(BaseCommand):
    """Print the description that `/api/v1/openapi.json` gives."""

    help = "Schrijft de OpenAPI-beschrijving van de API naar de uitvoer."

    def handle(self, *args: Any, **options: Any) -> None:
        """As JSON."""
        self.stdout.write(json.dumps(description(), ensure_ascii=False, indent=2))
