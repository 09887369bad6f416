"""`manage.py search_eval`: how good search is on a judged set, on a scratch index of its own."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from basis.visibility import OPENBAAR
from search import evaluation
from search.analysis import get_analysis
from search.documents import SearchDocument
from search.engines import elasticsearch_server
from search.engines.base import Engine, EngineRequest, Questions
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.with_glossary import WithGlossary
from search.sources.kennis import begrip_document, glossary
from search.understanding import understand

EVERYONE = frozenset({OPENBAAR})


@contextmanager
def scratch_engine(name: str, folder: Path) -> Iterator[Engine]:
    """An engine with an index of its own, gone afterwards; the index in use is not touched."""
    if name == "embedded":
        yield EmbeddedEngine(folder / "corpus.sqlite3")
        return
    client, index = elasticsearch_server().client, f"{settings.SEARCH_INDEX}-meting-{uuid.uuid4().hex}"
    try:
        yield ElasticsearchEngine(client, index)
    finally:
        for made in client.indices.get(index=f"{index}*"):
            client.indices.delete(index=made)


class Command(BaseCommand):
    """Index a corpus, ask every judged question as the search page would, and print the measures."""

    # It measures the engine; what is wrong elsewhere on the site is no reason not to.
    requires_system_checks = ()

    help = "Meet de zoekmachine op een beoordeelde verzameling (nDCG@10, MRR, recall@10)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, the engine and the form of the answer."""
        parser.add_argument(
            "--corpus", type=Path, required=True, help="JSON-regels met id, doc, heading en text"
        )
        parser.add_argument("--judgements", type=Path, required=True, help="JSON met queries en hun oordelen")
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"], default="embedded")
        parser.add_argument("--json", action="store_true", dest="as_json", help="voor machines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure. Raises `CommandError` for a file that is missing or of another form."""
        try:
            corpus = list(evaluation.read_corpus(options["corpus"]))
            judged = evaluation.read_judgements(options["judgements"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"Dat bestand is niet te lezen: {error}") from error
        with TemporaryDirectory() as folder, scratch_engine(options["engine"], Path(folder)) as scratch:
            names = EmbeddedEngine(Path(folder) / "begrippen.sqlite3")
            scratch.rebuild(corpus, version=1)
            names.rebuild(self._terms(), version=1)
            results = self._measure(judged, WithGlossary(scratch, names))
        self._tell(results, as_json=options["as_json"])

    def _terms(self) -> list[SearchDocument]:
        """The public terms of the glossary; none when there is no database yet."""
        try:
            documents = [begrip_document(begrip) for begrip in glossary()]
        except DatabaseError:
            self.stderr.write(
                "Geen database met begrippen: gemeten zonder de synoniemen van de begrippenlijst."
            )
            return []
        return [document for document in documents if document is not None and OPENBAAR in document.acl]

    def _measure(self, judged: list[evaluation.Judged], engine: Questions) -> list[evaluation.Measured]:
        analysis = get_analysis()

        def ask(text: str) -> list[str]:
            now = datetime.now(UTC)
            understood = understand(text, engine, analysis, EVERYONE, now)
            if understood.plan.is_empty:
                return []
            wanted = EngineRequest(understood.plan, EVERYONE, now, limit=evaluation.DEPTH)
            return [document.key for document in engine.search(wanted).documents]

        # The first questions load lists and fill caches; the page of a running portal has them warm.
        for item in judged[:3]:
            ask(item.text)
        return [evaluation.measure(item, ask) for item in judged]

    def _tell(self, results: list[evaluation.Measured], *, as_json: bool) -> None:
        summaries = evaluation.summarise(results)
        if as_json:
            report = {
                "summary": [asdict(row) for row in summaries],
                "queries": [asdict(row) for row in results],
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self.stdout.write(
            f"{'soort':<18}{'vragen':>7}{'nDCG@10':>9}{'MRR':>7}{'recall':>8}{'zonder':>8}{'p50 ms':>8}{'p95 ms':>8}"
        )
        for row in summaries:
            self.stdout.write(
                f"{row.group:<18}{row.queries:>7}{row.ndcg:>9.3f}{row.mrr:>7.3f}{row.recall:>8.3f}"
                f"{row.without_hit:>8}{row.p50_ms:>8.1f}{row.p95_ms:>8.1f}"
            )
