"""Whether the values of one term fit in its fields, by the same rules as the form in the admin."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Model, TextField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennis.models import Begrip, Begrippenverzameling
from kennis.models.naam import check_name
from kennis.uitwisseling.gegevens import ROWS, Begripgegevens, Melding, Rijgegevens, Verzamelinggegevens

# What the screen calls each value of a term or a collection.
FIELD_NAMES = {
    "ref": gettext_lazy("vast kenmerk"),
    "naam": gettext_lazy("naam"),
    "notatie": gettext_lazy("notatie"),
    "definitie": gettext_lazy("definitie"),
    "uitleg": gettext_lazy("uitleg"),
    "toelichting": gettext_lazy("toelichting"),
    "voorbeeld": gettext_lazy("voorbeeld"),
    "thema": gettext_lazy("thema"),
    "status": gettext_lazy("status"),
    "peildatum": gettext_lazy("peildatum"),
    "herzien_voor": gettext_lazy("herzien vóór"),
    "opvolger": gettext_lazy("opvolger"),
    "labels": gettext_lazy("benamingen"),
    "bronnen": gettext_lazy("bronnen"),
    "relaties": gettext_lazy("verhoudingen"),
    "koppelingen": gettext_lazy("koppelingen"),
    "wijzigingen": gettext_lazy("wijzigingen"),
    "omschrijving": gettext_lazy("omschrijving"),
    "leden": gettext_lazy("begrippen erin"),
}
NEEDED = ("naam", "definitie", "peildatum")
# Where the screen and the model say it differently.
MODEL_FIELDS = {"naam": "title"}
BREAKS = "\n\t"


def faults_of_term(values: Begripgegevens, told: Begripgegevens) -> Iterator[Melding]:
    """What is wrong with a term as it becomes; `told` is what the file says of it."""
    yield from _unseen_signs(values)
    for name in NEEDED:
        if not getattr(values, name):
            yield Melding(values.plaats, _("Vul in: %(veld)s.") % {"veld": FIELD_NAMES[name]})
    if not values.bronnen:
        yield Melding(values.plaats, _("Noem ten minste één bron."))
    begrip = Begrip(**{MODEL_FIELDS.get(name, name): getattr(values, name) for name in _plain(values)})
    yield from _of_model(begrip, values.plaats, _plain(values))
    if values.naam:
        yield from _of_name(values)
    yield from _of_moments(values)
    for name in ROWS:
        rows: list[Rijgegevens] = getattr(values, name)
        yield from _twice(getattr(told, name))
        for row in rows:
            yield from _of_row(ROWS[name], row, values.plaats)


def faults_of_collection(values: Verzamelinggegevens) -> Iterator[Melding]:
    """What is wrong with a collection as it becomes."""
    yield from _unseen_signs(values)
    names = ("ref", "naam", "omschrijving", "thema")
    model = Begrippenverzameling(**{MODEL_FIELDS.get(name, name): getattr(values, name) for name in names})
    yield from _of_model(model, values.plaats, names)


def _plain(values: Begripgegevens) -> tuple[str, ...]:
    names = ("ref", "naam", "notatie", "definitie", "uitleg", "toelichting", "voorbeeld", "thema", "status")
    days = tuple(name for name in ("peildatum", "herzien_voor") if getattr(values, name))
    # What is empty is asked for already.
    return tuple(name for name in names if name not in NEEDED or getattr(values, name)) + days


def _of_model(model: Model, place: str, names: tuple[str, ...]) -> Iterator[Melding]:
    wanted = {MODEL_FIELDS.get(name, name) for name in names}
    yield from _too_long(model, place, wanted)
    try:
        model.clean_fields(exclude={one.name for one in model._meta.fields} - wanted)
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            label = getattr(model._meta.get_field(name), "verbose_name", name)
            for text in texts:
                yield Melding(place, f"{label}: {text}")


def _too_long(model: Model, place: str, wanted: set[str]) -> Iterator[Melding]:
    """Only a form holds a long text to its length; a model does not."""
    for one in model._meta.fields:
        if one.name in wanted and isinstance(one, TextField) and one.max_length:
            length = len(getattr(model, one.name))
            if length > one.max_length:
                text = _("%(veld)s: hooguit %(most)s tekens, dit zijn er %(n)s.")
                values = {"veld": one.verbose_name, "most": one.max_length, "n": length}
                yield Melding(place, text % values)


def _of_row(kind: type[Model], row: Rijgegevens, place: str) -> Iterator[Melding]:
    told = {name: value for name, value in vars(row).items() if name not in ("plaats", "naar")}
    yield from _of_model(kind(**told), row.plaats or place, tuple(told))


def _of_name(values: Begripgegevens) -> Iterator[Melding]:
    try:
        check_name(values.naam)
    except ValidationError as error:
        for text in error.messages:
            yield Melding(values.plaats, f"{FIELD_NAMES['naam']}: {text}")


def _of_moments(values: Begripgegevens) -> Iterator[Melding]:
    now = timezone.now()
    moments: list[tuple[datetime | None, str]] = [(values.gewijzigd_op, values.plaats)]
    moments += [(row.moment, row.plaats or values.plaats) for row in values.wijzigingen]
    for moment, place in moments:
        if moment is not None and moment > now:
            text = _("%(moment)s ligt in de toekomst.") % {"moment": moment.isoformat()}
            yield Melding(place, text)


def _twice(rows: list[Rijgegevens]) -> Iterator[Melding]:
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        if row.sleutel in seen:
            yield Melding(
                row.plaats, _("“%(wat)s” staat er twee keer.") % {"wat": row.sleutel[-1] or row.sleutel[0]}
            )
        seen.add(row.sleutel)


def _unseen_signs(values: Begripgegevens | Verzamelinggegevens | Rijgegevens) -> Iterator[Melding]:
    """Signs that no page, database or file can show."""
    for name, value in vars(values).items():
        for row in value if isinstance(value, list) else ():
            if isinstance(row, Rijgegevens):
                yield from _unseen_signs(row)
        if isinstance(value, str) and any(_is_unseen(sign) for sign in value):
            text = _("In “%(veld)s” staat een onzichtbaar teken. Typ de tekst opnieuw.")
            yield Melding(values.plaats, text % {"veld": FIELD_NAMES.get(name, name)})


def _is_unseen(sign: str) -> bool:
    return sign not in BREAKS and unicodedata.category(sign) in ("Cc", "Cs")
