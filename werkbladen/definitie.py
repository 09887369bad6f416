"""Worksheet definitions: versioned YAML files with sections and questions, read into typed values."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "definities"
KINDS = {"schaal", "tekst", "keuze", "getal"}


@dataclass(frozen=True)
class Vraag:
    """One question. `soort` is one of `KINDS`; `minimum` and `maximum` bound a scale or a number."""

    sleutel: str
    soort: str
    label: str
    hulp: str = ""
    minimum: int | None = None
    maximum: int | None = None
    labels: tuple[str, ...] = ()
    opties: tuple[str, ...] = ()
    eenheid: str = ""


@dataclass(frozen=True)
class Sectie:
    """A group of questions under one heading."""

    sleutel: str
    titel: str
    toelichting: str
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True)
class Definitie:
    """A worksheet as its file describes it. `uitkomst` is `radar` or empty."""

    sleutel: str
    versie: int
    titel: str
    inleiding: str
    bron: str
    uitkomst: str
    secties: tuple[Sectie, ...]

    def veldnamen(self) -> list[str]:
        """The names of all fields: `<section>__<question>`."""
        return [veldnaam(sectie, vraag) for sectie in self.secties for vraag in sectie.vragen]


def veldnaam(sectie: Sectie, vraag: Vraag) -> str:
    """The name under which an answer is kept."""
    return f"{sectie.sleutel}__{vraag.sleutel}"


@cache
def load(sleutel: str) -> Definitie:
    """The definition with this key. Raises `FileNotFoundError`, or `ValueError` for a file that is wrong."""
    text = (FOLDER / f"{sleutel}.yaml").read_text(encoding="utf-8")
    return parse(yaml.safe_load(text))


def load_all() -> list[Definitie]:
    """Every definition, by key."""
    return [load(path.stem) for path in sorted(FOLDER.glob("*.yaml"))]


def parse(data: dict[str, Any]) -> Definitie:
    """A definition from the data of its file. Raises `ValueError` when a question is of an unknown kind."""
    definition = Definitie(
        sleutel=data["sleutel"],
        versie=int(data["versie"]),
        titel=data["titel"],
        inleiding=(data.get("inleiding") or "").strip(),
        bron=(data.get("bron") or "").strip(),
        uitkomst=data.get("uitkomst") or "",
        secties=tuple(_sectie(row) for row in data["secties"]),
    )
    names = definition.veldnamen()
    if len(names) != len(set(names)):
        raise ValueError(f"{definition.sleutel}: twee vragen hebben dezelfde sleutel")
    return definition


def _sectie(row: dict[str, Any]) -> Sectie:
    return Sectie(
        sleutel=row["sleutel"],
        titel=row["titel"],
        toelichting=(row.get("toelichting") or "").strip(),
        vragen=tuple(_vraag(item) for item in row["vragen"]),
    )


def _vraag(row: dict[str, Any]) -> Vraag:
    if row["soort"] not in KINDS:
        raise ValueError(f"onbekende soort vraag: {row['soort']}")
    return Vraag(
        sleutel=row["sleutel"],
        soort=row["soort"],
        label=row["label"].strip(),
        hulp=(row.get("hulp") or "").strip(),
        minimum=row.get("min"),
        maximum=row.get("max"),
        labels=tuple(str(label) for label in row.get("labels") or ()),
        opties=tuple(str(optie) for optie in row.get("opties") or ()),
        eenheid=row.get("eenheid") or "",
    )
