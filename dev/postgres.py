"""A PostgreSQL of our own for the tests: a fresh cluster on a free loopback port, gone afterwards.

`python -m dev.postgres` keeps one running in the foreground and prints its DATABASE_URL.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dev.children import end_with_parent
from dev.ports import HOST, free_port
from dev.system import require
from dev.terminal import say

INSTALLED = Path("/usr/lib/postgresql")
USER = "kenniskring"
START_PATIENCE = 60.0
# A crash may lose this cluster, it is thrown away anyway; a test should not wait for the disk.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)
SMALL = ("shared_buffers=64MB", "max_connections=40", "autovacuum=off", "jit=off")


class PostgresError(RuntimeError):
    """The server did not start; the message holds what it said."""


def find_programs() -> str | None:
    """The folder with the newest installed server programs, or None."""
    folders = [path.parent for path in INSTALLED.glob("*/bin/initdb")]
    newest = max(folders, key=lambda folder: float(folder.parent.name), default=None)
    if newest is None and (on_path := shutil.which("initdb")):
        newest = Path(on_path).resolve().parent
    return str(newest) if newest else None


def _account() -> pwd.struct_passwd | None:
    # PostgreSQL refuses to run as root; Debian's package brings an account for it.
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


class Cluster:
    """One cluster in a folder of its own, with its server process."""

    def __init__(self, folder: Path, programs: Path) -> None:
        """Prepare to use `folder` with the programs in `programs`."""
        self.folder = folder
        self.programs = programs
        self.account = _account()
        self.port = free_port()
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What `DATABASE_URL` should be."""
        return f"postgres://{USER}@{HOST}:{self.port}/postgres"

    def _popen(self, program: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [str(self.programs / program), *arguments],
                cwd=self.folder,
                env=os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self.account.pw_uid if self.account else None,
                group=self.account.pw_gid if self.account else None,
                preexec_fn=end_with_parent(signal.SIGQUIT),  # noqa: PLW1509
            )

    def _failed(self, what: str) -> PostgresError:
        return PostgresError(f"{what} ({self.log}):\n{self.log.read_text(errors='replace')[-4000:]}")

    def start(self) -> None:
        """Make the cluster and start its server; raises `PostgresError` with its own words."""
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        data = str(self.folder / "data")
        flags = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        if self._popen("initdb", ["-D", data, *flags]).wait():
            raise self._failed("initdb maakte geen database")
        settings = [f"listen_addresses={HOST}", f"port={self.port}", f"unix_socket_directories={self.folder}"]
        options = [word for setting in (*settings, *FAST, *SMALL) for word in ("-c", setting)]
        self.process = self._popen("postgres", ["-D", data, *options])
        self._wait_until_ready(self.process)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        check = [str(self.programs / "pg_isready"), "-q", "-h", HOST, "-p", str(self.port)]
        deadline = time.monotonic() + START_PATIENCE
        while process.poll() is None and time.monotonic() < deadline:
            if subprocess.run(check, check=False).returncode == 0:
                return
            time.sleep(0.1)
        self.stop()
        raise self._failed("PostgreSQL startte niet")

    def stop(self) -> None:
        """End the server, and only this one, by its process."""
        if self.process is None or self.process.poll() is not None:
            return
        # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()


@contextmanager
def running() -> Iterator[str]:
    """A PostgreSQL for as long as the block lasts; gives its DATABASE_URL."""
    programs = Path(require("PostgreSQL", ["postgresql"], find_programs))
    with tempfile.TemporaryDirectory(prefix="kenniskring-postgres-") as name:
        cluster = Cluster(Path(name), programs)
        try:
            cluster.start()
            yield cluster.url
        finally:
            cluster.stop()


def main() -> None:
    """Run until Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with running() as url:
        say(f"PostgreSQL draait (stoppen: Ctrl-C). Gebruik: DATABASE_URL={url}")
        try:
            signal.pause()
        except KeyboardInterrupt:
            say("Gestopt.")


if __name__ == "__main__":
    main()
