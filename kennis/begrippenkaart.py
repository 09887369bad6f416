"""Where the boxes and lines of a map of terms stand: numbers only, the same for the same input.

Sizes are in the units of the drawing, about a pixel of the screen that the drawing is made for. No font is
measured: a line of text is as long as its number of signs times an average width.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BREED, SMAL = 760.0, 328.0
KOLOM, TUSSEN_KOLOMMEN = 204.0, 50.0
RAND = 24.0
INSPRING = 22.0
RUIMTE = 12.0
VULLING = 12.0
# Size of the text and height of its line, by kind; the same sizes stand in the style sheet.
REGELS = {"woorden": (14.0, 18.0), "naam": (17.0, 21.0), "voluit": (14.0, 18.0)}
SIGN_WIDTH = 0.5


@dataclass(frozen=True)
class Knoop:
    """What stands in one box: the words of the relation, the name, and the name in full."""

    sleutel: int
    naam: str
    url: str = ""
    woorden: str = ""
    voluit: str = ""
    rol: str = "buur"


@dataclass(frozen=True)
class Regel:
    """One line of text, with the left end of its base line."""

    tekst: str
    soort: str
    x: float
    y: float


@dataclass(frozen=True)
class Vak:
    """A box with its text."""

    knoop: Knoop
    x: float
    y: float
    breedte: float
    hoogte: float
    regels: tuple[Regel, ...]

    @property
    def midden(self) -> float:
        """The height at which lines come in."""
        return self.y + self.hoogte / 2

    @property
    def rechts(self) -> float:
        """Its right side."""
        return self.x + self.breedte


@dataclass(frozen=True)
class Lijn:
    """The path of a line between two boxes; `soort` is `tak` (to the next step) or `dwars` (between others)."""

    pad: str
    soort: str


@dataclass(frozen=True)
class Tekening:
    """A whole map."""

    breedte: float
    hoogte: float
    vakken: tuple[Vak, ...]
    lijnen: tuple[Lijn, ...]

    @property
    def kader(self) -> str:
        """For `viewBox`."""
        return f"0 0 {_n(self.breedte)} {_n(self.hoogte)}"


Paren = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Tak:
    """A neighbour with what stands behind it."""

    knoop: Knoop
    verder: tuple[Knoop, ...] = ()


def waaier(midden: Knoop, buren: Sequence[Knoop], dwars: Paren = ()) -> Tekening:
    """The term in the middle and its neighbours on both sides of it, for a wide screen.

    Of `dwars` only pairs on one side are drawn: a line to the other side would vanish behind the middle.
    """
    half = len(buren) // 2
    left = {one.sleutel for one in buren[:half]}
    columns = [list(buren[:half]), [midden], list(buren[half:])]
    return kolommen(
        [column for column in columns if column],
        [(midden.sleutel, one.sleutel) for one in buren],
        [(a, b) for a, b in dwars if (a in left) == (b in left)],
    )


def boom(midden: Knoop, takken: Sequence[Tak], dwars: Paren = ()) -> Tekening:
    """The term at the left, its neighbours, and beside each neighbour what stands behind it; for a wide screen."""
    top, boxes = 0.0, []
    for tak in takken:
        children = _stapel(tak.verder, _x(2), top)
        height = max(_hoogte(children) if children else 0.0, _vak(tak.knoop, 0, 0, KOLOM).hoogte)
        boxes += _gecentreerd([tak.knoop], _x(1), top, height)
        boxes += _gecentreerd(tak.verder, _x(2), top, height)
        top += height + RUIMTE
    height = max(top - RUIMTE, _vak(midden, 0, 0, KOLOM).hoogte)
    boxes = _gecentreerd([midden], _x(0), 0, height) + boxes
    branches = [(midden.sleutel, tak.knoop.sleutel) for tak in takken]
    branches += [(tak.knoop.sleutel, child.sleutel) for tak in takken for child in tak.verder]
    return _tekening(BREED, boxes, branches, dwars)


def kolommen(columns: Sequence[Sequence[Knoop]], takken: Paren, dwars: Paren = ()) -> Tekening:
    """Boxes in columns beside each other, each column in the middle of the height."""
    height = max(_hoogte(_stapel(column, 0, 0)) for column in columns)
    boxes = [
        box for number, column in enumerate(columns) for box in _gecentreerd(column, _x(number), 0, height)
    ]
    return _tekening(_x(len(columns)) - TUSSEN_KOLOMMEN + RAND, boxes, takken, dwars)


def ladder(midden: Knoop, takken: Sequence[Tak], dwars: Paren = ()) -> Tekening:
    """Everything below each other, a step further is a step to the right; for a narrow screen."""
    rows: list[tuple[Knoop, int]] = [(midden, 0)]
    branches = []
    for tak in takken:
        rows += [(tak.knoop, 1), *((child, 2) for child in tak.verder)]
        branches.append((midden.sleutel, tak.knoop.sleutel))
        branches += [(tak.knoop.sleutel, child.sleutel) for child in tak.verder]
    boxes, top = [], 0.0
    for knoop, depth in rows:
        left = 1 + depth * INSPRING
        boxes.append(_vak(knoop, left, top, SMAL - RAND - left))
        top = boxes[-1].y + boxes[-1].hoogte + RUIMTE
    by_key = {box.knoop.sleutel: box for box in boxes}
    lines = [Lijn(_trede(by_key[a], by_key[b]), "tak") for a, b in branches]
    lines += [Lijn(_boog(by_key[a], by_key[b], 1), "dwars") for a, b in _dwars(by_key, dwars, branches)]
    return Tekening(SMAL, _onder(boxes), tuple(boxes), tuple(lines))


def _tekening(width: float, boxes: list[Vak], takken: Paren, dwars: Paren) -> Tekening:
    by_key = {box.knoop.sleutel: box for box in boxes}
    lines = [Lijn(_tussen(by_key[a], by_key[b]), "tak") for a, b in takken]
    lines += [Lijn(_tussen(by_key[a], by_key[b]), "dwars") for a, b in _dwars(by_key, dwars, takken)]
    return Tekening(width, _onder(boxes), tuple(boxes), tuple(lines))


def _dwars(by_key: dict[int, Vak], dwars: Paren, takken: Paren) -> list[tuple[int, int]]:
    """The pairs that are drawn and that no branch connects yet."""
    drawn = {frozenset(pair) for pair in takken}
    return [(a, b) for a, b in dwars if a in by_key and b in by_key and frozenset((a, b)) not in drawn]


def _x(column: int) -> float:
    return RAND + column * (KOLOM + TUSSEN_KOLOMMEN)


def _onder(boxes: Iterable[Vak]) -> float:
    return max(box.y + box.hoogte for box in boxes) + 1


def _hoogte(boxes: Sequence[Vak]) -> float:
    return boxes[-1].y + boxes[-1].hoogte - boxes[0].y


def _gecentreerd(knopen: Sequence[Knoop], x: float, top: float, height: float) -> list[Vak]:
    if not knopen:
        return []
    needed = _hoogte(_stapel(knopen, x, top))
    return _stapel(knopen, x, top + (height - needed) / 2)


def _stapel(knopen: Iterable[Knoop], x: float, top: float) -> list[Vak]:
    boxes: list[Vak] = []
    for knoop in knopen:
        boxes.append(_vak(knoop, x, top + 1, KOLOM))
        top = boxes[-1].y + boxes[-1].hoogte + RUIMTE
    return boxes


def _vak(knoop: Knoop, x: float, y: float, width: float) -> Vak:
    lines, base = [], y + VULLING - 4
    for kind, text in (("woorden", knoop.woorden), ("naam", knoop.naam), ("voluit", knoop.voluit)):
        size, height = REGELS[kind]
        for line in breek(text, int((width - 2 * VULLING) / (size * SIGN_WIDTH))):
            base += height
            lines.append(Regel(line, kind, x + VULLING, base))
    return Vak(knoop, x, y, width, base + VULLING - y, tuple(lines))


def breek(text: str, most: int) -> list[str]:
    """`text` in lines of at most `most` signs; a word that is longer is cut with a hyphen."""
    lines: list[str] = []
    for word in (part for long in text.split() for part in _stukken(long, most)):
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _stukken(word: str, most: int) -> list[str]:
    if len(word) <= most:
        return [word]
    # A word with a hyphen of its own is cut there.
    own = word.rfind("-", 1, most) + 1
    start = word[:own] if own else f"{word[: most - 1]}-"
    return [start, *_stukken(word[own or most - 1 :], most)]


def _tussen(a: Vak, b: Vak) -> str:
    """From side to side; between boxes of one column around the outside."""
    if a.x == b.x:
        return _boog(a, b, -1 if a.x == _x(0) else 1)
    left, right = (a, b) if a.x < b.x else (b, a)
    half = (left.rechts + right.x) / 2
    return (
        f"M{_n(left.rechts)} {_n(left.midden)}C{_n(half)} {_n(left.midden)} "
        f"{_n(half)} {_n(right.midden)} {_n(right.x)} {_n(right.midden)}"
    )


def _boog(a: Vak, b: Vak, side: int) -> str:
    """Around the left (-1) or the right (1) of two boxes below each other."""
    first, last = (a.rechts, b.rechts) if side > 0 else (a.x, b.x)
    out = (max(first, last) if side > 0 else min(first, last)) + side * RAND * 1.2
    return f"M{_n(first)} {_n(a.midden)}C{_n(out)} {_n(a.midden)} {_n(out)} {_n(b.midden)} {_n(last)} {_n(b.midden)}"


def _trede(parent: Vak, child: Vak) -> str:
    """Down along the left, then into the box."""
    return f"M{_n(parent.x + INSPRING / 2)} {_n(parent.y + parent.hoogte)}V{_n(child.midden)}H{_n(child.x)}"


def _n(number: float) -> str:
    """A number as SVG writes it, without needless digits."""
    return f"{number:.1f}".removesuffix(".0")
