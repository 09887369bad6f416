"""What an engine has to look for: a parsed question after analysis, still without any engine's words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.analysis import Analysis
from search.query import Phrase, Query, Word

FULL, JOINED, SPLIT, SYNONYM, HEAD, PART = 1.0, 0.9, 0.8, 0.7, 0.3, 0.15
LONGEST_FORM = 6


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to satisfy a concept: all `stems`, in words or in parts of words; or, as a phrase, beside each other."""

    stems: tuple[str, ...]
    weight: float = FULL
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for; the best of its alternatives counts."""

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A question as engines get it. Phrases hold plain words and have to match literally."""

    concepts: tuple[Concept, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    at_least: int = 0
    """How many of the concepts have to be met."""
    kind: str = ""
    """The kind that the question names, as in `lessen over riool`: those count more."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.concepts and not self.phrases


Forms = dict[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""For a row of plain words, the rows of words that mean the same."""


def windows(words: tuple[str, ...], phrases: tuple[Phrase, ...] = ()) -> list[tuple[str, ...]]:
    """Every row of up to `LONGEST_FORM` of the words of a question that could be a name."""
    rows = {words[i : i + n] for i in range(len(words)) for n in range(1, LONGEST_FORM + 1)}
    # Someone who writes a name with a space too many means the same name.
    joined = {("".join(row),) for row in rows if 1 < len(row) <= 3}
    return sorted(rows | joined | {phrase.words for phrase in phrases})


def build(query: Query, analysis: Analysis, forms: Forms, corrections: dict[str, str] | None = None) -> Plan:
    """Analyse `query`: splitting, joining, synonyms (`forms`) and spelling (`corrections`: typed to meant)."""
    words = _corrected(query.words, corrections or {})
    kept = telling(words, analysis)
    particle = _particle(words, analysis)
    by_place = {
        place: _concept(item, _neighbours(words, place), particle, forms, analysis)
        for place, item in enumerate(words)
        if item in kept
    }
    if particle:
        by_place |= _verbs(words, particle, analysis)
    concepts = _with_synonyms(by_place, words, forms, analysis)
    return Plan(
        concepts=tuple(concepts),
        phrases=tuple(phrase.words for phrase in query.phrases),
        excluded=tuple(phrase.words for phrase in query.excluded),
        at_least=_at_least(len(concepts)),
        kind=query.kind,
    )


def literally(query: Query, analysis: Analysis) -> Plan:
    """Every word as it was typed and all of them, but for stop words: no stem, no part, no other name."""
    typed = dict.fromkeys(item.words for item in telling(query.words, analysis))
    return Plan(
        phrases=(*(phrase.words for phrase in query.phrases), *typed),
        excluded=tuple(phrase.words for phrase in query.excluded),
    )


def telling(words: tuple[Word, ...], analysis: Analysis) -> tuple[Word, ...]:
    """Those of the typed words that say what is asked for."""
    kept = meaning([word for item in words for word in item.words], analysis)
    return tuple(item for item in words if any(word in kept for word in item.words))


def meaning(words: list[str], analysis: Analysis) -> tuple[str, ...]:
    """The words that say what is asked for. A question of nothing but stop words is still a question."""
    telling = [word for word in words if not analysis.is_stopword(word)]
    topics = [word for word in telling if not analysis.is_question_word(word)]
    return tuple(topics or telling or words)


def _particle(words: tuple[Word, ...], analysis: Analysis) -> str:
    """The end of a verb that fell apart, as in `wie stelt de begroting op`."""
    last = words[-1].words[-1] if len(words) > 2 else ""
    return last if analysis.is_particle(last) else ""


def _verbs(words: tuple[Word, ...], particle: str, analysis: Analysis) -> dict[int, Concept]:
    """For words that only ask, the verb that they form with `particle`: `stelt ... op` is opstellen."""
    return {
        place: Concept(tuple(_put_together(particle, item.words[0], analysis)))
        for place, item in enumerate(words)
        if len(item.words) == 1 and analysis.is_question_word(item.words[0])
    }


def _put_together(particle: str, word: str, analysis: Analysis) -> list[Alternative]:
    # The stemmer does not know every form of he and she.
    stems = dict.fromkeys((analysis.stem(particle + word.removesuffix("t")), analysis.stem(particle + word)))
    return [Alternative((stem,), JOINED) for stem in stems]


def _at_least(number: int) -> int:
    """One of two, two of three to five, half of more: natural questions hold words that no text has."""
    if number <= 2:
        return min(number, 1)
    return 2 if number <= 5 else number // 2


def _corrected(words: tuple[Word, ...], corrections: dict[str, str]) -> tuple[Word, ...]:
    return tuple(
        replace(item, words=tuple(corrections.get(word, word) for word in item.words)) for item in words
    )


def _neighbours(words: tuple[Word, ...], number: int) -> list[tuple[str, str]]:
    """The pairs that the word forms with the one before and the one after."""
    own = words[number].words
    pairs = []
    if number and len(own) == 1 and len(words[number - 1].words) == 1:
        pairs.append((words[number - 1].words[0], own[0]))
    if number + 1 < len(words) and len(own) == 1 and len(words[number + 1].words) == 1:
        pairs.append((own[0], words[number + 1].words[0]))
    return pairs


def heads(words: tuple[str, ...], analysis: Analysis) -> list[tuple[str, ...]]:
    """The last part of every compound, which says what it is: `bouwmachine` is a machine."""
    return [(pieces[-1],) for pieces in map(analysis.split, words) if pieces]


def _concept(
    item: Word, pairs: list[tuple[str, str]], particle: str, forms: Forms, analysis: Analysis
) -> Concept:
    found = [Alternative(tuple(analysis.stem(word) for word in item.words), FULL)]
    if len(item.words) > 1:
        found.append(Alternative((analysis.stem("".join(item.words)),), FULL))
    for word in item.words:
        pieces = analysis.split(word)
        if pieces:
            stems = tuple(map(analysis.stem, pieces))
            found.append(Alternative(stems, SPLIT))
            found += [Alternative((stem,), PART) for stem in stems[:-1]]
            found += _of_head(pieces[-1], forms, analysis)
        if particle and len(item.words) == 1:
            found += _put_together(particle, word, analysis)
    for first, second in pairs:
        if not analysis.is_stopword(first) and not analysis.is_stopword(second):
            found.append(Alternative((analysis.stem(first + second),), JOINED))
    return Concept(_best_of(found))


def _of_head(head: str, forms: Forms, analysis: Analysis) -> list[Alternative]:
    """The last part alone, and other words for it."""
    others = [other for other in forms.get((head,), ()) if len(other) == 1]
    same = [Alternative((analysis.stem(other[0]),), HEAD * SYNONYM) for other in others]
    return [Alternative((analysis.stem(head),), HEAD), *same]


def _best_of(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Every way to say it once, with its greatest weight."""
    best: dict[tuple[tuple[str, ...], bool], Alternative] = {}
    for one in found:
        known = best.get((one.stems, one.beside))
        if known is None or known.weight < one.weight:
            best[one.stems, one.beside] = one
    return tuple(best.values())


def _with_synonyms(
    concepts: dict[int, Concept], items: tuple[Word, ...], forms: Forms, analysis: Analysis
) -> list[Concept]:
    """Give every concept the other names of the term that its words are a name of."""
    flat = [(word, place) for place, item in enumerate(items) for word in item.words]
    grown = dict(concepts)
    for row, others in forms.items():
        for start in range(len(flat) - len(row) + 1):
            span = flat[start : start + len(row)]
            if tuple(word for word, _place in span) == row:
                places = {place for _word, place in span if place in grown}
                grown |= {place: _named_also(grown[place], others, len(places), analysis) for place in places}
    return [grown[place] for place in sorted(grown)]


def _named_also(
    concept: Concept, others: tuple[tuple[str, ...], ...], shared: int, analysis: Analysis
) -> Concept:
    extra = []
    for other in others:
        stems = tuple(analysis.stem(word) for word in other if not analysis.is_stopword(word))
        if stems:
            extra.append(Alternative(stems, SYNONYM / shared, beside=len(stems) > 1))
            pieces = analysis.split(other[0]) if len(other) == 1 else ()
            if pieces:
                extra.append(Alternative(tuple(map(analysis.stem, pieces)), SYNONYM * SPLIT / shared))
    return Concept(_best_of((*concept.alternatives, *extra)))
