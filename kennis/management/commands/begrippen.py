"""`manage.py begrippen export --format turtle|jsonld|csv|xlsx`: the glossary, to standard output."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kennis.uitwisseling.vormen import VORMEN


class Command(BaseCommand):
    help = "Schrijft alle openbare begrippen naar standaarduitvoer (NL-SBB)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="wat", required=True)
        export = actions.add_parser("export", help="Schrijf de begrippen naar standaarduitvoer.")
        export.add_argument("--format", choices=sorted(VORMEN), default="turtle", help="De vorm.")

    def handle(self, *args: Any, **options: Any) -> None:
        sys.stdout.buffer.write(VORMEN[options["format"]].write())
        sys.stdout.buffer.flush()
