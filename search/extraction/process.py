"""Reading a file in a process of its own, which may break without harm."""

import logging
import signal
import subprocess
import sys
from pathlib import Path

from search.extraction.limits import WALL_SECONDS
from search.extraction.result import Result, State

ROOT = Path(__file__).resolve().parents[2]
# No database address and no key: a file that takes over the process finds nothing.
ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
logger = logging.getLogger("kenniskring.search")


def extract(path: Path) -> Result:
    """The text of the file at `path`, or why there is none. Raises `OSError` when no process can be started."""
    command = [sys.executable, "-m", "search.extraction", str(path)]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Result(State.TE_LANG)
    if done.returncode in OUT_OF_TIME:
        return Result(State.TE_LANG)
    try:
        return Result.loads(done.stdout.decode("ascii"))
    except ValueError:
        logger.warning("reading a file ended with %s: %s", done.returncode, done.stderr[-500:])
        return Result(State.TE_GROOT if b"MemoryError" in done.stderr else State.KAPOT)
