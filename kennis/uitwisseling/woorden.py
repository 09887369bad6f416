"""The words that a term is told in: those of SKOS and others, and our own for what they have no word for."""

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, XSD

from kennis.models import Begrip, Koppeling, Label
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import woordenschat
from kring.indeling import Thema

LANGUAGE = "nl"
ISOTHES = Namespace("http://purl.org/iso25964/skos-thes#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
TEXTS = {"definitie": SKOS.definition, "toelichting": SKOS.scopeNote, "voorbeeld": SKOS.example}
LABELS: dict[str, URIRef] = {Label.Soort.ALT: SKOS.altLabel, Label.Soort.VERBORGEN: SKOS.hiddenLabel}
MATCHES: dict[str, URIRef] = {
    Koppeling.Soort.EXACT: SKOS.exactMatch,
    Koppeling.Soort.CLOSE: SKOS.closeMatch,
    Koppeling.Soort.BROAD: SKOS.broadMatch,
    Koppeling.Soort.NARROW: SKOS.narrowMatch,
    Koppeling.Soort.RELATED: SKOS.relatedMatch,
}
# The hierarchical relations; all others say that two terms have to do with each other.
BROADER = {
    RelatieSoort.BOVENLIGGEND: (ISOTHES.broaderGeneric, ISOTHES.narrowerGeneric),
    RelatieSoort.ONDERDEEL_VAN: (ISOTHES.broaderPartitive, ISOTHES.narrowerPartitive),
}
# What SKOS calls by a word of its own needs none of ours.
OWN_KINDS = [kind for kind in RelatieSoort if kind not in BROADER and kind is not RelatieSoort.VERWANT]
OWN_PROPERTIES = {
    "peildatum": "nagekeken op",
    "herzien_voor": "nakijken vóór",
    "thema": "thema",
    "hoofdlettergevoelig": "deze benaming telt alleen precies zo geschreven",
    "automatisch_linken": "deze benaming wordt in teksten vanzelf een link",
    "stelsel": "begrippenlijst waarin het begrip elders staat",
}
_SPACES = {
    "skos": SKOS, "dct": DCTERMS, "foaf": FOAF, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "xsd": XSD,
    "isothes": ISOTHES, "bibo": BIBO, "adms": ADMS,
}  # fmt: skip


def relation_word(kind: RelatieSoort) -> URIRef:
    """The word that says what one term is to the other, from the term that carries the relation."""
    if kind in BROADER:
        return BROADER[kind][0]
    return SKOS.related if kind is RelatieSoort.VERWANT else woordenschat()[kind.value]


def thema_uri(thema: str) -> URIRef:
    """A theme."""
    return woordenschat()[f"thema-{thema}"]


def dutch(value: str) -> Literal:
    """A text in Dutch."""
    return Literal(value, lang=LANGUAGE)


def empty_graph() -> Graph:
    """A graph with the prefixes that our documents use."""
    graph = Graph(bind_namespaces="none")
    for prefix, space in _SPACES.items():
        graph.bind(prefix, space)
    graph.bind("begrippen", woordenschat())
    return graph


def vocabulary() -> Graph:
    """Our own kinds of relation, properties, statuses and themes, each with a label."""
    graph, own = empty_graph(), woordenschat()
    for kind in OWN_KINDS:
        graph.add((own[kind.value], RDF.type, RDF.Property))
        graph.add((own[kind.value], RDFS.label, dutch(str(kind.label))))
        graph.add((own[kind.value], RDFS.subPropertyOf, SKOS.semanticRelation))
    for name, label in OWN_PROPERTIES.items():
        graph.add((own[name], RDF.type, RDF.Property))
        graph.add((own[name], RDFS.label, dutch(label)))
    concepts = {own[status.value]: str(status.label) for status in Begrip.Status}
    concepts |= {thema_uri(thema.value): str(thema.label) for thema in Thema}
    for concept, label in concepts.items():
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.prefLabel, dutch(label)))
    return graph
