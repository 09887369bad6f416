"""What `make start` does inside Django before it serves: every step is safe to repeat and keeps what is there."""

from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command

from dev.inputs import demo_stamp, static_stamp, whole_stamp
from dev.paths import ACCOUNTS, var
from dev.terminal import say


def migrate() -> None:
    """Bring the database to the newest form."""
    call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    """Gather and compress static files when one of them, or a package that brings some, has changed."""
    stamp = static_stamp()
    if stamp.is_fresh() and settings.STATIC_ROOT.is_dir():
        return
    say("Ik verzamel de statische bestanden ...")
    call_command("collectstatic", verbosity=0, interactive=False, stdout=StringIO())
    stamp.mark()


def load_demo() -> None:
    """Load the demo content when it is new or changed; what people made themselves stays."""
    stamp = demo_stamp()
    if stamp.is_fresh():
        return
    say("Ik laad de voorbeeldinhoud ...")
    call_command("demo", "laad")
    told = StringIO()
    call_command("demo", "accounts", stdout=told)
    (var() / ACCOUNTS).write_text(told.getvalue())
    stamp.mark()


def index() -> None:
    """Build the search index when it is missing or made by other code."""
    call_command("search", "rebuild", "--als-nodig")


def main() -> None:
    """Take every step in its order."""
    django.setup()
    # Before the steps: a file that changes while we work must count as changed at the next start.
    whole = whole_stamp()
    migrate()
    collect_static()
    load_demo()
    index()
    whole.mark()


if __name__ == "__main__":
    main()
