"""Make `.venv` and install the hash-pinned requirement sets that a target needs.

`python3 -m dev.environment production build` installs those sets; a set that is already there is skipped.
"""

import importlib.util
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

from dev.lock import only_one
from dev.paths import CACHE, REQUIREMENTS, VENV, program, python
from dev.stamp import Stamp, digest
from dev.terminal import fail, say

SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def require_venv() -> None:
    """Refuse a Python that is too old or that cannot make an environment, with one sentence."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        fail("Deze Python kan geen omgeving maken. Installeer eerst: apt-get install python3-venv")


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    """Make `.venv` when it is missing or its Python is gone, and put pip in it."""
    if _works([python(), "-c", "import pip"]):
        return
    require_venv()
    say("Ik maak een Python-omgeving in .venv ...")
    if VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        fail("De omgeving .venv kon niet worden gemaakt; de regels hierboven zeggen waarom.")


def _install(name: str, command: list[str]) -> None:
    source = REQUIREMENTS / f"{name}.txt"
    stamp = Stamp(VENV / f".installed-{name}", digest([source]))
    if stamp.is_fresh():
        return
    say(f"Ik installeer wat in requirements/{name}.txt staat ...")
    if subprocess.run([*command, "--quiet", "--require-hashes", "-r", str(source)], check=False).returncode:
        fail(
            f"Installeren van requirements/{name}.txt lukte niet. Is er internet? Probeer het daarna opnieuw."
        )
    stamp.mark()


def _uv() -> list[str]:
    # Many an office network signs with an authority of its own, which only the system knows.
    known_to_the_system = ssl.get_default_verify_paths().cafile or SYSTEM_CERTIFICATES.is_file()
    certificates = ["--system-certs"] if known_to_the_system else []
    return [program("uv"), "pip", "install", *certificates, "--python", python()]


def install(*names: str) -> None:
    """Install these requirement sets into `.venv`; what is there already costs nothing."""
    with only_one(CACHE / "environment.lock"):
        make_environment()
        _install("uv", [python(), "-m", "pip", "install", "--disable-pip-version-check"])
        for name in names:
            _install(name, _uv())


if __name__ == "__main__":
    install(*sys.argv[1:])
