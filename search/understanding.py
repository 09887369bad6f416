"""Making sense of a question with what the index knows: names from the glossary and spelling."""

from dataclasses import dataclass, field
from datetime import datetime

from search import plan, query, thesaurus
from search.analysis import Analysis
from search.analysis.normalise import plain_words
from search.engines.base import Engine, TermHit


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question with its plan, what was corrected in it, and the terms that it names."""

    query: query.Query
    plan: plan.Plan
    corrections: dict[str, str] = field(default_factory=dict)
    """Typed word to the word that we looked for instead."""
    terms: tuple[TermHit, ...] = ()
    """Terms that the whole question is a name of."""

    @property
    def corrected_text(self) -> str:
        """The question as we read it; empty when nothing was corrected."""
        if not self.corrections:
            return ""
        return " ".join(self._meant(piece) for piece in self.query.text.split())

    def _meant(self, piece: str) -> str:
        words = plain_words(piece)
        if not self.corrections.keys() & set(words):
            return piece
        return " ".join(self.corrections.get(word, word) for word in words)


def understand(
    text: str,
    engine: Engine,
    analysis: Analysis,
    principals: frozenset[str],
    now: datetime,
    *,
    literal: bool = False,
) -> Understanding:
    """Read `text` for someone with `principals`; with `literal` no word is taken for another one."""
    parsed = query.parse(text)
    if parsed.is_empty:
        return Understanding(parsed, plan.Plan(excluded=tuple(phrase.words for phrase in parsed.excluded)))
    corrections = {} if literal else correct(parsed, engine, analysis, principals)
    meant = tuple(corrections.get(word, word) for item in parsed.words for word in item.words)
    rows = plan.windows(meant, parsed.phrases)
    hits = engine.terms(rows, principals, now)
    forms = {} if literal else _together(_forms(hits), thesaurus.look_up(rows, analysis))
    built = plan.build(parsed, analysis, forms, corrections)
    return Understanding(parsed, built, corrections, tuple(_whole(hits, parsed, meant)))


def correct(
    parsed: query.Query, engine: Engine, analysis: Analysis, principals: frozenset[str]
) -> dict[str, str]:
    """For each word that no visible document has, the visible word that looks most like it."""
    words = {
        word
        for item in parsed.words
        for word in item.words
        if word.isalpha() and not analysis.is_stopword(word)
    }
    words -= thesaurus.known_words()
    found = {}
    for word in sorted(engine.unknown(words, principals)):
        candidates = engine.similar(word, principals)
        if candidates:
            found[word] = candidates[0].word
    return found


def _forms(hits: list[TermHit]) -> plan.Forms:
    """For each name that was found, the other names of its term. A name of two terms brings those of both."""
    grown: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for hit in hits:
        others = (tuple(plain_words(form)) for form in hit.document.vormen)
        grown.setdefault(hit.words, {}).update(
            dict.fromkeys(other for other in others if other and other != hit.words)
        )
    return {words: tuple(others) for words, others in grown.items()}


def _together(glossary: plan.Forms, everyday: plan.Forms) -> plan.Forms:
    """A name of a term that also stands in the thesaurus brings the names of both."""
    both = {**glossary}
    for row, others in everyday.items():
        both[row] = tuple(dict.fromkeys((*both.get(row, ()), *others)))
    return both


def _whole(hits: list[TermHit], parsed: query.Query, meant: tuple[str, ...]) -> list[TermHit]:
    """The hits that stand for the whole question, each term once."""
    phrase = parsed.phrases[0].words if len(parsed.phrases) == 1 and not meant else ()
    named = [hit for hit in hits if hit.words in {meant, phrase, ("".join(meant),)}]
    return list({hit.document.key: hit for hit in named}.values())
