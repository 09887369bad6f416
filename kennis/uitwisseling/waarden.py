"""Values as people type them in a file: days, moments, ticks and choices."""

from datetime import date, datetime, time

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from kennis.uitwisseling.rekenblad import NO, YES

TICKS = {YES: True, NO: False, "waar": True, "onwaar": False, "true": True, "false": False}


class WrongValue(ValueError):
    """A value that cannot be understood; the text says so in Dutch."""


def as_day(text: str) -> date:
    """A day such as 2026-11-21; a moment counts as its day. Raises `WrongValue`."""
    try:
        found = parse_date(text.partition("T")[0].strip())
    except ValueError:
        found = None
    if found is None:
        raise WrongValue(_("“%(tekst)s” is geen datum. Schrijf hem als 2026-11-21.") % {"tekst": text})
    return found


def as_moment(text: str) -> datetime:
    """A moment such as 2026-11-21T14:30:00+01:00, or the start of a day. Raises `WrongValue`."""
    try:
        found = parse_datetime(text.strip()) or datetime.combine(as_day(text), time())
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    except (WrongValue, ValueError, OverflowError) as error:
        message = _("“%(tekst)s” is geen moment. Schrijf het als 2026-11-21T14:30.")
        raise WrongValue(message % {"tekst": text}) from error


def as_tick(text: str) -> bool | None:
    """Yes or no; None for nothing. Raises `WrongValue`."""
    if not text:
        return None
    if text.casefold() not in TICKS:
        raise WrongValue(_("“%(tekst)s” ken ik niet. Schrijf ja of nee.") % {"tekst": text})
    return TICKS[text.casefold()]


def as_choice(choices: type[TextChoices], text: str) -> str:
    """The value that is meant, by itself or by what the screen calls it. Raises `WrongValue`."""
    wanted = text.casefold()
    for choice in choices:
        if wanted in (choice.value.casefold(), str(choice.label).casefold()):
            return str(choice.value)
    known = ", ".join(str(choice.value) for choice in choices)
    message = _("“%(tekst)s” ken ik niet. Kies uit: %(bekend)s.")
    raise WrongValue(message % {"tekst": text, "bekend": known})
