"""`make start`: everything that the portal needs, and then the portal itself on this machine only."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from dev import css
from dev.environment import install
from dev.paths import ROOT, python, var
from dev.supervisor import Supervisor
from dev.terminal import fail, say

HOST = "127.0.0.1"
HIGHEST_PORT = 65535


def chosen_port() -> int:
    """The port from `PORT`, refused with one sentence when it is no port or already in use."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        fail(f"PORT={text} is geen poort; kies een getal van 1 tot en met {HIGHEST_PORT}.")
    with socket.socket() as probe:
        # Like gunicorn, so that a port that has just been closed is not called busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError:
            fail(
                f"Poort {text} is al bezet. Draait het portaal al? Kies anders een andere: make start PORT=8001"
            )
    return int(text)


def prepare(environment: dict[str, str]) -> None:
    """Database, static files, demo content and search index, in one process that ends again."""
    if subprocess.run([python(), "-m", "dev.prepare"], cwd=ROOT, env=environment, check=False).returncode:
        fail("Het portaal kon niet worden klaargezet; zie hierboven. Je gegevens staan nog in " + str(var()))


def server(port: int) -> list[str]:
    """The command that serves the portal: one process with threads, as small as a demo needs."""
    options = ["--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "8"]
    quiet = ["--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"]
    return [python(), "-m", "gunicorn", "portal.wsgi:application", *options, *quiet]


def wait_until_served(url: str, supervisor: Supervisor, patience: float = 60.0) -> bool:
    """Whether the portal answered before the patience ran out or a child ended."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in supervisor.children.values()):
            return False
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.2)
    return False


def accounts_text(folder: Path) -> str:
    """What the demo content left about its accounts, to print under the address."""
    path = folder / "demo-accounts.txt"
    return path.read_text().rstrip() if path.is_file() else ""


def main() -> None:
    """Prepare, serve and stay until Ctrl-C."""
    port = chosen_port()
    install("production", "build")
    css.build()
    url = f"http://localhost:{port}"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.demo", "BASE_URL": url}
    prepare(environment)
    supervisor = Supervisor(environment)
    supervisor.start("de server", server(port))
    supervisor.start("de werker", [python(), "manage.py", "worker"])
    if wait_until_served(f"http://{HOST}:{port}/", supervisor):
        say(f"\nHet portaal draait op {url}  (stoppen: Ctrl-C)\n{accounts_text(var())}")
    ended = supervisor.wait()
    if ended:
        fail(f"Gestopt, want {ended} hield er vanzelf mee op; zie hierboven.")
    say("Gestopt.")


if __name__ == "__main__":
    main()
