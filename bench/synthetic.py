"""Synthetic Dutch documents and questions, the same in every run: real words with their real frequencies, in no real order.

Words and counts come from the list of `pyspellchecker`, so that a few words are in most documents and most words in few,
as in any language; compounds are made of the analysis' own parts. Lengths, kinds and access are those of the demo,
with as many more texts in a kring or of a person as a search has to leave out.
"""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate

from search.analysis import get_analysis
from search.analysis.normalise import plain
from search.documents import SearchDocument

WORDS, COMPOUNDS = 60_000, 20_000
COMPOUND_SHARE = 0.06
KINDS = {
    "les": 30,
    "begrip": 20,
    "project": 20,
    "casus": 10,
    "artikel": 7,
    "dossier": 5,
    "bijeenkomst": 5,
    "pagina": 3,
}
KRINGEN, GEMEENTEN, PERSONEN = 12, 60, 500
THEMES = ("klimaat", "jeugd", "wonen", "werk", "zorg", "mobiliteit", "circulair", "digitaal")
LEVELS = ("doen", "denken", "delen")
MEDIAN_LENGTH, LONGEST = 5.05, 4000
FIRST_DAY = date(2019, 1, 1)
VISITOR = frozenset({"openbaar"})
PUBLIC, OF_A_KRING = 0.85, 0.95
ABOUT_THE_SUBJECT = 0.4
MISSPELT, QUOTED, IN_A_SENTENCE = 0.1, 0.15, 0.25
LOGGED_IN, FILTERED = 0.4, 0.15


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with their running totals of frequency, to draw from: all of them, those to write about, compounds."""

    running: tuple[list[str], list[float]]
    meaning: tuple[list[str], list[float]]
    compounds: tuple[list[str], list[float]]


@dataclass(frozen=True, slots=True)
class Question:
    """What someone types, and who it is."""

    text: str
    principals: frozenset[str]
    filters: dict[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """The words of the general list that the analysis leaves as they are, most used first, and compounds of our own."""
    analysis = get_analysis()
    packed = files("spellchecker").joinpath("resources/nl.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    ranked = sorted(
        (-count, word) for word, count in counts.items() if word.isalpha() and plain(word) == word
    )
    frequent = [(word, float(-minus)) for minus, word in ranked[:WORDS]]
    meaning = [(word, count) for word, count in frequent if len(word) > 3 and not analysis.is_stopword(word)]
    chance = random.Random(1)
    firsts = [word for word, _count in meaning[:4000] if 4 <= len(word) <= 8]
    made = [chance.choice(firsts) + chance.choice(firsts) for _number in range(COMPOUNDS)]
    return Vocabulary(
        _drawable(frequent),
        # What a text is about is rarer than most of what it says.
        _drawable([(word, count**0.5) for word, count in meaning]),
        _drawable([(word, 1 / (place + 50)) for place, word in enumerate(made)]),
    )


def _drawable(words: list[tuple[str, float]]) -> tuple[list[str], list[float]]:
    return [word for word, _count in words], list(accumulate(count for _word, count in words))


def _draw(chance: random.Random, words: tuple[list[str], list[float]], number: int) -> list[str]:
    return chance.choices(words[0], cum_weights=words[1], k=number)


def documents(number: int, start: int = 0) -> Iterator[SearchDocument]:
    """The documents `start` up to `number`; each depends on its number alone, so a part is the same as in the whole."""
    for place in range(start, number):
        yield document(place)


def document(place: int) -> SearchDocument:
    """One document."""
    chance = random.Random(place)
    found = vocabulary()
    subject = [*_draw(chance, found.meaning, 3), *_draw(chance, found.compounds, 2)]
    title = chance.sample(subject, chance.randint(2, 4)) + _draw(chance, found.running, 2)
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    day = FIRST_DAY + timedelta(days=chance.randrange(2800))
    kring = f"kring-{chance.randint(1, KRINGEN)}"
    return SearchDocument(
        key=f"synthetisch:{place:07}",
        soort=kind,
        soort_naam=kind,
        titel=" ".join(title).capitalize(),
        url=f"/synthetisch/{place}/",
        acl=_acl(chance, kring),
        samenvatting=_sentence(chance, subject, 18),
        tekst=_text(chance, subject),
        labels=(f"{title[0]}{place}",) if kind == "begrip" else (),
        vormen=(" ".join(title), f"{title[0]}{place}") if kind == "begrip" else (),
        koppen=tuple(_sentence(chance, subject, 4) for _number in range(chance.randint(0, 3))),
        thema=chance.choice(THEMES),
        kring=kring,
        gemeente=f"gemeente {chance.randint(1, GEMEENTEN)}" if kind in {"project", "casus"} else "",
        fase=str(chance.randint(1, 5)) if kind in {"project", "les"} else "",
        niveau=chance.choice(LEVELS) if kind == "casus" else "",
        jaar=str(day.year),
        datum=day,
        bijzonderheden=(kring, str(day.year)),
    )


def _acl(chance: random.Random, kring: str) -> tuple[str, ...]:
    """Most is public; a tenth is of one kring, and some of one person and a kring."""
    drawn = chance.random()
    if drawn < PUBLIC:
        return ("openbaar",)
    token = kring.replace("-", ":")
    return (token,) if drawn < OF_A_KRING else (token, f"persoon:{chance.randint(1, PERSONEN)}")


def _sentence(chance: random.Random, subject: list[str], length: int) -> str:
    words = _draw(chance, vocabulary().running, length)
    words[chance.randrange(length)] = chance.choice(subject)
    return " ".join(words).capitalize() + "."


def _text(chance: random.Random, subject: list[str]) -> str:
    """Sentences about the subject, with compounds among the words; as long as a lesson, sometimes as a report."""
    left = min(LONGEST, int(chance.lognormvariate(MEDIAN_LENGTH, 0.6)))
    sentences = []
    while left > 0:
        length = chance.randint(6, 20)
        words = _draw(chance, vocabulary().running, length)
        for at in range(length):
            if chance.random() < COMPOUND_SHARE:
                words[at] = _draw(chance, vocabulary().compounds, 1)[0]
        if chance.random() < ABOUT_THE_SUBJECT:
            words[chance.randrange(length)] = chance.choice(subject)
        sentences.append(" ".join(words).capitalize() + ".")
        left -= length
    paragraphs = (" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))
    return "\n".join(paragraphs)


def questions(number: int, among: int) -> list[Question]:
    """Questions about the first `among` documents: mostly words of a title, now and then misspelt, quoted or split."""
    chance = random.Random(2)
    return [_question(chance, among) for _number in range(number)]


def _question(chance: random.Random, among: int) -> Question:
    aim = document(chance.randrange(among))
    stop = get_analysis().is_stopword
    words = [word for word in plain(aim.titel).split() if len(word) > 1 and not stop(word)]
    length = chance.choices((1, 2, 3, 4), (35, 35, 20, 10))[0]
    asked = chance.sample(words, min(length, len(words)))
    drawn = chance.random()
    if drawn < MISSPELT:
        asked[0] = _misspelt(chance, asked[0])
    elif drawn < QUOTED:
        asked = ['"' + " ".join(aim.titel.split()[:2]) + '"']
    elif drawn < IN_A_SENTENCE:
        asked = ["hoe", "kan", "je", *asked]
    who = VISITOR
    if chance.random() < LOGGED_IN:
        who |= {f"kring:{chance.randint(1, KRINGEN)}", f"persoon:{chance.randint(1, PERSONEN)}"}
    chosen = {"soort": frozenset({aim.soort})} if chance.random() < FILTERED else {}
    return Question(" ".join(asked), frozenset(who), chosen)


def _misspelt(chance: random.Random, word: str) -> str:
    """`word` with a letter doubled or left out."""
    at = chance.randrange(1, len(word))
    return (
        word[:at] + word[at + 1 :] if chance.choice((True, False)) else word[:at] + word[at - 1] + word[at:]
    )
