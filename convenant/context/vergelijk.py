"""The comparison of two versions of a convenant, as its page shows it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.context.tekst import artikelteksten
from convenant.context.versies import SHOWN_OF_A_VALUE, VersieRij, versie, versie_rijen
from convenant.models import Convenant
from convenant.vergelijking import Soort, vergelijk

Row = dict[str, Any]


def vergelijk_context(convenant: Convenant, params: Mapping[str, str]) -> Row:
    """Two versions article by article; three queries. Whatever the query string asks, there is an answer."""
    rows = versie_rijen(convenant)
    van, tot, messages = _pair(params, rows)
    old, new = versie(convenant, van), versie(convenant, tot)
    if old is None or new is None or van == tot:
        differences = []
    else:
        differences = vergelijk(artikelteksten(old), artikelteksten(new))
    numbers = {kind.value: sum(1 for row in differences if row.soort is kind) for kind in Soort}
    return {
        "versies": rows,
        "van": next((row for row in rows if row.nummer == van), None),
        "tot": next((row for row in rows if row.nummer == tot), None),
        "velden": [_field("van", _("Van versie"), rows, van), _field("tot", _("Naar versie"), rows, tot)],
        "meldingen": messages,
        "verschillen": [row for row in differences if row.soort is not Soort.GELIJK],
        "gelijk": [row for row in differences if row.soort is Soort.GELIJK],
        "getallen": _summary(numbers),
    }


def _pair(params: Mapping[str, str], rows: list[VersieRij]) -> tuple[int | None, int | None, list[str]]:
    """The two versions to compare, the older one first: by default the one in force and the one before it."""
    numbers = [row.nummer for row in rows]
    now = next((row.nummer for row in rows if row.geldt), numbers[0] if numbers else None)
    earlier = [number for number in numbers if now is not None and number < now]
    before = earlier[0] if earlier else now
    chosen, messages = [], []
    for name, default in (("van", before), ("tot", now)):
        text = params.get(name, "").strip()
        found = next((number for number in numbers if str(number) == text), None)
        if text and found is None:
            message = _("Versie “%(versie)s” bestaat niet.") % {"versie": text[:SHOWN_OF_A_VALUE]}
            messages.append(message)
        chosen.append(default if found is None else found)
    first, last = sorted(chosen, key=lambda number: number or 0)
    if first == last and len(numbers) > 1:
        messages.append(_("Kies twee verschillende versies om te vergelijken."))
    return first, last, messages


def _field(name: str, label: str, rows: list[VersieRij], chosen: int | None) -> Row:
    options = [
        {
            "waarde": row.nummer,
            "tekst": _("versie %(nummer)s (%(jaar)s)") % {"nummer": row.nummer, "jaar": row.van.year},
            "actief": row.nummer == chosen,
        }
        for row in rows
    ]
    return {"naam": name, "label": label, "opties": options}


def _summary(numbers: Mapping[str, int]) -> list[Row]:
    """How many articles are new, changed, gone and the same."""
    labels = {
        Soort.NIEUW: ngettext("nieuw artikel", "nieuwe artikelen", numbers[Soort.NIEUW]),
        Soort.GEWIJZIGD: ngettext("gewijzigd", "gewijzigd", numbers[Soort.GEWIJZIGD]),
        Soort.WEG: ngettext("vervallen", "vervallen", numbers[Soort.WEG]),
        Soort.GELIJK: ngettext("gelijk gebleven", "gelijk gebleven", numbers[Soort.GELIJK]),
    }
    return [{"getal": str(numbers[kind]), "label": label} for kind, label in labels.items()]
