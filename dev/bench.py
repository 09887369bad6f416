"""`make bench`: run the measurements of `bench/` with the tools they need."""

import subprocess
import sys

from dev import css
from dev.environment import install
from dev.paths import ROOT, python


def main(words: list[str]) -> int:
    """Pass the words on to `python -m bench`."""
    install("dev", "build")
    css.install_packages()
    css.build()
    return subprocess.run([python(), "-m", "bench", *words], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
