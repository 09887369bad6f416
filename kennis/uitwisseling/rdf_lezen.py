"""Reads SKOS from Turtle and JSON-LD, by NL-SBB and with our own words. Nothing is ever fetched from elsewhere."""

import json
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS
from rdflib.term import Node

from kennis.models import Begrip
from kennis.models.relatie import RelatieSoort
from kennis.uitwisseling.adressen import OWN_WORDS, woordenschat
from kennis.uitwisseling.gegevens import (
    Begripgegevens,
    Brongegevens,
    Inhoud,
    Koppelinggegevens,
    Labelgegevens,
    Relatiegegevens,
    Verzamelinggegevens,
    Wijzigingsgegevens,
    tidy,
)
from kennis.uitwisseling.onleesbaar import Unreadable
from kennis.uitwisseling.waarden import WrongValue, as_choice, as_day, as_moment
from kennis.uitwisseling.woorden import (
    ADMS,
    BIBO,
    BROADER,
    LABELS,
    LANGUAGE,
    MATCHES,
    OWN_KINDS,
    TEXTS,
    relation_word,
)
from kring.indeling import Thema

Value = TypeVar("Value")
Triple = tuple[Node, Node, Node]


def parse_turtle(content: bytes) -> Graph:
    """The graph in a Turtle file. Raises `Unreadable`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("Dit bestand is geen tekst in UTF-8. Sla het zo op en kies het opnieuw.")
        ) from error
    try:
        return Graph().parse(data=text, format="turtle")
    # rdflib raises whatever comes up; deep nesting ends in a RecursionError.
    except Exception as error:
        line = getattr(error, "lines", None)
        where = _(" Kijk bij regel %(regel)s.") % {"regel": line + 1} if isinstance(line, int) else ""
        raise Unreadable(_("Dit is geen geldig Turtle-bestand.") + where) from error


def parse_json_ld(content: bytes) -> Graph:
    """The graph in a JSON-LD file, whose contexts all have to be inside it. Raises `Unreadable`."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        where = (
            _(" Kijk bij regel %(regel)s.") % {"regel": error.lineno}
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        raise Unreadable(_("Dit is geen geldig JSON-bestand.") + where) from error
    if _leads_elsewhere(data):
        text = _(
            "Dit bestand verwijst naar een context op een ander adres. Zet de context in het bestand zelf."
        )
        raise Unreadable(text)
    try:
        with warnings.catch_warnings():
            # Of the parser of rdflib itself.
            warnings.simplefilter("ignore", DeprecationWarning)
            return Graph().parse(data=json.dumps(data), format="json-ld")
    except Exception as error:
        raise Unreadable(_("Dit is geen geldig JSON-LD-bestand.")) from error


def _leads_elsewhere(data: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether a context anywhere in the data is to be fetched."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            contexts = one.get("@context", [])
            contexts = contexts if isinstance(contexts, list) else [contexts]
            if "@import" in one or any(isinstance(context, str) for context in contexts):
                return True
            waiting.extend(one.values())
    return False


def read(graph: Graph, most: int) -> Inhoud:
    """What stands in a graph, with a fault for each term that cannot be understood.

    Raises `Unreadable` when there are no terms, or more than `most`.
    """
    return _Reader(_with_our_words(graph), most).read()


def _with_our_words(graph: Graph) -> Graph:
    """The graph with the words of another portal of this kind, such as the one for testing, as our own."""
    own = woordenschat()

    def ours(node: Node) -> Node:
        space, found, name = str(node).partition(OWN_WORDS)
        is_other = isinstance(node, URIRef) and found and f"{space}{found}" != str(own)
        return own[name] if is_other else node

    known = Graph()
    for triple in graph:
        known.add((ours(triple[0]), ours(triple[1]), ours(triple[2])))
    return known


class _Reader:
    """Terms by their references, then what lies between them, then collections."""

    def __init__(self, graph: Graph, most: int) -> None:
        self.graph, self.most = graph, most
        self.inhoud = Inhoud()
        self.refs: dict[Node, str] = {}
        self.told: dict[Triple, list[Node]] = defaultdict(list)
        for node in graph.subjects(RDF.type, RDF.Statement):
            parts = (graph.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object))
            subject, predicate, value = parts
            if subject is not None and predicate is not None and value is not None:
                self.told[subject, predicate, value].append(node)

    def read(self) -> Inhoud:
        """Everything."""
        elsewhere = {node for match in MATCHES.values() for node in self.graph.objects(None, match)}
        themes = set(self.graph.objects(None, woordenschat().thema))
        found = sorted(set(self.graph.subjects(RDF.type, SKOS.Concept)) - elsewhere - themes, key=str)
        if not found:
            raise Unreadable(
                _("Er staan geen begrippen in dit bestand: geen enkel ding is een skos:Concept.")
            )
        if len(found) > self.most:
            text = _("Er staan meer dan %(most)s begrippen in dit bestand. Verdeel het over meer bestanden.")
            raise Unreadable(text % {"most": self.most})
        for concept in found:
            self._name(concept)
        for concept, ref in list(self.refs.items()):
            self._taken(partial(self._term, concept, ref), str(concept))
        for relation in sorted(self._relations(), key=str):
            self._relation(*relation)
        for collection in sorted(set(self.graph.subjects(RDF.type, SKOS.Collection)), key=str):
            self._taken(partial(self._collection, collection), str(collection))
        return self.inhoud

    def _taken(self, work: Callable[[], None], place: str) -> None:
        try:
            work()
        except WrongValue as error:
            self.inhoud.fout(place, str(error))

    def _name(self, concept: Node) -> None:
        if not isinstance(concept, URIRef):
            self.inhoud.fout(
                "", _("Een begrip zonder adres kan ik niet terugvinden. Geef elk begrip een adres.")
            )
            return
        ref = self._ref(concept)
        if ref in self.inhoud.begrippen:
            text = _("Het kenmerk “%(ref)s” is ook van %(ander)s.")
            other = self.inhoud.begrippen[ref].plaats
            self.inhoud.fout(str(concept), text % {"ref": ref, "ander": other})
            return
        self.refs[concept] = ref
        self.inhoud.begrippen[ref] = Begripgegevens(ref, plaats=str(concept))

    def _ref(self, node: Node) -> str:
        """The fixed reference: the identifier, or else the last part of the address."""
        if node in self.refs:
            return self.refs[node]
        given = self.graph.value(node, DCTERMS.identifier)
        text = str(given if isinstance(given, Literal) else node).rstrip("/")
        return text.rpartition("#")[2].rpartition("/")[2]

    def _term(self, concept: Node, ref: str) -> None:
        values, own = self.inhoud.begrippen[ref], woordenschat()
        values.naam = self._one(concept, SKOS.prefLabel)
        for field, predicate in TEXTS.items():
            setattr(values, field, self._one(concept, predicate))
        uitleg = self._one(concept, RDFS.comment)
        values.uitleg = "" if uitleg == values.definitie else uitleg
        values.notatie = self._one(concept, SKOS.notation)
        successor = self.graph.value(concept, DCTERMS.isReplacedBy, any=True)
        values.opvolger = self._ref(successor) if successor is not None else ""
        values.labels = list(self._labels(concept))
        values.bronnen = list(self._sources(concept))
        values.koppelingen = list(self._matches(concept))
        values.wijzigingen = list(self._changes(concept))
        values.status = self._choice(concept, ADMS.status, lambda text: as_choice(Begrip.Status, text))
        values.thema = self._thema(concept)
        values.peildatum = self._value(concept, own.peildatum, as_day)
        values.herzien_voor = self._value(concept, own.herzien_voor, as_day)
        values.gewijzigd_op = self._value(concept, DCTERMS.modified, as_moment)

    def _one(self, subject: Node, predicate: Node) -> str:
        """The text in Dutch, or else the one without a language. Raises `WrongValue` when there are more."""
        texts: dict[str, list[str]] = defaultdict(list)
        for value in self.graph.objects(subject, predicate):
            if isinstance(value, Literal):
                texts[(value.language or "").partition("-")[0]].append(tidy(str(value)))
        found = texts[LANGUAGE] or texts[""]
        if len(found) > 1:
            word = str(predicate).rpartition("#")[2].rpartition("/")[2]
            raise WrongValue(_("Er staat meer dan één %(woord)s in het Nederlands.") % {"woord": word})
        return found[0] if found else ""

    def _value(self, subject: Node, predicate: Node, read_value: Callable[[str], Value]) -> Value | None:
        found = sorted(str(value) for value in self.graph.objects(subject, predicate))
        return read_value(found[0]) if found else None

    def _choice(self, subject: Node, predicate: Node, read_value: Callable[[str], str]) -> str:
        """A value that is one of our own words; the word of somebody else is not taken over."""
        own = str(woordenschat())
        names = [
            str(value).removeprefix(own)
            for value in self.graph.objects(subject, predicate)
            if str(value).startswith(own)
        ]
        return read_value(names[0]) if names else ""

    def _thema(self, subject: Node) -> str:
        return self._choice(
            subject, woordenschat().thema, lambda text: as_choice(Thema, text.removeprefix("thema-"))
        )

    def _labels(self, concept: Node) -> Iterator[Labelgegevens]:
        own = woordenschat()
        for kind, predicate in LABELS.items():
            for text in sorted(self.graph.objects(concept, predicate), key=str):
                if not isinstance(text, Literal):
                    continue
                label = Labelgegevens(
                    tidy(str(text)), kind, (text.language or "").partition("-")[0], plaats=str(concept)
                )
                for node in self.told[concept, predicate, text]:
                    label.hoofdlettergevoelig = self._flag(node, own.hoofdlettergevoelig)
                    label.automatisch_linken = self._flag(node, own.automatisch_linken)
                yield label

    def _flag(self, node: Node, predicate: Node) -> bool | None:
        value = self.graph.value(node, predicate, any=True)
        return bool(value.toPython()) if isinstance(value, Literal) else None

    def _sources(self, concept: Node) -> Iterator[Brongegevens]:
        found = []
        for node in self.graph.objects(concept, DCTERMS.source):
            title, citation = self._one(node, DCTERMS.title), self._one(node, DCTERMS.bibliographicCitation)
            address = self.graph.value(node, FOAF.page, any=True) or (
                node if isinstance(node, URIRef) else ""
            )
            title = title or citation or str(address)
            row = (title, "" if citation == title else citation, self._one(node, BIBO.pages), str(address))
            found.append(row)
        for row in sorted(found):
            yield Brongegevens(*row, plaats=str(concept))

    def _matches(self, concept: Node) -> Iterator[Koppelinggegevens]:
        for kind, predicate in MATCHES.items():
            for other in sorted(self.graph.objects(concept, predicate), key=str):
                match = Koppelinggegevens(kind, str(other), plaats=str(concept))
                for node in self.told[concept, predicate, other]:
                    match.benaming = self._one(node, RDFS.label)
                    match.stelsel = self._one(node, woordenschat().stelsel)
                yield match

    def _changes(self, concept: Node) -> Iterator[Wijzigingsgegevens]:
        """Notes with a moment; one without has no place in a history."""
        found = []
        for note in self.graph.objects(concept, SKOS.changeNote):
            for node in self.told[concept, SKOS.changeNote, note]:
                moments = self.graph.objects(node, DCTERMS.created)
                found += [(as_moment(str(moment)), tidy(str(note))) for moment in moments]
        for moment, text in sorted(found):
            yield Wijzigingsgegevens(moment, text, plaats=str(concept))

    def _relations(self) -> set[tuple[Node, RelatieSoort, Node]]:
        """Each relation from the term that carries it; what SKOS says in general only where no word of ours does."""
        rows: set[tuple[Node, RelatieSoort, Node]] = set()
        for own in OWN_KINDS:
            rows |= {(van, own, naar) for van, naar in self.graph.subject_objects(relation_word(own))}
        beside = {frozenset((van, naar)) for van, _kind, naar in rows}
        for kind, (up, down) in BROADER.items():
            rows |= {(van, kind, naar) for van, naar in self.graph.subject_objects(up)}
            rows |= {(van, kind, naar) for naar, van in self.graph.subject_objects(down)}
        above = {(van, naar) for van, kind, naar in rows if kind in BROADER}
        general = set(self.graph.subject_objects(SKOS.broader))
        general |= {(van, naar) for naar, van in self.graph.subject_objects(SKOS.narrower)}
        rows |= {(van, RelatieSoort.BOVENLIGGEND, naar) for van, naar in general - above}
        return rows | self._merely_related(beside)

    def _merely_related(self, beside: set[frozenset[Node]]) -> set[tuple[Node, RelatieSoort, Node]]:
        explained = {(van, naar) for van, word, naar in self.told if word == SKOS.related}
        both = {frozenset(pair) for pair in explained}
        rows = {(van, RelatieSoort.VERWANT, naar) for van, naar in explained}
        for van, naar in self.graph.subject_objects(SKOS.related):
            if frozenset((van, naar)) not in both | beside:
                # It is written in both directions; one of the two carries it.
                first, last = sorted((van, naar), key=str)
                rows.add((first, RelatieSoort.VERWANT, last))
        return rows

    def _relation(self, van: Node, kind: RelatieSoort, naar: Node) -> None:
        values = self.inhoud.begrippen.get(self._ref(van))
        if values is None:
            text = _("Dit begrip heeft een verhouding maar is zelf geen skos:Concept in dit bestand.")
            self.inhoud.fout(str(van), text)
            return
        row = Relatiegegevens(kind, self._ref(naar), plaats=str(van))
        values.relaties.append(row)
        for node in self.told.get((van, relation_word(kind), naar), ()):
            self._taken(partial(self._explain, row, node), str(van))

    def _explain(self, row: Relatiegegevens, node: Node) -> None:
        row.toelichting = self._one(node, RDFS.comment)

    def _collection(self, node: Node) -> None:
        ref = self._ref(node)
        members = sorted(self._ref(member) for member in self.graph.objects(node, SKOS.member))
        self.inhoud.verzamelingen[ref] = Verzamelinggegevens(
            ref,
            self._one(node, SKOS.prefLabel),
            self._one(node, RDFS.comment),
            self._thema(node),
            members,
            plaats=str(node),
        )
