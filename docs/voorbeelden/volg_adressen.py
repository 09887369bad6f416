"""Follow permanent addresses by content negotiation only, from the scheme to every term. Needs Python 3.11 and nothing else.

    python3 volg_adressen.py https://portaal.example/id/begrippenkader/begrippen

An `/id/` address answers 303 with the address of a document about the thing, in the form that `Accept` asks for.
"""

import json
import sys
from typing import Any
from urllib.request import Request, urlopen

Node = dict[str, Any]
TERM = "skos:Concept"
ABOVE = "skos:broader"
RELATED = "skos:related"


def fetch(uri: str) -> dict[str, Node]:
    """The data that a permanent address leads to, by the address of each thing in it."""
    with urlopen(Request(uri, headers={"Accept": "application/ld+json"}), timeout=30) as answer:
        data = json.load(answer)
    return {node["@id"]: node for node in data.get("@graph", [data])}


def values(node: Node, name: str) -> list[str]:
    """What a thing has under a name: texts, or the addresses of other things."""
    found = node.get(name, [])
    each = found if isinstance(found, list) else [found]
    return [str(one.get("@value") or one["@id"]) if isinstance(one, dict) else str(one) for one in each]


def follow(scheme: str) -> dict[str, Node]:
    """Every term of a scheme, each from its own address; a term that only a relation names is found as well."""
    start = fetch(scheme)
    # Collections of terms are in the scheme too.
    terms_of_it = (node for node in start.values() if TERM in values(node, "@type"))
    waiting = sorted(node["@id"] for node in terms_of_it if scheme in values(node, "skos:inScheme"))
    terms: dict[str, Node] = {}
    while waiting:
        uri = waiting.pop(0)
        if uri not in terms:
            terms[uri] = fetch(uri)[uri]
            waiting += [*values(terms[uri], ABOVE), *values(terms[uri], RELATED)]
    return terms


def main() -> int:
    """Tell each term, what stands above it and what it is related to."""
    if len(sys.argv) != 2:
        print("Gebruik: volg_adressen.py ADRES-VAN-HET-BEGRIPPENKADER", file=sys.stderr)
        return 2
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    terms = follow(sys.argv[1])
    names = {uri: values(node, "skos:prefLabel")[0] for uri, node in terms.items()}
    for uri in sorted(terms, key=lambda one: names[one].lower()):
        print(f"{names[uri]} <{uri}>")
        for words, name in (("valt onder", ABOVE), ("hangt samen met", RELATED)):
            for other in values(terms[uri], name):
                print(f"    {words} {names[other]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
