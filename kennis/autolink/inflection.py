"""Proposes how a Dutch name is inflected, for an editor to choose from: plurals, 's, and the -e of an adjective.

Rules of the Groene Boekje for regular nouns; matching never uses them, it only knows the forms that were chosen.
"""

import re

LONGEST = 160  # of a label
_ABBREVIATION = re.compile(r"^[^a-z]*[A-Z][^a-z]*$")
_HISSING = re.compile(r"(?:[szx]|S|X|Z)$")
_ADJECTIVE = re.compile(
    r"(?:lijk|ig|isch|air|ief|[io]neel|ieel|ureel|i(?:on)?aal|baar|loos|zaam|vol|neutraal|gericht)$"
)
# The ending of a noun, how many letters go and what may come instead: the first that fits. English words keep their s;
# words without a plural, and verbs, get nothing; after a single vowel an apostrophe keeps it long.
_PLURALS = tuple(
    (re.compile(f"(?:{ending})$", re.IGNORECASE), cut, additions)
    for ending, cut, additions in (
        ("team|lab|scan|tool|case|leader|design|site|lease|build|corp|score|coach|hub|panel", 0, ("s",)),
        ("beleid|materieel|welvaart|inclusie|isme|[^aeiou]en", 0, ()),
        ("heid", 4, ("heden",)),
        ("ium", 2, ("a", "ums")),
        ("[tsx]ie|é|eau", 0, ("s",)),
        ("ie|ee", 0, ("ën",)),
        ("ei|ui|oe", 0, ("en",)),
        ("e", 0, ("n", "s")),
        ("[aiouy]", 0, ("'s",)),
        ("[^aeiouy]el", 0, ("s", "en")),
        ("[^aeiouy]e[mnr]|aar|eur|ier|foon|oir", 0, ("s",)),
    )
)
_SHORT = re.compile(r"(?:^|[^aeiouy])([aeiou])([bdfgklmnprst])$")
_LONG = re.compile(r"(aa|ee|oo|uu)([bdfgklmnprstv])$")
# Words that end in an unstressed syllable do not double their last letter; -es (proces) and -et (budget) do.
_UNSTRESSED = re.compile(r"(?:ig|ik|aat|em|or)$")


def proposed_forms(label: str) -> list[str]:
    """The inflected forms of `label` that an editor may want to add; those of its last word, without `label` itself."""
    text = " ".join(label.split())
    *first, last = text.split(" ") or [""]
    if len(last) < 2 or not last[-1].isalpha():
        return []
    forms = dict.fromkeys(" ".join([*first, form]) for form in _forms(last))
    return [form for form in forms if form != text and len(form) <= LONGEST]


def _forms(word: str) -> list[str]:
    if _ABBREVIATION.match(word):
        return [f"{word}'en" if _HISSING.search(word) else f"{word}'s"]
    if word != word.lower() and word[1:] != word[1:].lower():
        return []
    if _ADJECTIVE.search(word):
        return [inflected(word)]
    return plurals(word)


def inflected(adjective: str) -> str:
    """An adjective with its -e: `circulaire`, `emissieloze`, `natuurinclusieve`."""
    return open_stem(adjective) + "e"


def plurals(noun: str) -> list[str]:
    """The plurals that a noun may have, the likeliest first; none when it has none."""
    for ending, cut, additions in _PLURALS:
        if ending.search(noun):
            return [noun[: len(noun) - cut] + addition for addition in additions]
    return [open_stem(noun) + "en"]


def open_stem(word: str) -> str:
    """`word` as it is written before -en or -e: `plann`, `mat`, `bedrijv`, `prijz`."""
    if _SHORT.search(word) and not _UNSTRESSED.search(word):
        return word + word[-1]
    if _LONG.search(word):
        word = word[:-2] + word[-1]
        return _voiced(word)
    # After ij, ie, ui, eu, oe or ou, and after l, n or r, f and s become voiced more often than not.
    return _voiced(word) if re.search(r"(?:ij|ie|ui|eu|oe|ou|aa|oo)[fs]$|rf$|lf$", word) else word


def _voiced(word: str) -> str:
    return word[:-1] + {"f": "v", "s": "z"}.get(word[-1], word[-1])
