"""What each of the thirteen phases is about, from `fasen.yaml`: texts that a reader sees, not code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml
from django.core.exceptions import ImproperlyConfigured

from kring.indeling import Fase

FILE = Path(__file__).with_name("fasen.yaml")


@dataclass(frozen=True)
class FaseTekst:
    """One phase in plain words: what happens, who is to act, and the question to answer before going on."""

    fase: Fase
    naam: str
    omschrijving: str
    wie: str
    vraag: str


@cache
def fase_teksten() -> Mapping[Fase, FaseTekst]:
    """The texts of all thirteen phases. Raises `ImproperlyConfigured` when the file does not hold exactly those."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["fasen"]
    texts = {}
    for row in rows:
        fase = Fase(row["nummer"])
        if str(fase.label) != row["naam"]:
            raise ImproperlyConfigured(
                f"{FILE.name}: fase {fase.value} heet {fase.label}, niet {row['naam']}"
            )
        texts[fase] = FaseTekst(fase, row["naam"], row["omschrijving"], row["wie"], row["vraag"])
    if list(texts) != list(Fase):
        raise ImproperlyConfigured(f"{FILE.name}: precies dertien fasen, in volgorde")
    return MappingProxyType(texts)


def next_phase(fase: Fase) -> Fase | None:
    """The phase that comes after `fase`; None after the last."""
    return Fase(fase + 1) if fase < Fase.RESULTATEN else None
