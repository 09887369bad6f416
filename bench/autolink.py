"""How long linking 5,000 words against 1,000 terms takes, beside a plain alternation of all names in one pattern.

`python -m bench.autolink` prints a Markdown table. The text is made of words that do not exist, so that nothing in it is
anybody's; one word in twenty is (the beginning of) a name, as in a text that is about the terms.
"""

import os
import random
import re
import time
from collections.abc import Callable
from statistics import median

WORDS, TERMS, ROUNDS = 5_000, 1_000, 25
PARAGRAPH, SECTION, SHARE = 60, 5, 0.05
_SOUNDS = "ba be bo da de do ga ge ka ke ko la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va"
_SYLLABLES = _SOUNDS.split()


def vocabulary(chance: random.Random) -> tuple[list[str], list[str]]:
    """Words, and names of one to three of them, as a glossary has."""

    def word() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 5)))

    words = [word() for _one in range(20_000)]
    names = {" ".join(chance.choices(words, k=chance.choice((1, 1, 2, 3)))) for _one in range(TERMS * 2)}
    return words, sorted(names)[:TERMS]


def page(chance: random.Random, words: list[str], names: list[str]) -> str:
    """HTML of a long page: sections with headings, paragraphs with emphasis, links and entities."""
    text = [chance.choice(names if chance.random() < SHARE else words) for _one in range(WORDS)]
    parts = []
    for number, at in enumerate(range(0, WORDS, PARAGRAPH)):
        if number % SECTION == 0:
            parts.append(f'<h2 id="deel-{number}">{" ".join(chance.choices(words, k=4))}</h2>')
        piece = text[at : at + PARAGRAPH]
        piece[10:14] = ["<strong>", *piece[10:14], "</strong>"]
        piece[30:32] = ['<a href="/elders">', *piece[30:32], "</a>"]
        parts.append(f"<p>{' '.join(piece)} &amp; meer.</p>")
    return "\n".join(parts)


def alternation(names: list[str]) -> Callable[[str], str]:
    """What one would write first: one pattern of all names, longest first, over the HTML as it is.

    It also links inside links, headings and attributes, and every mention.
    """
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")\b",
        re.IGNORECASE,
    )
    return lambda html: pattern.sub(lambda found: f'<a href="/begrippen/x">{found[0]}</a>', html)


def milliseconds(action: Callable[[], object]) -> tuple[float, float]:
    """Median and fastest of some rounds, in time of the processor: what else the machine does is left out."""
    times = []
    for _round in range(ROUNDS):
        started = time.process_time()
        action()
        times.append((time.process_time() - started) * 1000)
    return median(times), min(times)


def rows() -> list[tuple[str, float, float]]:
    """Each way of linking with its times."""
    from django.core.cache import cache
    from django.test import RequestFactory
    from django.utils.safestring import SafeString

    from kennis.autolink import for_readers
    from kennis.autolink.dictionary import Dictionary, Name
    from kennis.autolink.glossary import Glossary
    from kennis.autolink.linker import link

    chance = random.Random(1)
    words, names = vocabulary(chance)
    html = page(chance, words, names)
    terms = [Name(name, f"/begrippen/{number}") for number, name in enumerate(names)]
    dictionary = Dictionary(terms)
    request = RequestFactory().get("/")
    request.__dict__["_glossary"] = Glossary("bench", dictionary, {})
    cache.clear()
    plain = alternation(names)
    return [
        ("het portaal, voor het eerst", *milliseconds(lambda: link(html, dictionary))),
        (
            "het portaal, uit de cache",
            *milliseconds(lambda: for_readers.mark_terms(SafeString(html), request)),
        ),
        ("één patroon van alle namen", *milliseconds(lambda: plain(html))),
        ("het woordenboek maken, na een wijziging", *milliseconds(lambda: Dictionary(terms))),
    ]


def table() -> str:
    """The measurement as a Markdown table."""
    lines = [f"| {WORDS} woorden, {TERMS} begrippen | mediaan ms | snelste ms |", "| --- | ---: | ---: |"]
    for name, middle, best in rows():
        lines.append(f"| {name} | {middle:.2f} | {best:.2f} |".replace(".", ","))
    return "\n".join(lines)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    print(table())
