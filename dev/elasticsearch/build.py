"""Build the search server with Maven, once for each version of its sources."""

import os
import shutil
import subprocess
from pathlib import Path

from dev.lock import only_one
from dev.paths import CACHE
from dev.stamp import digest, files_below
from dev.system import require_program
from dev.terminal import fail, say

SOURCES = Path(__file__).parent
BUILDS = CACHE / "elasticsearch"
_KEY_LENGTH = 12


def _key() -> str:
    # Without the checkout's own path, so that a copied cache stays valid.
    files = [SOURCES / "pom.xml", *files_below(SOURCES / "src")]
    names = [str(path.relative_to(SOURCES)) for path in files]
    return digest([], *names, *(path.read_text() for path in files))[:_KEY_LENGTH]


def server() -> Path:
    """The folder with the server's `lib` and `modules`, built first when there is none for these sources."""
    target = BUILDS / _key()
    with only_one(BUILDS / ".lock"):
        if not target.is_dir():
            _build(target)
    return target / "server"


def _build(target: Path) -> None:
    packages = ("openjdk-17-jdk-headless", "maven")
    require_program("javac", *packages)
    maven = require_program("mvn", *packages)
    say("Ik bouw Elasticsearch uit Maven-pakketten (eenmalig, ongeveer een minuut) ...")
    unfinished = BUILDS / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [
        maven,
        "--quiet",
        "--batch-mode",
        "-f",
        str(SOURCES / "pom.xml"),
        f"-Doutput={unfinished}",
        "package",
    ]
    environment = os.environ | {"MAVEN_OPTS": f"{os.environ.get('MAVEN_OPTS', '')} -Xmx512m".strip()}
    # Without the network first: a second build then also works on a train.
    offline = subprocess.run([*command, "--offline"], env=environment, capture_output=True, check=False)
    if offline.returncode and subprocess.run(command, env=environment, check=False).returncode:
        fail("Elasticsearch kon niet worden gebouwd; Maven zegt hierboven waarom. Is er internet?")
    unfinished.rename(target)
