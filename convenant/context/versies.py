"""Which version of a convenant a query string asks, and how the versions follow each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.models import Convenant, ConvenantVersie

SHOWN_OF_A_VALUE = 40


@dataclass(frozen=True)
class VersieRij:
    """One version in the list: when it held, and whether it holds now."""

    nummer: int
    van: date
    tot_en_met: date | None
    toelichting: str
    geldt: bool


def versie_rijen(convenant: Convenant) -> list[VersieRij]:
    """All versions, latest on top; one query."""
    if not convenant.pk:
        return []
    today, rows, after = timezone.localdate(), list[VersieRij](), None
    for versie in convenant.versies.headlines():
        last = after - timedelta(days=1) if after else None
        holds = versie.ingangsdatum <= today and (last is None or today <= last)
        rows.append(VersieRij(versie.nummer, versie.ingangsdatum, last, versie.toelichting, holds))
        after = versie.ingangsdatum
    return rows


def gevraagd(value: str | None, rows: Sequence[VersieRij]) -> tuple[int | None, str]:
    """The number of the version that `?versie=` asks, and a message (Dutch) when there is no such version.

    Empty, or with a message: the version in force; before there is one: the first to come; None without versions.
    """
    text = (value or "").strip()
    now = next((row.nummer for row in rows if row.geldt), rows[-1].nummer if rows else None)
    if not text:
        return now, ""
    found = next((row.nummer for row in rows if str(row.nummer) == text), None)
    if found is not None:
        return found, ""
    message = _("Versie “%(versie)s” bestaat niet. Je ziet de versie die nu geldt.")
    return now, message % {"versie": text[:SHOWN_OF_A_VALUE]}


def versie(convenant: Convenant, nummer: int | None) -> ConvenantVersie | None:
    """The full text of one version; one query."""
    if nummer is None:
        return None
    found: ConvenantVersie | None = convenant.versies.filter(nummer=nummer).first()
    return found
