"""The catalogue of our data by DCAT-AP-NL 3.0 (https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/)."""

from django.conf import settings
from django.urls import reverse
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS

from kennis.uitwisseling.uit_model import public_scheme
from kennis.uitwisseling.vormen import VORMEN
from kennis.uitwisseling.woorden import LANGUAGE, empty_graph

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LICENCE = URIRef("http://creativecommons.org/publicdomain/zero/1.0/deed.nl")
EUROPE = "http://publications.europa.eu/resource/authority"
PUBLIC = URIRef(f"{EUROPE}/access-right/PUBLIC")
DUTCH = URIRef(f"{EUROPE}/language/NLD")
THEME = URIRef(f"{EUROPE}/data-theme/GOVE")
DAILY = URIRef(f"{EUROPE}/frequency/DAILY")
NL_SBB = URIRef("https://docs.geostandaarden.nl/nl-sbb/nl-sbb/")
FILE_TYPES = {"turtle": "RDF_TURTLE", "jsonld": "JSON_LD", "csv": "CSV", "xlsx": "XLSX"}
# The documents that the addresses of others stand for, so that the catalogue can be checked by itself.
KNOWN = {
    LICENCE: DCTERMS.LicenseDocument,
    PUBLIC: DCTERMS.RightsStatement,
    DUTCH: DCTERMS.LinguisticSystem,
    THEME: SKOS.Concept,
    DAILY: DCTERMS.Frequency,
    NL_SBB: DCTERMS.Standard,
}


def catalogue() -> Graph:
    """The catalogue with the glossary as a dataset and the API as a service."""
    graph = empty_graph()
    for prefix, space in {"dcat": DCAT, "vcard": VCARD}.items():
        graph.bind(prefix, space)
    for uri, kind in KNOWN.items():
        graph.add((uri, RDF.type, kind))
    graph.add((THEME, SKOS.prefLabel, Literal("Overheid en publieke sector", lang=LANGUAGE)))
    us, contact = _publisher(graph), _contact(graph)
    catalog, dataset, service = (_uri(name) for name in ("catalogus", "begrippen", "api"))
    title = f"Open data van {settings.SITE_NAME}"
    _describe(graph, catalog, DCAT.Catalog, title, "Alles wat dit portaal als open data geeft.")
    graph.add((catalog, DCAT.dataset, dataset))
    graph.add((catalog, DCAT.service, service))
    graph.add((catalog, FOAF.homepage, _page(graph, "/")))
    scheme = public_scheme()
    about = scheme.samenvatting if scheme is not None and scheme.samenvatting else "De begrippenlijst."
    _describe(graph, dataset, DCAT.Dataset, "Begrippen", about)
    graph.add((dataset, DCTERMS.accrualPeriodicity, DAILY))
    graph.add((dataset, DCTERMS.conformsTo, NL_SBB))
    graph.add((dataset, DCAT.landingPage, _page(graph, "/begrippen")))
    for name in VORMEN:
        graph.add((dataset, DCAT.distribution, _distribution(graph, name)))
    _add_service(graph, service, dataset)
    for resource in (catalog, dataset, service):
        graph.add((resource, DCTERMS.publisher, us))
        graph.add((resource, DCTERMS.creator, us))
        graph.add((resource, DCAT.contactPoint, contact))
    return graph


def _uri(name: str) -> URIRef:
    return URIRef(f"{settings.BASE_URL}{reverse('kennis:catalogus')}#{name}")


def _page(graph: Graph, path: str) -> URIRef:
    page = URIRef(f"{settings.BASE_URL}{path}")
    graph.add((page, RDF.type, FOAF.Document))
    return page


def _resource(graph: Graph, address: str) -> URIRef:
    resource = URIRef(address)
    graph.add((resource, RDF.type, RDFS.Resource))
    return resource


def _publisher(graph: Graph) -> URIRef:
    us = _uri("uitgever")
    graph.add((us, RDF.type, FOAF.Agent))
    graph.add((us, FOAF.name, Literal(settings.SITE_NAME, lang=LANGUAGE)))
    return us


def _contact(graph: Graph) -> URIRef:
    contact = _uri("contact")
    graph.add((contact, RDF.type, VCARD.Kind))
    graph.add((contact, RDF.type, VCARD.Organization))
    graph.add((contact, VCARD.fn, Literal(settings.SITE_NAME, lang=LANGUAGE)))
    graph.add((contact, VCARD.hasURL, URIRef(f"{settings.BASE_URL}/contact")))
    return contact


def _describe(graph: Graph, uri: URIRef, kind: URIRef, title: str, about: str) -> None:
    graph.add((uri, RDF.type, kind))
    graph.add((uri, DCTERMS.title, Literal(title, lang=LANGUAGE)))
    graph.add((uri, DCTERMS.description, Literal(about, lang=LANGUAGE)))
    graph.add((uri, DCTERMS.identifier, Literal(str(uri))))
    graph.add((uri, DCTERMS.license, LICENCE))
    graph.add((uri, DCTERMS.language, DUTCH))
    graph.add((uri, DCTERMS.accessRights, PUBLIC))
    graph.add((uri, DCAT.theme, THEME))


def _distribution(graph: Graph, name: str) -> URIRef:
    form, uri = VORMEN[name], _uri(f"begrippen-{name}")
    address = _resource(graph, f"{settings.BASE_URL}{reverse('kennis:uitgave', args=[form.extension])}")
    media_type = URIRef(f"https://www.iana.org/assignments/media-types/{form.media_type.partition(';')[0]}")
    file_type = URIRef(f"{EUROPE}/file-type/{FILE_TYPES[name]}")
    graph.add((media_type, RDF.type, DCTERMS.MediaType))
    graph.add((file_type, RDF.type, DCTERMS.MediaTypeOrExtent))
    graph.add((uri, RDF.type, DCAT.Distribution))
    graph.add((uri, DCTERMS.title, Literal(f"Begrippen ({form.extension})", lang=LANGUAGE)))
    graph.add((uri, DCAT.accessURL, address))
    graph.add((uri, DCAT.downloadURL, address))
    graph.add((uri, DCAT.mediaType, media_type))
    graph.add((uri, DCTERMS.format, file_type))
    graph.add((uri, DCTERMS.license, LICENCE))
    return uri


def _add_service(graph: Graph, service: URIRef, dataset: URIRef) -> None:
    about = "Begrippen, lessen, praktijkcases, convenanten en meer, als JSON."
    _describe(graph, service, DCAT.DataService, "API van het portaal", about)
    api = f"{settings.BASE_URL}/api/v1"
    graph.add((service, DCAT.endpointURL, _resource(graph, api)))
    graph.add((service, DCAT.endpointDescription, _resource(graph, f"{api}/openapi.json")))
    graph.add((service, FOAF.page, _page(graph, "/api/v1/docs")))
    graph.add((service, DCAT.servesDataset, dataset))
