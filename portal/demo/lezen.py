"""Reading the demo's files: YAML, and Markdown with YAML front matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

INHOUD = Path(__file__).parent / "inhoud"


@dataclass(frozen=True)
class Document:
    """A Markdown file: what its front matter says, and its text."""

    naam: str
    gegevens: dict[str, Any]
    tekst: str

    def sectie(self, *koppen: str) -> str:
        """The text under the first `##` heading that is one of `koppen`; empty when there is none."""
        parts = re.split(r"^## +(.+?)\s*$", self.tekst, flags=re.MULTILINE)
        found = dict(zip(parts[1::2], parts[2::2], strict=True))
        return next((found[kop].strip() for kop in koppen if kop in found), "")


Rij = dict[str, Any]


def yaml_file(*path: str) -> Rij:
    """The content of one YAML file under `inhoud/` that holds one thing."""
    found: Rij = yaml.safe_load(INHOUD.joinpath(*path).read_text(encoding="utf-8"))
    return found


def yaml_rows(*path: str) -> list[Rij]:
    """The rows of one YAML file under `inhoud/` that holds a list."""
    found: list[Rij] = yaml.safe_load(INHOUD.joinpath(*path).read_text(encoding="utf-8"))
    return found


def yaml_files(folder: str) -> Iterator[Rij]:
    """Every YAML file of a folder, in the order of their names."""
    for file in sorted((INHOUD / folder).glob("*.yaml")):
        yield yaml.safe_load(file.read_text(encoding="utf-8"))


def documents(folder: str) -> Iterator[Document]:
    """Every Markdown file of a folder, in the order of their names."""
    for file in sorted((INHOUD / folder).glob("*.md")):
        yield document(file)


def document(file: Path) -> Document:
    """One Markdown file with front matter between two lines of dashes."""
    _empty, front, text = file.read_text(encoding="utf-8").split("---\n", 2)
    return Document(file.stem, yaml.safe_load(front), text.strip())


def moment(value: date | datetime | str | None) -> datetime | None:
    """A moment in Dutch time; a day alone is nine in the morning."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(9))
    return value if timezone.is_aware(value) else timezone.make_aware(value)


def zeker_moment(value: date | datetime | str) -> datetime:
    """As `moment`, of a value that must be there."""
    found = moment(value)
    if found is None:
        raise ValueError("een datum ontbreekt in de demo-inhoud")
    return found
