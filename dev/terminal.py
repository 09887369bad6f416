"""What the make targets say to a person: plain Dutch, one sentence at a time."""

import sys
from typing import NoReturn


def say(text: str) -> None:
    """Print one line at once, also when the output goes to a file."""
    print(text, flush=True)


def heading(text: str) -> None:
    """Print a line that separates one step from the next."""
    say(f"\n== {text} ==")


def fail(text: str) -> NoReturn:
    """End the command with one sentence that says what to do."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(1)
