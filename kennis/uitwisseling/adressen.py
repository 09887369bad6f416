"""Permanent addresses in the linked data. `/id/` names a thing, `/doc/` is a document about it."""

from typing import Protocol

from django.conf import settings
from django.utils.encoding import iri_to_uri
from rdflib import Namespace, URIRef

from kennis.models import BegrippenIndex

OWN_WORDS = "/def/begrippen#"


class WithRef(Protocol):
    """Whatever has a fixed reference."""

    ref: str


def begrip_uri(begrip: WithRef) -> URIRef:
    """The term itself."""
    return term_uri(begrip.ref)


def term_uri(ref: str) -> URIRef:
    """The term with this reference."""
    return URIRef(f"{settings.BASE_URL}/id/begrip/{ref}")


def verzameling_uri(verzameling: WithRef) -> URIRef:
    """The collection itself."""
    return URIRef(f"{settings.BASE_URL}/id/begrippenverzameling/{verzameling.ref}")


def kader_uri(index: BegrippenIndex) -> URIRef:
    """The scheme itself."""
    return URIRef(f"{settings.BASE_URL}/id/begrippenkader/{index.slug}")


def woordenschat() -> Namespace:
    """What SKOS has no word for: our kinds of relation, our statuses and themes."""
    return Namespace(f"{settings.BASE_URL}{OWN_WORDS}")


def outside(url: str) -> URIRef:
    """An address that an editor typed, with what may not stand in a URI escaped."""
    return URIRef(iri_to_uri(url))
