"""A small bar chart as numbers for an SVG; the table beside it says the same."""

from dataclasses import dataclass

from search.statistics import Point

WIDTH, HEIGHT, GAP = 600, 120, 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One day or week: where it stands and how high both parts are."""

    x: float
    width: float
    y: float
    height: float
    zonder_y: float
    zonder_height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing."""

    width: int
    height: int
    top: int
    """The number that the highest bar stands for."""
    bars: tuple[Bar, ...]


def bars(points: list[Point]) -> Chart:
    """A bar for each point, the highest as high as the drawing."""
    top = max((point.gezocht for point in points), default=0)
    step = WIDTH / max(len(points), 1)
    return Chart(
        WIDTH, HEIGHT, top, tuple(_bar(place * step, step, point, top) for place, point in enumerate(points))
    )


def _bar(x: float, step: float, point: Point, top: int) -> Bar:
    height = HEIGHT * point.gezocht / top if top else 0.0
    without = HEIGHT * point.zonder_resultaat / top if top else 0.0
    return Bar(
        x=round(x, 1),
        width=round(max(step - GAP, 1.0), 1),
        y=round(HEIGHT - height, 1),
        height=round(height, 1),
        zonder_y=round(HEIGHT - without, 1),
        zonder_height=round(without, 1),
    )
