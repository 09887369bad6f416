"""`manage.py worker`: carries out the outbox, and does regular work beside it."""

import signal
import threading
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from basis import chores, outbox

PATIENCE = 5.0
"""Seconds that regular work gets to end; what is killed then is done again by the next worker."""


class Command(BaseCommand):
    """Drain the outbox until told to stop; SIGTERM lets the message in hand finish."""

    help = "Voert de outbox uit: e-mail, zoekindex en andere bijwerkingen."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` empties the queue and returns; `--pause` is the rest between two looks, in seconds."""
        parser.add_argument("--once", action="store_true", help="leeg de wachtrij en stop")
        parser.add_argument("--pause", type=float, default=0.5, help="seconden tussen twee keer kijken")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until stopped."""
        if options["once"]:
            self.stdout.write(f"{outbox.drain()} uitgevoerd")
            return
        self.stopping = False
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        over = threading.Event()
        threads = chores.start(over)
        while not self.stopping:
            close_old_connections()
            if not self.work():
                time.sleep(options["pause"])
        over.set()
        for thread in threads:
            thread.join(PATIENCE)

    def work(self) -> int:
        """Carry out one batch; a database that is away for a moment is not the end."""
        name = outbox.worker_name()
        try:
            return sum(outbox.carry_out(message, name) for message in outbox.claim(name))
        except OperationalError as error:
            self.stderr.write(f"database niet bereikbaar: {error}")
            return 0

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """Finish the batch in hand and stop."""
        self.stopping = True
