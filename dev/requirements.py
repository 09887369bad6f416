"""Compile `requirements/*.in` to hash-pinned `requirements/*.txt` that name no index and no machine."""

import subprocess
import sys

from dev.environment import install
from dev.paths import ROOT, program
from dev.terminal import fail, say

# Each set with the .in files that it holds, and the set whose versions it must keep.
SETS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "uv": (("uv",), None),
    "base": (("base",), None),
    "production": (("base", "production"), "base"),
    "build": (("build",), None),
    "dev": (("base", "production", "dev"), "production"),
}


def main(options: list[str]) -> None:
    """Compile every set; `--upgrade` takes the newest versions that the `.in` files allow."""
    install()
    flags = [
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-header",
        "--python-version",
        "3.11",
    ]
    for name, (sources, earlier) in SETS.items():
        say(f"requirements/{name}.txt")
        command = [program("uv"), "pip", "compile", "--quiet", *flags, *options]
        files = [f"requirements/{source}.in" for source in sources]
        held = ["--constraint", f"requirements/{earlier}.txt"] if earlier else []
        output = ["-o", f"requirements/{name}.txt"]
        if subprocess.run([*command, *files, *held, *output], cwd=ROOT, check=False).returncode:
            fail(f"requirements/{name}.in is niet op te lossen; uv zegt hierboven waarom.")


if __name__ == "__main__":
    main(sys.argv[1:])
