"""Terms as an RDF graph by NL-SBB 1.0 (https://docs.geostandaarden.nl/nl-sbb/nl-sbb/).

What a triple cannot hold by itself, such as the explanation of a relation, stands in an `rdf:Statement` about it.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db.models import QuerySet
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, XSD

from kennis.models import Begrip, BegrippenIndex, Relatie
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import (
    begrip_uri,
    kader_uri,
    outside,
    term_uri,
    verzameling_uri,
    woordenschat,
)
from kennis.uitwisseling.gegevens import Begripgegevens, Verzamelinggegevens
from kennis.uitwisseling.uit_model import (
    public_collections,
    public_scheme,
    public_terms,
    told,
    told_collections,
)
from kennis.uitwisseling.woorden import (
    ADMS,
    BIBO,
    BROADER,
    LABELS,
    LANGUAGE,
    MATCHES,
    OWN_KINDS,
    TEXTS,
    dutch,
    empty_graph,
    relation_word,
    thema_uri,
)

Pair = tuple[int, int]


def to_graph(terms: QuerySet[Begrip] | None = None) -> Graph:
    """`terms` (by default all, with the collections) with their scheme and their relations to public terms.

    The terms are read in portions, in a constant number of queries for each.
    """
    graph, scheme = empty_graph(), public_scheme()
    if scheme is None:
        return graph
    wanted = public_terms() if terms is None else terms
    public = set(public_terms().order_by().values_list("pk", flat=True))
    relations = _relations()
    ancestors = _ancestors((row.van_id, row.naar_id) for row in relations if row.soort in BROADER)
    add_scheme(graph, scheme)
    shown = set()
    for begrip, values in told(wanted, public):
        shown.add(begrip.pk)
        _add_term(graph, values)
        _add_place(graph, begrip, scheme, is_top=begrip.pk not in ancestors)
    for row in relations:
        if row.van_id in shown or row.naar_id in shown:
            _add_relation(graph, row, ancestors)
    if terms is None:
        for collection in told_collections(public_terms().current(), public_collections()):
            add_collection(graph, collection, scheme)
    return graph


def add_scheme(graph: Graph, scheme: BegrippenIndex) -> None:
    """The scheme by itself."""
    uri = kader_uri(scheme)
    about = scheme.samenvatting or scheme.search_description or scheme.title
    graph.add((uri, RDF.type, SKOS.ConceptScheme))
    graph.add((uri, DCTERMS.title, dutch(scheme.title)))
    graph.add((uri, RDFS.label, dutch(scheme.title)))
    graph.add((uri, RDFS.comment, dutch(about)))
    graph.add((uri, FOAF.page, URIRef(f"{settings.BASE_URL}/{scheme.slug}")))


def scheme_graph(scheme: BegrippenIndex) -> Graph:
    """The scheme with the names of its terms and collections, from where a program finds each of them."""
    graph = empty_graph()
    add_scheme(graph, scheme)
    below = {row.van_id for row in _relations() if row.soort in BROADER}
    for begrip in public_terms().only("ref", "title"):
        _add_name(graph, begrip)
        _add_place(graph, begrip, scheme, is_top=begrip.pk not in below)
    for collection in told_collections(public_terms().current(), public_collections()):
        collection.leden = []
        add_collection(graph, collection, scheme)
    return graph


def collection_graph(ref: str) -> Graph | None:
    """One collection with the names of its terms; None when there is no such collection."""
    scheme = public_scheme()
    found = next(
        (one for one in told_collections(public_terms().current(), public_collections()) if one.ref == ref),
        None,
    )
    if scheme is None or found is None:
        return None
    graph = empty_graph()
    add_collection(graph, found, scheme)
    for begrip in public_terms().filter(ref__in=found.leden).only("ref", "title"):
        _add_name(graph, begrip)
    return graph


def add_collection(graph: Graph, collection: Verzamelinggegevens, scheme: BegrippenIndex) -> None:
    """A collection with its members."""
    uri = verzameling_uri(collection)
    graph.add((uri, RDF.type, SKOS.Collection))
    graph.add((uri, DCTERMS.identifier, Literal(collection.ref)))
    graph.add((uri, SKOS.prefLabel, dutch(collection.naam)))
    graph.add((uri, SKOS.inScheme, kader_uri(scheme)))
    if collection.omschrijving:
        graph.add((uri, RDFS.comment, dutch(collection.omschrijving)))
    if collection.thema:
        graph.add((uri, woordenschat().thema, thema_uri(collection.thema)))
    for ref in collection.leden:
        graph.add((uri, SKOS.member, term_uri(ref)))


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
    graph.add((begrip_uri(begrip), SKOS.prefLabel, dutch(begrip.title)))


def _add_term(graph: Graph, values: Begripgegevens) -> None:
    uri = begrip_uri(values)
    graph.add((uri, RDF.type, SKOS.Concept))
    graph.add((uri, SKOS.prefLabel, dutch(values.naam)))
    texts = {predicate: getattr(values, name) for name, predicate in TEXTS.items()}
    # NL-SBB wants an explanation with every term; a definition in plain words is one.
    texts[RDFS.comment] = values.uitleg or values.definitie
    for predicate, text in texts.items():
        if text:
            graph.add((uri, predicate, dutch(text)))
    for add in (_add_facts, _add_labels, _add_sources, _add_matches, _add_changes, _add_explanations):
        add(graph, uri, values)


def _add_facts(graph: Graph, uri: URIRef, values: Begripgegevens) -> None:
    own, is_retired = woordenschat(), values.status == Begrip.Status.VERVALLEN
    facts = {
        DCTERMS.identifier: Literal(values.ref),
        SKOS.notation: Literal(values.notatie) if values.notatie else None,
        ADMS.status: own[values.status],
        own.thema: thema_uri(values.thema) if values.thema else None,
        own.peildatum: Literal(values.peildatum),
        own.herzien_voor: Literal(values.herzien_voor) if values.herzien_voor else None,
        DCTERMS.modified: Literal(values.gewijzigd_op) if values.gewijzigd_op else None,
        OWL.deprecated: Literal(True) if is_retired else None,
        DCTERMS.isReplacedBy: term_uri(values.opvolger) if is_retired and values.opvolger else None,
    }
    for predicate, value in facts.items():
        if value is not None:
            graph.add((uri, predicate, value))


def _add_labels(graph: Graph, uri: URIRef, values: Begripgegevens) -> None:
    # Labels of one term are disjoint in SKOS: the most visible one counts.
    taken, own = {values.naam}, woordenschat()
    for kind, predicate in LABELS.items():
        for label in values.labels:
            if label.soort != kind or label.tekst in taken:
                continue
            taken.add(label.tekst)
            text = Literal(label.tekst, lang=label.taal or LANGUAGE)
            graph.add((uri, predicate, text))
            if label.hoofdlettergevoelig or not label.automatisch_linken:
                node = _about(graph, (uri, predicate, text), f"{values.ref}-benaming-{len(taken)}")
                graph.add((node, own.hoofdlettergevoelig, Literal(bool(label.hoofdlettergevoelig))))
                graph.add((node, own.automatisch_linken, Literal(bool(label.automatisch_linken))))


def _about(graph: Graph, triple: tuple[URIRef, URIRef, URIRef | Literal], name: str) -> BNode:
    """A node about a triple. A fixed name, so that the same glossary always gives the same bytes."""
    node = BNode(name)
    graph.add((node, RDF.type, RDF.Statement))
    for predicate, value in zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True):
        graph.add((node, predicate, value))
    return node


def _add_sources(graph: Graph, uri: URIRef, values: Begripgegevens) -> None:
    for number, bron in enumerate(values.bronnen, start=1):
        node = BNode(f"{values.ref}-bron-{number}")
        citation = Literal(bron.verwijzing or bron.titel, datatype=XSD.string)
        graph.add((uri, DCTERMS.source, node))
        graph.add((node, DCTERMS.title, dutch(bron.titel)))
        graph.add((node, DCTERMS.bibliographicCitation, citation))
        if bron.pagina:
            graph.add((node, BIBO.pages, Literal(bron.pagina)))
        if bron.url:
            graph.add((node, FOAF.page, outside(bron.url)))


def _add_matches(graph: Graph, uri: URIRef, values: Begripgegevens) -> None:
    for number, match in enumerate(values.koppelingen, start=1):
        predicate, other = MATCHES[match.soort], outside(match.uri)
        graph.add((uri, predicate, other))
        # By NL-SBB only a concept has a match.
        graph.add((other, RDF.type, SKOS.Concept))
        node = _about(graph, (uri, predicate, other), f"{values.ref}-koppeling-{number}")
        graph.add((node, RDFS.label, dutch(match.benaming)))
        graph.add((node, woordenschat().stelsel, dutch(match.stelsel)))


def _add_changes(graph: Graph, uri: URIRef, values: Begripgegevens) -> None:
    for number, change in enumerate(values.wijzigingen, start=1):
        note = dutch(change.notitie)
        graph.add((uri, SKOS.changeNote, note))
        node = _about(graph, (uri, SKOS.changeNote, note), f"{values.ref}-wijziging-{number}")
        graph.add((node, DCTERMS.created, Literal(change.moment)))


def _add_explanations(graph: Graph, uri: URIRef, values: Begripgegevens) -> None:
    for number, row in enumerate(values.relaties, start=1):
        if row.toelichting.strip():
            triple = (uri, relation_word(RelatieSoort(row.soort)), term_uri(row.naar))
            node = _about(graph, triple, f"{values.ref}-verhouding-{number}")
            graph.add((node, RDFS.comment, dutch(row.toelichting.strip())))


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
        graph.add((one, relation_word(kind), other))
    # In SKOS two terms of one line of the hierarchy are not also merely related (S27).
    if row.naar_id not in ancestors.get(row.van_id, ()) and row.van_id not in ancestors.get(row.naar_id, ()):
        graph.add((one, SKOS.related, other))
        graph.add((other, SKOS.related, one))
