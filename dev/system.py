"""Programs that pip cannot bring: installed with apt when we may, otherwise asked for in one sentence."""

import os
import shutil
import subprocess
from collections.abc import Callable

from dev.terminal import fail, say

_WITHOUT_QUESTIONS = {"DEBIAN_FRONTEND": "noninteractive"}


def may_install() -> bool:
    """Whether we can install Debian packages: root, with apt at hand."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def require(what: str, packages: list[str], find: Callable[[], str | None]) -> str:
    """Where a program is, after installing its Debian packages when it is missing and we may."""
    found = find()
    if found:
        return found
    command = f"apt-get install {' '.join(packages)}"
    if not may_install():
        fail(f"{what} ontbreekt. Installeer het als beheerder: {command}")
    say(f"{what} ontbreekt; ik installeer het ({command}) ...")
    environment = os.environ | _WITHOUT_QUESTIONS
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)  # noqa: S607
    arguments = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(arguments, env=environment, check=False, stdout=subprocess.DEVNULL)
    found = find()
    if not found:
        fail(f"{what} is na '{command}' nog niet te vinden; de regels hierboven zeggen waarom.")
    return found


def require_program(name: str, *packages: str) -> str:
    """The path of a program on the search path, such as `chromium`."""
    return require(name, list(packages) or [name], lambda: shutil.which(name))
