"""Characters that nobody sees and that change how the text around them reads."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

UNREADABLE = _("Hier staat een onzichtbaar teken in dat de tekst verandert. Typ het opnieuw, zonder plakken.")
# Unicode's explicit directions (UAX 9): after one of them everything up to the end of the line may stand backwards.
DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def turns_text(text: str) -> bool:
    """Whether `text` holds a control character or turns the direction of what comes after it."""
    return any(
        unicodedata.category(sign) == "Cc" or unicodedata.bidirectional(sign) in DIRECTIONS for sign in text
    )


def check_name(text: str) -> None:
    """For the field of a name: raises `ValidationError` when it would change the text around it."""
    if turns_text(text):
        raise ValidationError(UNREADABLE)


def check_names(**fields: str) -> None:
    """The same for fields of a row: raises `ValidationError` at the first that would."""
    for field, text in fields.items():
        if turns_text(text):
            raise ValidationError({field: [UNREADABLE]})
