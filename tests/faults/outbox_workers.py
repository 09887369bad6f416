"""A process that puts messages in the outbox and forks workers, for `test_outbox.py` to kill: `python -m ...`.

It reads commands from standard input, `zet AANTAL` and `werker`, and tells on standard output what it did. A worker
is forked, so that the tenth one costs no more time than a fork.
"""

import os
import signal
import sys

import django
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone

from dev.children import end_with_parent

KIND, VERB = "test.effect", "test.effect"
EMAIL = "werker@test.example"


def tell(text: str) -> None:
    """One line to whoever started us, in one write, so that lines of several workers do not mix."""
    os.write(1, f"{text}\n".encode())


def register() -> None:
    """A side effect that only writes to the database, and that shows when it happens twice."""
    from accounts.models import User
    from basis import outbox
    from basis.models import AuditRegel, OutboxBericht

    @outbox.handler(KIND)
    def effect(message: OutboxBericht) -> None:
        tell(f"bezig {os.getpid()} {message.pk}")
        AuditRegel.objects.create(
            at=timezone.now(),
            actor=User.objects.get(email=EMAIL),
            verb=VERB,
            object_type="test",
            object_pk=str(message.pk),
            object_label="effect",
        )
        tell(f"gedaan {os.getpid()} {message.pk}")


def fill(number: int) -> None:
    """So many effects and as many mails, in transactions of ten."""
    from accounts.models import User
    from basis import outbox
    from basis.mail import queue_rendered

    User.objects.create_user(EMAIL)
    for start in range(0, number, 10):
        with transaction.atomic():
            for one in range(start, min(start + 10, number)):
                outbox.enqueue(KIND, {})
                queue_rendered(f"Bericht {one}", "Tekst", ["lid@test.example"])
    connections.close_all()
    tell("gezet")


def work() -> None:
    """Fork a worker as `manage.py worker` is, and tell its number."""
    pid = os.fork()
    if pid:
        tell(f"werker {pid}")
        return
    end_with_parent(signal.SIGKILL)()
    call_command("worker", pause=0.01)
    os._exit(0)


def main() -> None:
    """Do what standard input asks, until it ends."""
    django.setup()
    register()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        name, _, argument = line.strip().partition(" ")
        if name == "zet":
            fill(int(argument))
        elif name == "werker":
            work()


if __name__ == "__main__":
    main()
