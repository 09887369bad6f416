"""A document as JSON and back."""

import json
from dataclasses import asdict, fields
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from search.documents import Plek, SearchDocument, Sectie

_REQUIRED: dict[str, Any] = {"key": "", "soort": "", "titel": "", "url": "", "acl": ()}
_TUPLES = frozenset(item.name for item in fields(SearchDocument) if str(item.type).startswith("tuple"))


def dumps(document: SearchDocument) -> str:
    """JSON text of `document`; empty values are left out."""
    filled = {
        name: value for name, value in asdict(document).items() if value not in ("", (), None, False, {})
    }
    return json.dumps(filled, ensure_ascii=False, default=_plain_value)


def _plain_value(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not belong in a search document")


def loads(text: str) -> SearchDocument:
    """The document that `dumps` wrote."""
    values: dict[str, Any] = json.loads(text)
    for name in _TUPLES & values.keys():
        values[name] = tuple(values[name])
    if "datum" in values:
        values["datum"] = date.fromisoformat(values["datum"])
    if "zichtbaar_vanaf" in values:
        values["zichtbaar_vanaf"] = datetime.fromisoformat(values["zichtbaar_vanaf"])
    values["secties"] = tuple(Sectie(**row) for row in values.get("secties", ()))
    values["hoort_bij"] = tuple(_place(row) for row in values.get("hoort_bij", ()))
    return SearchDocument(**(_REQUIRED | values))


def _place(row: dict[str, Any]) -> Plek:
    moment = row["zichtbaar_vanaf"]
    return Plek(
        row["titel"], row["url"], tuple(row["acl"]), datetime.fromisoformat(moment) if moment else None
    )


def fingerprint(written: str) -> str:
    """A mark of the content of a document that `dumps` wrote: another content gives another mark."""
    return blake2b(written.encode(), digest_size=16).hexdigest()
