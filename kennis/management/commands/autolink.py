"""`manage.py autolink`: HTML from standard input, with links to the terms of the glossary."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from basis.markdown import MAX_LENGTH, render
from kennis.autolink.glossary import current_glossary
from kennis.autolink.linker import link


class Command(BaseCommand):
    help = "Leest HTML van standaardinvoer en schrijft die met links naar de begrippen naar standaarduitvoer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--markdown", action="store_true", help="De invoer is Markdown.")

    def handle(self, *args: Any, **options: Any) -> None:
        source = sys.stdin.buffer.read()
        if options["markdown"]:
            html = self._rendered(source)
        else:
            # Bytes that are no UTF-8 come out as they went in.
            html = source.decode(errors="surrogateescape")
        linked = link(html, current_glossary().dictionary).encode(errors="surrogateescape")
        sys.stdout.buffer.write(linked)
        sys.stdout.buffer.flush()

    def _rendered(self, source: bytes) -> str:
        text = source.decode(errors="replace")
        if len(text) > MAX_LENGTH:
            raise CommandError(f"De Markdown is te lang: {len(text)} tekens, hooguit {MAX_LENGTH}.")
        return render(text, top_level=2)
