"""Making sense of a question with what the index knows: names from the glossary and spelling."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from search import plan, query, thesaurus
from search.analysis import Analysis
from search.analysis.normalise import plain_words, units
from search.engines.base import Questions, TermHit

SHORTEST_PART = 4
MOST_GUESSES = 3
# Words with which people say what kind of thing they want; a kind that is often the topic itself is not here.
KIND_WORDS = {
    word: kind
    for kind, words in {
        "begrip": ("begrip", "begrippen"),
        "les": ("les", "lessen"),
        "project": ("project", "projecten", "convenantproject", "convenantprojecten"),
        "casus": ("casus", "case", "cases", "praktijkcase", "praktijkcases", "praktijkvoorbeeld", "praktijkvoorbeelden"),
        "bijeenkomst": ("bijeenkomst", "bijeenkomsten"),
        "artikel": ("artikelen",),
        "werkblad": ("werkblad", "werkbladen"),
    }.items()
    for word in words
}  # fmt: skip


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
        """`piece` with what was corrected in it; signs around it and capitals stay."""
        meant = piece
        for unit in reversed(list(units(piece))):
            if self.corrections.keys() & set(unit.words):
                word = "-".join(self.corrections.get(word, word) for word in unit.words)
                typed = piece[unit.start : unit.end]
                meant = meant[: unit.start] + _capitals_of(typed, word) + meant[unit.end :]
        return meant


def _capitals_of(typed: str, word: str) -> str:
    if typed.isupper():
        return word.upper()
    return word.capitalize() if typed[:1].isupper() else word


def understand(
    text: str,
    engine: Questions,
    analysis: Analysis,
    principals: frozenset[str],
    now: datetime,
    *,
    literal: bool = False,
) -> Understanding:
    """Read `text` for someone with `principals`; with `literal` only what was typed is looked for, as it was typed."""
    parsed = query.parse(text)
    if parsed.is_empty:
        return Understanding(parsed, plan.Plan(excluded=tuple(phrase.words for phrase in parsed.excluded)))
    typed = tuple(word for item in parsed.words for word in item.words)
    hits = _named(typed, parsed, engine, analysis, principals, now)
    if literal:
        terms = _whole(hits, parsed, typed, analysis)
        return Understanding(parsed, plan.literally(parsed, analysis), terms=tuple(terms))
    names = {word for hit in hits for word in hit.words}
    asked = _without_kind(parsed, names, analysis)
    corrections = correct(asked, names, engine, analysis, principals)
    meant = tuple(corrections.get(word, word) for item in asked.words for word in item.words)
    if corrections:
        hits = _named(meant, asked, engine, analysis, principals, now)
    others = thesaurus.look_up([*plan.windows(meant, asked.phrases), *plan.heads(meant, analysis)], analysis)
    forms = _together(_forms(hits), others)
    built = plan.build(asked, analysis, forms, corrections)
    return Understanding(parsed, built, corrections, tuple(_whole(hits, asked, meant, analysis)))


def _without_kind(parsed: query.Query, names: Set[str], analysis: Analysis) -> query.Query:
    """`lessen over riool` asks for riool, and for lessons most of all.

    Only the first or the last word that tells something can name a kind, and only beside another one.
    """
    telling = plan.telling(parsed.words, analysis)
    if len(telling) + len(parsed.phrases) < 2 or not telling:
        return parsed
    for item in (telling[0], telling[-1]):
        word = item.words[0]
        if len(item.words) == 1 and word in KIND_WORDS and word not in names:
            left = tuple(other for other in parsed.words if other is not item)
            return replace(parsed, words=left, kind=KIND_WORDS[word])
    return parsed


def _named(
    words: tuple[str, ...],
    parsed: query.Query,
    engine: Questions,
    analysis: Analysis,
    principals: frozenset[str],
    now: datetime,
) -> list[TermHit]:
    """Terms that have a row of `words` as a name, in any inflection; a hit holds the words as they were typed."""
    typed: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for row in plan.windows(words, parsed.phrases):
        for form in (row, tuple(map(analysis.stem, row))):
            typed.setdefault(form, {})[row] = None
    hits = engine.terms(typed, principals, now)
    return [TermHit(row, hit.document) for hit in hits for row in typed.get(hit.words, {})]


def correct(
    parsed: query.Query, names: Set[str], engine: Questions, analysis: Analysis, principals: frozenset[str]
) -> dict[str, str]:
    """For each word that no visible document has, and that is in no name, the visible word that looks most like it."""
    words = {
        word
        for item in parsed.words
        for word in item.words
        if word.isalpha() and not analysis.is_stopword(word)
    }
    words -= thesaurus.known_words() | names
    found = {}
    for word in sorted(engine.unknown(words, principals)):
        candidates = engine.similar(word, principals)
        if candidates:
            found[word] = candidates[0].word
        # A good word that no text has is no typing error: `leidraad` is no `leidtraad`.
        elif not analysis.is_word(word) and (mended := _mended(word, engine, analysis, principals)):
            found[word] = mended
    return found


def _mended(word: str, engine: Questions, analysis: Analysis, principals: frozenset[str]) -> str:
    """A compound of which one part is known and the other nearly; empty when it is none."""
    cuts = [(word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
    unknown = engine.unknown({piece for cut in cuts for piece in cut}, principals)
    # A long known part leaves least to guess.
    halves = sorted(
        (cut for cut in cuts if (cut[0] in unknown) != (cut[1] in unknown)), key=_to_guess(unknown)
    )
    for first, last in halves[:MOST_GUESSES]:
        wrong = first if first in unknown else last
        for candidate in engine.similar(wrong, principals):
            whole = candidate.word + last if wrong == first else first + candidate.word
            if analysis.split(whole):
                return whole
    return ""


def _to_guess(unknown: Set[str]) -> Callable[[tuple[str, str]], int]:
    return lambda cut: len(cut[0] if cut[0] in unknown else cut[1])


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


def _whole(
    hits: list[TermHit], parsed: query.Query, meant: tuple[str, ...], analysis: Analysis
) -> list[TermHit]:
    """The hits that stand for the whole question, or for all of it that says what is asked for; each term once."""
    phrase = parsed.phrases[0].words if len(parsed.phrases) == 1 and not meant else ()
    asked = {meant, phrase, ("".join(meant),), plan.meaning(list(meant), analysis)}
    return list({hit.document.key: hit for hit in hits if hit.words in asked}.values())
