"""`python -m bench`: page times on the demo content and on a hundred times as much, as one table."""

import os
import sys
import tempfile
from pathlib import Path

COPIES = 100


def main(words: list[str]) -> int:
    """Build a portal in a temporary folder, measure, multiply its content, measure again."""
    copies = int(words[0]) if words else COPIES
    with tempfile.TemporaryDirectory(prefix="kenniskring-bench-") as folder:
        os.environ["KENNISKRING_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.demo"
        import django

        django.setup()
        run(Path(folder), copies)
    return 0


def run(folder: Path, copies: int) -> None:
    """Print the table for the demo content and for `copies` times as much."""
    from django.core.management import call_command

    from bench.content import multiply, totals
    from bench.pages import measure, table

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with (folder / "laden.txt").open("w") as quiet:
        call_command("demo", "laad", stdout=quiet)
        call_command("search", "rebuild", stdout=quiet)
        small, small_totals = measure(), totals()
        multiply(copies)
        call_command("search", "rebuild", stdout=quiet)
    print(table(small, measure(), small_totals, totals()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
