"""Where things are in the project's folder."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
# In the folder of `var()`: what the demo says about its accounts.
ACCOUNTS = "demo-accounts.txt"


def python() -> str:
    """The Python of the project's own environment."""
    return str(VENV / "bin" / "python")


def program(name: str) -> str:
    """A program that a Python package installed, such as `ruff` or `node`."""
    return str(VENV / "bin" / name)


def var() -> Path:
    """The folder with the database, the search index and the uploads, as the settings read it."""
    return Path(os.environ.get("KENNISKRING_VAR") or ROOT / "var")
