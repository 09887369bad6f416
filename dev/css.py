"""Build the style sheet, the scripts and the fonts of the theme with the Node that `.venv` brings."""

import os
import subprocess
import sys
from collections.abc import Sequence

from dev.environment import install
from dev.lock import only_one
from dev.paths import CACHE, ROOT, VENV, program
from dev.stamp import Stamp, digest, files_below
from dev.terminal import fail, say

THEME = ROOT / "portal" / "theme"
BUILT = ROOT / "portal" / "static" / "portal" / "build"
LOCK = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]


def _run(command: Sequence[str], failure: str) -> None:
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", "")])
    ours = {"PATH": path, "npm_config_cache": str(CACHE / "npm"), "NODE_USE_SYSTEM_CA": "1"}
    environment = os.environ | ours
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        fail(failure)


def install_packages(*, for_tests: bool = False) -> None:
    """Install the npm packages of `package-lock.json`, exactly those, once; some are for tests only."""
    everything, enough = (Stamp(ROOT / "node_modules" / f".{name}", digest(LOCK)) for name in ("all", "site"))
    if everything.is_fresh() or (enough.is_fresh() and not for_tests):
        return
    install("build")
    say("Ik haal de npm-pakketten van het thema op ...")
    _run(
        [
            program("npm"),
            "ci",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            *([] if for_tests else ["--omit=dev"]),
        ],
        "De npm-pakketten konden niet worden opgehaald. Is er internet? Probeer het daarna opnieuw.",
    )
    (everything if for_tests else enough).mark()


def build(*, always: bool = False) -> None:
    """Build the theme when something it is made from has changed since the last time."""
    with only_one(CACHE / "css.lock"):
        stamp = Stamp(CACHE / "css.stamp", digest([*LOCK, *files_below(THEME)]))
        if not always and stamp.is_fresh() and BUILT.is_dir():
            return
        install_packages()
        say("Ik bouw de vormgeving (portal/theme) ...")
        _run([program("node"), str(THEME / "build.mjs")], "De vormgeving bouwen lukte niet; zie hierboven.")
        stamp.mark()


if __name__ == "__main__":
    build(always="--altijd" in sys.argv)
