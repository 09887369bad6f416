"""`make start`: everything that the portal needs, and then the portal itself on this machine only."""

import os
import signal
import subprocess
import time
from pathlib import Path

from dev import css
from dev.children import end_with_parent
from dev.environment import install
from dev.inputs import is_prepared
from dev.paths import ACCOUNTS, ROOT, python, var
from dev.portal import answers
from dev.ports import HOST, chosen_port
from dev.supervisor import Supervisor
from dev.terminal import fail, say

DEFAULT_PORT = 8000
PATIENCE = 60.0


def prepare(environment: dict[str, str]) -> None:
    """Database, static files, demo content and search index, in one process that ends again; or nothing to do."""
    if is_prepared():
        return
    process = subprocess.run(
        [python(), "-m", "dev.prepare"],
        cwd=ROOT,
        env=environment,
        preexec_fn=end_with_parent(signal.SIGTERM),
        check=False,
    )
    if process.returncode:
        fail(f"Het portaal kon niet worden klaargezet; zie hierboven. Je gegevens staan nog in {var()}.")


def server(port: int) -> list[str]:
    """The command that serves the portal: one process with threads, as small as a demo needs."""
    options = ["--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "8"]
    # A question that is too long gets our own answer, in Dutch.
    options += ["--limit-request-line", "0"]
    quiet = ["--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"]
    return [python(), "-m", "gunicorn", "portal.wsgi:application", *options, *quiet]


def wait_until_served(url: str, supervisor: Supervisor) -> bool:
    """Whether the portal answered before the patience ran out or a child ended."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and supervisor.is_whole():
        if answers(url):
            return True
        time.sleep(0.2)
    return False


def accounts_text(folder: Path) -> str:
    """The demo accounts, to print under the address."""
    path = folder / ACCOUNTS
    return path.read_text().rstrip() if path.is_file() else ""


def main() -> None:
    """Prepare, serve and stay until Ctrl-C."""
    port = chosen_port(DEFAULT_PORT, "start")
    install("production", "build")
    css.build()
    url = f"http://localhost:{port}"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.demo", "BASE_URL": url}
    prepare(environment)
    supervisor = Supervisor(environment)
    supervisor.start("de server", server(port))
    served = wait_until_served(f"http://{HOST}:{port}/", supervisor)
    # After the server, so that the two do not fight for the processor while a person waits.
    supervisor.start("de werker", [python(), "manage.py", "worker"])
    if served:
        say(f"\nHet portaal draait op {url}  (stoppen: Ctrl-C)\n{accounts_text(var())}")
    ended = supervisor.wait()
    if ended:
        fail(f"Gestopt, want {ended} hield er vanzelf mee op; zie hierboven.")
    say("Gestopt.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        fail("Afgebroken.")
