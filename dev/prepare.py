"""What `make start` does inside Django before it serves: every step is safe to repeat and keeps what is there."""

from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command

from dev.paths import ACCOUNTS, ROOT, var
from dev.stamp import Stamp, digest, files_below
from dev.terminal import say

CODE = ("accounts", "basis", "convenant", "kennis", "kring", "portal", "search", "werkbladen")


def migrate() -> None:
    """Bring the database to the newest form."""
    call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    """Gather and compress static files when one of them, or a package that brings some, has changed."""
    ours = [path for package in CODE for path in files_below(ROOT / package / "static")]
    packages = ROOT / "requirements" / "production.txt"
    stamp = Stamp(var() / "static.stamp", digest([*ours, packages]))
    if stamp.is_fresh() and settings.STATIC_ROOT.is_dir():
        return
    say("Ik verzamel de statische bestanden ...")
    call_command("collectstatic", verbosity=0, interactive=False, stdout=StringIO())
    stamp.mark()


def load_demo() -> None:
    """Load the demo content when it is new or changed; what people made themselves stays."""
    code = [
        path for package in CODE for path in files_below(ROOT / package) if path.suffix in {".py", ".yaml"}
    ]
    content = files_below(ROOT / "portal" / "demo")
    stamp = Stamp(var() / "demo.stamp", digest(sorted({*code, *content})))
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
    migrate()
    collect_static()
    load_demo()
    index()


if __name__ == "__main__":
    main()
