"""Terms as an RDF graph by NL-SBB 1.0 (https://docs.geostandaarden.nl/nl-sbb/nl-sbb/)."""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, XSD

from kennis.models import Begrip, BegrippenIndex, Bron, Label, Relatie
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import begrip_uri, kader_uri, outside, woordenschat

LANGUAGE = "nl"
AT_ONCE = 200
ISOTHES = Namespace("http://purl.org/iso25964/skos-thes#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
# The hierarchical relations; all others say that two terms have to do with each other.
BROADER = {
    RelatieSoort.BOVENLIGGEND: (ISOTHES.broaderGeneric, ISOTHES.narrowerGeneric),
    RelatieSoort.ONDERDEEL_VAN: (ISOTHES.broaderPartitive, ISOTHES.narrowerPartitive),
}
# What SKOS calls by a word of its own needs none of ours.
OWN_KINDS = [kind for kind in RelatieSoort if kind not in BROADER and kind is not RelatieSoort.VERWANT]
Pair = tuple[int, int]


def public_terms() -> QuerySet[Begrip]:
    """Every term that everybody may see, retired ones included, in a fixed order."""
    return Begrip.objects.visible_to(AnonymousUser()).order_by("ref")


def public_scheme() -> BegrippenIndex | None:
    """The scheme that the terms are in; None while it is not public."""
    return BegrippenIndex.objects.visible_to(AnonymousUser()).first()


def empty_graph() -> Graph:
    """A graph with the prefixes that our documents use."""
    graph = Graph(bind_namespaces="none")
    known = {"skos": SKOS, "dct": DCTERMS, "foaf": FOAF, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "xsd": XSD}
    for prefix, space in (known | {"isothes": ISOTHES, "bibo": BIBO, "adms": ADMS}).items():
        graph.bind(prefix, space)
    graph.bind("begrippen", woordenschat())
    return graph


def to_graph(terms: QuerySet[Begrip] | None = None) -> Graph:
    """`terms` (by default all) with their scheme and their relations to public terms.

    The terms are read in portions, in a constant number of queries for each.
    """
    graph, scheme = empty_graph(), public_scheme()
    if scheme is None:
        return graph
    wanted = public_terms() if terms is None else terms
    relations = _relations()
    ancestors = _ancestors((row.van_id, row.naar_id) for row in relations if row.soort in BROADER)
    add_scheme(graph, scheme)
    shown = set()
    portions = wanted.select_related("opvolger").prefetch_related("labels", "bronnen")
    for begrip in portions.iterator(chunk_size=AT_ONCE):
        shown.add(begrip.pk)
        _add_term(graph, begrip)
        _add_place(graph, begrip, scheme, is_top=begrip.pk not in ancestors)
    for row in relations:
        if row.van_id in shown or row.naar_id in shown:
            _add_relation(graph, row, ancestors)
    return graph


def add_scheme(graph: Graph, scheme: BegrippenIndex) -> None:
    """The scheme by itself."""
    uri = kader_uri(scheme)
    about = scheme.samenvatting or scheme.search_description or scheme.title
    graph.add((uri, RDF.type, SKOS.ConceptScheme))
    graph.add((uri, DCTERMS.title, _text(scheme.title)))
    graph.add((uri, RDFS.label, _text(scheme.title)))
    graph.add((uri, RDFS.comment, _text(about)))
    graph.add((uri, FOAF.page, URIRef(f"{settings.BASE_URL}/{scheme.slug}")))


def scheme_graph(scheme: BegrippenIndex) -> Graph:
    """The scheme with the names of its terms, from where a program finds each of them."""
    graph = empty_graph()
    add_scheme(graph, scheme)
    below = {row.van_id for row in _relations() if row.soort in BROADER}
    for begrip in public_terms().only("ref", "title"):
        _add_name(graph, begrip)
        _add_place(graph, begrip, scheme, is_top=begrip.pk not in below)
    return graph


def vocabulary() -> Graph:
    """Our own kinds of relation and our statuses, each with a label."""
    graph, own = empty_graph(), woordenschat()
    for kind in OWN_KINDS:
        graph.add((own[kind.value], RDF.type, RDF.Property))
        graph.add((own[kind.value], RDFS.label, _text(str(kind.label))))
        graph.add((own[kind.value], RDFS.subPropertyOf, SKOS.semanticRelation))
    for status in Begrip.Status:
        graph.add((own[status.value], RDF.type, SKOS.Concept))
        graph.add((own[status.value], SKOS.prefLabel, _text(str(status.label))))
    graph.add((own.peildatum, RDF.type, RDF.Property))
    graph.add((own.peildatum, RDFS.label, _text("nagekeken op")))
    return graph


def _text(value: str) -> Literal:
    return Literal(value, lang=LANGUAGE)


def _relations() -> list[Relatie]:
    public = public_terms().order_by().values("pk")
    rows = Relatie.objects.filter(van__in=public, naar__in=public)
    return list(rows.select_related("van", "naar").order_by("pk"))


def _ancestors(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    """For each term that has terms above it: all of those. A cycle ends where it began."""
    above: dict[int, set[int]] = {}
    for narrow, broad in pairs:
        above.setdefault(narrow, set()).add(broad)
    return {pk: set(_walk(pk, above)) for pk in above}


def _walk(start: int, above: Mapping[int, set[int]]) -> Iterator[int]:
    seen: set[int] = set()
    waiting = list(above[start])
    while waiting:
        pk = waiting.pop()
        if pk not in seen:
            seen.add(pk)
            yield pk
            waiting.extend(above.get(pk, ()))


def _add_name(graph: Graph, begrip: Begrip) -> None:
    graph.add((begrip_uri(begrip), RDF.type, SKOS.Concept))
    graph.add((begrip_uri(begrip), SKOS.prefLabel, _text(begrip.title)))


def _add_term(graph: Graph, begrip: Begrip) -> None:
    uri, own = begrip_uri(begrip), woordenschat()
    _add_name(graph, begrip)
    graph.add((uri, DCTERMS.identifier, Literal(begrip.ref)))
    graph.add((uri, own.peildatum, Literal(begrip.peildatum)))
    graph.add((uri, ADMS.status, own[begrip.status]))
    texts = {
        SKOS.definition: begrip.definitie,
        # NL-SBB wants an explanation with every term; a definition in plain words is one.
        RDFS.comment: begrip.uitleg or begrip.definitie,
        SKOS.scopeNote: begrip.toelichting,
        SKOS.example: begrip.voorbeeld,
    }
    for predicate, text in texts.items():
        if text.strip():
            graph.add((uri, predicate, _text(text.strip())))
    if begrip.last_published_at:
        graph.add((uri, DCTERMS.modified, Literal(begrip.last_published_at)))
    _add_labels(graph, uri, begrip)
    for number, bron in enumerate(begrip.bronnen.all(), start=1):
        # A fixed name, so that the same glossary always gives the same bytes.
        _add_source(graph, uri, BNode(f"{begrip.ref}-bron-{number}"), bron)
    if begrip.is_vervallen:
        _add_retirement(graph, uri, begrip)


def _add_labels(graph: Graph, uri: URIRef, begrip: Begrip) -> None:
    # Labels of one term are disjoint in SKOS: the most visible one counts.
    taken = {begrip.title}
    for kind, predicate in ((Label.Soort.ALT, SKOS.altLabel), (Label.Soort.VERBORGEN, SKOS.hiddenLabel)):
        for label in begrip.labels.all():
            if label.soort == kind and label.tekst not in taken:
                taken.add(label.tekst)
                graph.add((uri, predicate, _text(label.tekst)))


def _add_source(graph: Graph, uri: URIRef, node: BNode, bron: Bron) -> None:
    graph.add((uri, DCTERMS.source, node))
    graph.add((node, DCTERMS.title, _text(bron.titel)))
    graph.add(
        (node, DCTERMS.bibliographicCitation, Literal(bron.verwijzing or bron.titel, datatype=XSD.string))
    )
    if bron.pagina:
        graph.add((node, BIBO.pages, Literal(bron.pagina)))
    if bron.url:
        graph.add((node, FOAF.page, outside(bron.url)))


def _add_retirement(graph: Graph, uri: URIRef, begrip: Begrip) -> None:
    graph.add((uri, OWL.deprecated, Literal(True)))
    successor = begrip.opvolger
    if successor is not None and public_terms().filter(pk=successor.pk).exists():
        graph.add((uri, DCTERMS.isReplacedBy, begrip_uri(successor)))


def _add_place(graph: Graph, begrip: Begrip, scheme: BegrippenIndex, *, is_top: bool) -> None:
    uri, kader = begrip_uri(begrip), kader_uri(scheme)
    graph.add((uri, SKOS.inScheme, kader))
    if is_top:
        graph.add((uri, SKOS.topConceptOf, kader))
        graph.add((kader, SKOS.hasTopConcept, uri))


def _add_relation(graph: Graph, row: Relatie, ancestors: Mapping[int, set[int]]) -> None:
    kind = RelatieSoort(row.soort)
    one, other = begrip_uri(row.van), begrip_uri(row.naar)
    # In a document about one of the two, the other one is known by its name.
    _add_name(graph, row.van)
    _add_name(graph, row.naar)
    if kind in BROADER:
        broader, narrower = BROADER[kind]
        for up, down in ((SKOS.broader, SKOS.narrower), (broader, narrower)):
            graph.add((one, up, other))
            graph.add((other, down, one))
        return
    if kind in OWN_KINDS:
        graph.add((one, woordenschat()[kind.value], other))
    # In SKOS two terms of one line of the hierarchy are not also merely related (S27).
    if row.naar_id not in ancestors.get(row.van_id, ()) and row.van_id not in ancestors.get(row.naar_id, ()):
        graph.add((one, SKOS.related, other))
        graph.add((other, SKOS.related, one))
