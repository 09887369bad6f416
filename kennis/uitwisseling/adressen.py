"""Permanent addresses in the linked data. `/id/` names a thing, `/doc/` is a document about it."""

from django.conf import settings
from django.utils.encoding import iri_to_uri
from rdflib import Namespace, URIRef

from kennis.models import Begrip, BegrippenIndex


def begrip_uri(begrip: Begrip) -> URIRef:
    """The term itself."""
    return URIRef(f"{settings.BASE_URL}/id/begrip/{begrip.ref}")


def kader_uri(index: BegrippenIndex) -> URIRef:
    """The scheme itself."""
    return URIRef(f"{settings.BASE_URL}/id/begrippenkader/{index.slug}")


def woordenschat() -> Namespace:
    """What SKOS has no word for: our kinds of relation and our statuses."""
    return Namespace(f"{settings.BASE_URL}/def/begrippen#")


def outside(url: str) -> URIRef:
    """An address that an editor typed, with what may not stand in a URI escaped."""
    return URIRef(iri_to_uri(url))
