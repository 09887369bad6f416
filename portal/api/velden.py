"""The fields of an answer in words, for the page that explains the API."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

Node = dict[str, Any]


class Veld(NamedTuple):
    """One field: its name below those that hold it, what a value looks like, and what it is."""

    naam: str
    vorm: str
    uitleg: str


def velden(made: Node, operation: Node) -> list[Veld]:
    """The fields of what an operation gives; of a list those of one result."""
    schemas: Node = made["components"]["schemas"]
    found = _named(operation["responses"]["200"]["content"]["application/json"]["schema"], schemas)
    if "resultaten" in found["properties"]:
        found = _named(found["properties"]["resultaten"]["items"], schemas)
    return list(_rows(found, schemas))


def _rows(schema: Node, schemas: Node, above: str = "") -> Iterator[Veld]:
    for name, one in schema["properties"].items():
        kind = filled(one)
        yield Veld(above + name, vorm(one), one.get("description", ""))
        inner = kind.get("items", kind)
        if "$ref" in inner:
            yield from _rows(_named(inner, schemas), schemas, f"{above}{name}.")


def _named(reference: Node, schemas: Node) -> Node:
    found: Node = schemas[reference["$ref"].rpartition("/")[2]]
    return found


def filled(schema: Node) -> Node:
    """The schema of a value that is there, of one that may be `null` too."""
    found: Node = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    return found


def vorm(schema: Node) -> str:
    """What a value looks like, such as `getal 1 tot en met 100`."""
    kind = filled(schema)
    words = _word(kind)
    return _("%(vorm)s, of null") % {"vorm": words} if kind is not schema else words


def _word(kind: Node) -> str:
    if kind.get("format") in ("date", "date-time"):
        return _("datum") if kind["format"] == "date" else _("tijdstip")
    if kind.get("type") == "integer":
        low, high = kind.get("minimum"), kind.get("maximum")
        bounds = _(" %(laag)s tot en met %(hoog)s") % {"laag": low, "hoog": high}
        return _("getal") + (bounds if high is not None else "")
    words = {
        "number": _("getal"),
        "boolean": _("ja of nee (true, false)"),
        "array": _("lijst"),
        "string": _("tekst"),
    }
    return words.get(kind.get("type", ""), _("object"))
