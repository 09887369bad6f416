"""The demo's linked data against the norms, and against what the norms mean but do not check."""

from itertools import combinations

import pytest
from django.db import transaction
from pyshacl import validate
from pytest_django.plugin import DjangoDbBlocker
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SH, SKOS

from dev.paths import ROOT
from kennis.uitwisseling.catalogus import catalogue
from kennis.uitwisseling.graaf import to_graph
from kennis.uitwisseling.woorden import MATCHES
from portal.demo.teksten import laad_begrippen
from portal.inrichten import inrichten
from tests.factories.begrippenlijst import make_glossary
from tests.factories.wereld import Wereld

pytestmark = pytest.mark.xdist_group("normen")
NORMS = ROOT.parent / "shared" / "normen"
NL_SBB = NORMS / "nl-sbb" / "skos-ap-nl-1.0.0.ttl"


@pytest.fixture(scope="module")
def demo_graph(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Graph:
    """The whole glossary of the demo, which itself is gone again."""
    with django_db_blocker.unblock(), transaction.atomic():
        inrichten()
        laad_begrippen()
        graph = to_graph()
        transaction.set_rollback(True)
    return graph


@pytest.mark.skipif(not NL_SBB.exists(), reason="de map met normen staat hier niet")
@pytest.mark.parametrize("name", ["dcat-ap-SHACL.ttl", "dcat-ap-nl-SHACL.ttl"])
@pytest.mark.django_db
def test_catalogue_conforms_to_dcat_ap(name: str) -> None:
    shapes = Graph().parse(NORMS / "dcat-ap-nl" / name)
    conforms, _report, text = validate(catalogue(), shacl_graph=shapes, advanced=True, do_owl_imports=False)
    assert conforms, text


def test_shapes_do_find_fault() -> None:
    """A check that always passes would be worth nothing."""
    graph = Graph()
    graph.add((URIRef("https://example.org/leeg"), RDF.type, SKOS.Concept))
    conforms, _report, _text = validate(graph, shacl_graph=Graph().parse(NL_SBB), advanced=True)
    assert not conforms


@pytest.mark.timeout(240)
@pytest.mark.skipif(not NL_SBB.exists(), reason="de map met normen staat hier niet")
def test_demo_conforms_to_nl_sbb_without_any_remark(demo_graph: Graph) -> None:
    assert not remarks_on_own_things(demo_graph)


@pytest.mark.timeout(240)
@pytest.mark.skipif(not NL_SBB.exists(), reason="de map met normen staat hier niet")
@pytest.mark.django_db
def test_every_field_and_every_kind_of_row_conforms_to_nl_sbb(wereld: Wereld) -> None:
    make_glossary()
    graph = to_graph()
    assert set(graph.objects(None, SKOS.exactMatch))
    assert not remarks_on_own_things(graph)


def remarks_on_own_things(graph: Graph) -> list[str]:
    """What the shapes say, of any severity; not of concepts elsewhere, of which we only know the address."""
    report = validate(graph, shacl_graph=Graph().parse(NL_SBB), advanced=True, do_owl_imports=False)[1]
    assert isinstance(report, Graph)
    elsewhere = {node for predicate in MATCHES.values() for node in graph.objects(None, predicate)}
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        if focus not in elsewhere:
            found.append(f"{focus}: {report.value(result, SH.resultMessage)}")
    return found


def test_demo_has_what_the_shapes_forget_to_ask(demo_graph: Graph) -> None:
    concepts = set(demo_graph.subjects(SKOS.inScheme)) & set(demo_graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) >= 55
    for concept in concepts:
        names = {
            p: set(demo_graph.objects(concept, p)) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        }
        assert [label.language for label in names[SKOS.prefLabel]] == ["nl"], concept
        assert not any(one & other for one, other in combinations(names.values(), 2)), concept
        for predicate in (SKOS.definition, RDFS.comment):
            assert {text.language for text in demo_graph.objects(concept, predicate)} == {"nl"}, concept
        assert len(set(demo_graph.objects(concept, SKOS.inScheme))) == 1
        sources = set(demo_graph.objects(concept, DCTERMS.source))
        assert sources, concept
        for source in sources:
            assert demo_graph.value(source, DCTERMS.title)
            assert demo_graph.value(source, DCTERMS.bibliographicCitation)


def test_demo_has_no_cycle_and_nothing_is_both_above_and_beside(demo_graph: Graph) -> None:
    for concept in demo_graph.subjects(RDF.type, SKOS.Concept):
        above = set(demo_graph.transitive_objects(concept, SKOS.broader)) - {concept}
        direct = {up for one in above for up in demo_graph.objects(one, SKOS.broader)}
        assert concept not in direct
        assert not above & set(demo_graph.objects(concept, SKOS.related)), concept
