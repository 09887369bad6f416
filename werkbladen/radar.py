"""The geometry of a radar chart: pure functions from scores to SVG coordinates."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from werkbladen.definitie import Definitie, Sectie, veldnaam

SIZE = 480
CENTRE = SIZE / 2
RADIUS = 150.0


@dataclass(frozen=True)
class Spaak:
    """One axis: its title, its score (None when not answered) and where things are drawn."""

    titel: str
    nummer: int
    score: int | None
    maximum: int
    eind: tuple[float, float]
    label: tuple[float, float]
    anker: str
    punt: tuple[float, float]


@dataclass(frozen=True)
class Radar:
    """A chart: its axes, rings and the outline of the scores."""

    spaken: list[Spaak]
    ringen: list[str]
    vlak: str
    size: int = SIZE


def build(definitie: Definitie, antwoorden: dict[str, Any]) -> Radar | None:
    """The radar of a definition's scales; None when it has fewer than three or nothing was answered."""
    scores = [found for sectie in definitie.secties if (found := _score(sectie, antwoorden))]
    if len(scores) < 3 or all(score is None for _title, score, _max in scores):
        return None
    spaken = [_spaak(number, len(scores), *row) for number, row in enumerate(scores)]
    highest = max(spaak.maximum for spaak in spaken)
    rings = [
        _outline([_point(i, len(scores), step / highest) for i in range(len(scores))])
        for step in range(1, highest + 1)
    ]
    return Radar(spaken=spaken, ringen=rings, vlak=_outline([spaak.punt for spaak in spaken]))


def _score(sectie: Sectie, antwoorden: dict[str, Any]) -> tuple[str, int | None, int] | None:
    for vraag in sectie.vragen:
        if vraag.soort == "schaal":
            return sectie.titel, antwoorden.get(veldnaam(sectie, vraag)), vraag.maximum or 5
    return None


def _spaak(index: int, count: int, title: str, score: int | None, maximum: int) -> Spaak:
    label = _point(index, count, 1.18)
    side = label[0] - CENTRE
    return Spaak(
        titel=title,
        nummer=index + 1,
        score=score,
        maximum=maximum,
        eind=_point(index, count, 1),
        label=label,
        anker="middle" if abs(side) < 10 else ("start" if side > 0 else "end"),
        punt=_point(index, count, (score or 0) / maximum),
    )


def _point(index: int, count: int, fraction: float) -> tuple[float, float]:
    angle = 2 * pi * index / count - pi / 2
    return (
        round(CENTRE + RADIUS * fraction * cos(angle), 1),
        round(CENTRE + RADIUS * fraction * sin(angle), 1),
    )


def _outline(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
