"""Remember what a step was made from, so that it runs again only when that changes."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def files_below(*folders: Path) -> list[Path]:
    """Every file in these folders, in a fixed order, without what Python and npm write by themselves."""
    skipped = {"__pycache__", "node_modules"}
    found = (path for folder in folders for path in folder.rglob("*"))
    return sorted(path for path in found if path.is_file() and not skipped & set(path.parts))


def digest(files: Iterable[Path], *extra: str) -> str:
    """One hash over the names and the bytes of the files and over the extra words."""
    total = hashlib.sha256("\0".join(extra).encode())
    for path in files:
        total.update(b"\0" + str(path).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"missing")
    return total.hexdigest()


class Stamp:
    """A small file that holds the digest of the last successful run of a step."""

    def __init__(self, path: Path, value: str) -> None:
        """Compare the file at `path` with `value`, the digest of now."""
        self.path = path
        self.value = value

    def is_fresh(self) -> bool:
        """Whether the step already ran for exactly this."""
        return self.path.is_file() and self.path.read_text() == self.value

    def mark(self) -> None:
        """Record that the step succeeded."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.value)
