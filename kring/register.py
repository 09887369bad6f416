"""The register: who takes part in a kring (or in any) on a day, for the pages of kring and of convenant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page as Blad
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from basis.lijst import blader
from basis.visibility import Viewer
from kring.models import Deelname, Kring
from kring.models.deelname import DeelnameQuerySet

PER_BLAD = 50
SHOWN_OF_A_VALUE = 40
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)


@dataclass(frozen=True)
class RegisterRij:
    """One participant: what the register tells everyone. `tot` is what is known now, also for a day long ago."""

    organisatie: str
    soort: str
    plaats: str
    van: datetime
    tot: datetime | None
    kring: str
    demonstratie: bool

    @classmethod
    def of(cls, deelname: Deelname) -> "RegisterRij":
        """The row of a membership; fetch it `with_parties()`."""
        party = deelname.organisatie
        return cls(
            organisatie=party.naam,
            soort=party.get_soort_display(),
            plaats=party.plaats,
            van=deelname.van,
            tot=deelname.tot,
            kring=deelname.kring.title,
            demonstratie=party.demonstratie,
        )


def parse_dag(value: str | None) -> tuple[date | None, str]:
    """The day that `?op=` asks, and a message (Dutch) when it is no day or has yet to come; empty is no day.

    Takes `2019-05-01` and `1-5-2019`. Never raises; with a message the day is None, so that today is shown.
    """
    text = (value or "").strip()
    if not text:
        return None, ""
    day = _read(text)
    if day is None:
        shown = text[:SHOWN_OF_A_VALUE]
        return None, _("“%(tekst)s” is geen datum. Schrijf hem als dag-maand-jaar: 1-5-2019.") % {
            "tekst": shown
        }
    if day > timezone.localdate():
        return None, _("Die dag moet nog komen. Kies vandaag of een dag die voorbij is.")
    return day, ""


@dataclass(frozen=True)
class Register:
    """One page of the register as `kring/includes/register.html` shows it; `aantal` counts an organisation once."""

    dag: date
    is_vandaag: bool
    gevraagd: str
    fout: str
    blad: Blad
    meldingen: list[str]
    alle_kringen: bool
    aantal: int

    @property
    def basis(self) -> str:
        """The day as a query string, for links to other pages of the register."""
        return "" if self.is_vandaag else f"op={self.dag.isoformat()}&"

    @cached_property
    def rijen(self) -> list[RegisterRij]:
        """The rows of this page."""
        return [RegisterRij.of(item) for item in self.blad]

    @property
    def kolommen(self) -> list[dict[str, str]]:
        """The headings, for `components/register_table.html`."""
        titles = [_("Organisatie"), _("Soort"), _("Plaats"), _("Doet mee sinds"), _("Tot")]
        return [{"titel": title} for title in (*titles, *([_("Kring")] if self.alle_kringen else []))]

    @property
    def tabel(self) -> list[list[object]]:
        """The cells, for `components/register_table.html`."""
        return [_cells(rij, self.alle_kringen) for rij in self.rijen]


def register_van(viewer: Viewer, kring: Kring | None, params: Mapping[str, str]) -> Register:
    """The register of `kring` (None: of all) that a query string asks with `op` and `pagina`; two queries, of all three.

    Of a kring that `viewer` may not see it tells nothing.
    """
    day, message = parse_dag(params.get("op"))
    today = timezone.localdate()
    shown = day or today
    rows = _on_day(viewer, kring, shown)
    blad, notices = blader(rows, params, PER_BLAD)
    # In one kring an organisation takes part once; of all kringen it may be in several.
    number = blad.paginator.count if kring else rows.order_by().values("organisatie").distinct().count()
    return Register(
        dag=shown,
        is_vandaag=shown == today,
        gevraagd=(params.get("op") or "").strip()[:SHOWN_OF_A_VALUE] if message else shown.isoformat(),
        fout=message,
        blad=blad,
        meldingen=notices,
        alle_kringen=kring is None,
        aantal=number,
    )


def eerder(kring: Kring) -> list[RegisterRij]:
    """The participants of `kring` that left last, at most a page of them; one query."""
    return [
        RegisterRij.of(item) for item in Deelname.objects.of_kring(kring).ended().with_parties()[:PER_BLAD]
    ]


def eerder_tabel(rijen: list[RegisterRij]) -> list[list[object]]:
    """Those who left, as cells for `components/register_table.html`."""
    return [_cells(rij, with_kring=False) for rij in rijen]


def _on_day(viewer: Viewer, kring: Kring | None, day: date) -> DeelnameQuerySet:
    rows = Deelname.objects.visible_to(viewer).on_day(day).with_parties()
    return rows if kring is None else rows.of_kring(kring)


def _read(text: str) -> date | None:
    iso, dutch = ISO.fullmatch(text), DUTCH.fullmatch(text)
    parts = iso.groups() if iso else dutch.groups()[::-1] if dutch else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _cells(rij: RegisterRij, with_kring: bool) -> list[object]:
    name = {"tekst": rij.organisatie, "toelichting": _("demonstratie") if rij.demonstratie else ""}
    until = _day(rij.tot) if rij.tot else _("doet nog mee")
    cells: list[object] = [name, rij.soort, rij.plaats, _day(rij.van), until]
    return [*cells, rij.kring] if with_kring else cells


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
