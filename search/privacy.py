"""Which questions may be kept: none that looks as if it says something about a person, and none that is hostile."""

import re
import unicodedata

from search.models.zoekdag import MAX_QUESTION
from search.query import clean, parse

# A number is one run of digits, whatever signs stand inside.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_PERSONAL = (
    re.compile(r"@|\bat\b.*\bpunt\b|://|\bwww\."),  # e-mail, or an address that may hold a name or a token
    re.compile(r"\d{7}"),  # telephone, BSN, KvK, account, a full date of birth
    re.compile(r"\b[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){2,}"),  # IBAN
    re.compile(
        r"(?<!\d)[1-9]\d{3}(?:[a-z]{2}(?![a-z])|[\W_]+[a-z]{2}[\W_]*\d)"
    ),  # postal code, with a house number
)
_READABLE = re.compile(r"[\w\s'’\"“”„&.,/()+%€!?:-]*")


def storable(text: str) -> str:
    """The question in the form in which it is counted; empty when it may not or need not be kept."""
    folded = unicodedata.normalize("NFKC", clean(text[: MAX_QUESTION * 4]))
    question = clean(folded).lower().strip(" .,!?:")
    if len(text) > MAX_QUESTION * 2 or len(question) > MAX_QUESTION or not _READABLE.fullmatch(question):
        return ""
    return "" if is_personal(question) or parse(question).is_empty else question


def is_personal(question: str) -> bool:
    """Whether a question in lower case looks like an address or a number of a person."""
    forms = (question, _BETWEEN_DIGITS.sub("", question))
    return any(pattern.search(form) for pattern in _PERSONAL for form in forms)
