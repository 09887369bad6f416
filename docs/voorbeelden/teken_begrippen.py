"""Fetch all terms with their relations from the API and draw them as SVG. Needs Python 3.11 and nothing else.

python3 teken_begrippen.py https://portaal.example > begrippen.svg
"""

import json
import math
import sys
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen
from xml.sax.saxutils import escape, quoteattr

PER_PAGE = 100
SPACE = 22
ROOM_FOR_WORDS = 320
Point = tuple[float, float]


def terms(portal: str) -> Iterator[dict[str, Any]]:
    """Every term, page after page, until the API names no next page."""
    address: str | None = f"{portal.rstrip('/')}/api/v1/begrippen?paginaGrootte={PER_PAGE}"
    while address:
        with urlopen(address, timeout=30) as answer:
            page = json.load(answer)
        yield from page["resultaten"]
        following = page["_links"]["volgende"]
        address = following["href"] if following else None


def relations(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Each relation once, as (uri, what it is in words, uri), as the term that carries it tells it."""
    for row in rows:
        for relation in row["relaties"]:
            if not relation["omgekeerd"]:
                yield row["uri"], relation["soort"], relation["naar"]["uri"]


def draw(rows: list[dict[str, Any]]) -> str:
    """The terms around a circle, with a line for each relation."""
    radius = max(120.0, SPACE * len(rows) / math.tau)
    middle = radius + ROOM_FOR_WORDS
    places = {row["uri"]: number * math.tau / len(rows) for number, row in enumerate(rows)}
    names = {row["uri"]: row["naam"] for row in rows}

    def point(uri: str, distance: float) -> Point:
        return middle + distance * math.cos(places[uri]), middle + distance * math.sin(places[uri])

    lines = []
    for one, words, other in relations(rows):
        (x1, y1), (x2, y2) = point(one, radius), point(other, radius)
        told = escape(f"{names[one]} {words} {names[other]}")
        # Through the middle, so that lines between neighbours do not hide each other.
        path = f"M{x1:.1f} {y1:.1f}Q{middle:.1f} {middle:.1f} {x2:.1f} {y2:.1f}"
        lines.append(f'<path d="{path}"><title>{told}</title></path>')
    labels = [_name(uri, name, point(uri, radius + 8), places[uri]) for uri, name in names.items()]
    size = f"{2 * middle:.0f}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="14">',
            f"<title>{len(rows)} begrippen en hun relaties</title>",
            '<g fill="none" stroke="#2a6f97" stroke-opacity="0.5">',
            *lines,
            "</g>",
            *labels,
            "</svg>",
        ]
    )


def _name(uri: str, name: str, place: Point, angle: float) -> str:
    # On the left half a name would stand on its head.
    on_left = math.cos(angle) < 0
    degrees = math.degrees(angle) + (180 if on_left else 0)
    anchor = "end" if on_left else "start"
    x, y = place
    text = f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" transform="rotate({degrees:.1f} {x:.1f} {y:.1f})">'
    return f"<a href={quoteattr(uri)}>{text}{escape(name)}</text></a>"


def main() -> int:
    """Draw the portal that the command line names."""
    if len(sys.argv) != 2:
        print("Gebruik: teken_begrippen.py ADRES-VAN-HET-PORTAAL > begrippen.svg", file=sys.stderr)
        return 2
    found = list(terms(sys.argv[1]))
    if not found:
        print("Dit portaal heeft nog geen begrippen.", file=sys.stderr)
        return 1
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(draw(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
