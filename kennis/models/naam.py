"""A name of a term: what it may look like, and when two names are the same to a reader."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 160
_MARKUP = re.compile(r"[<>`|]|\*\*|__|\]\(|&#?\w+;")
_NOT_IN_A_URI = re.compile(r'[<>"{}|\\^`\s]')
# Kinds of apostrophe and hyphen that a reader does not tell apart.
_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00ad": ""})


def written(name: str) -> str:
    """The name without needless spaces and in one form of Unicode: two of these are the same or they are not."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def sounds_like(name: str) -> str:
    """The name without capitals and accents, as a reader remembers it."""
    parts = unicodedata.normalize("NFKD", name.translate(_SAME))
    return " ".join("".join(sign for sign in parts if not unicodedata.combining(sign)).casefold().split())


def check_name(name: str) -> None:
    """Raise `ValidationError` for what is no name: too long, with markup or signs nobody sees, or without a letter."""
    if len(name) > LONGEST_NAME:
        text = _("Maak dit korter: een benaming heeft hooguit %(most)s tekens, dit zijn er %(n)s.")
        raise ValidationError(text, params={"most": LONGEST_NAME, "n": len(name)})
    if _MARKUP.search(name):
        raise ValidationError(_("Schrijf de benaming zonder opmaak of codes, dus zonder < > ** ` of |."))
    if any(unicodedata.category(sign) in {"Cc", "Co", "Cs"} for sign in name):
        raise ValidationError(_("In deze benaming staat een onzichtbaar teken. Typ hem opnieuw."))
    if not any(sign.isalnum() for sign in name):
        raise ValidationError(_("Een benaming heeft ten minste één letter of cijfer."))


def check_uri(uri: str) -> None:
    """Raise `ValidationError` for what is no address of a thing on the web."""
    message = _("Dit is geen volledig adres. Het begint met http:// of https:// en heeft geen spaties.")
    if _NOT_IN_A_URI.search(uri):
        raise ValidationError(message)
    URLValidator(schemes=["http", "https"], message=message)(uri)
