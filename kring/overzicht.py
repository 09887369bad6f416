"""What the pages of kring show, in the dictionaries that the components take; a fixed number of queries each."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page as Blad
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from basis.kruimels import kruimels
from basis.lijst import Filter, blader, kies
from basis.page_context import page_context
from basis.visibility import Viewer, kring_token, principals
from kring.actions import coordinates
from kring.indeling import Zichtbaarheid
from kring.json_ld import bijeenkomst_json_ld, kring_json_ld
from kring.models import (
    Aanmelding,
    Bijeenkomst,
    BijeenkomstenIndex,
    Deelname,
    Inschrijving,
    Kring,
    KringenIndex,
    Organisatie,
)

Row = dict[str, Any]
KAARTEN_PER_BLAD = 12
AGENDA_PER_BLAD = 20
AGENDA_VAN_KRING = 5
NAMEN_PER_SOORT = 8
AANWEZIGEN_PER_BLAD = 50
SOORT_MEERVOUD: dict[str, Any] = {
    Organisatie.Soort.GEMEENTE: gettext_lazy("Gemeenten"),
    Organisatie.Soort.MKB: gettext_lazy("MKB-bedrijven"),
    Organisatie.Soort.KENNIS: gettext_lazy("Kennisinstellingen"),
    Organisatie.Soort.PARTNER: gettext_lazy("Partners"),
}


def demonstratie_badges(item: Kring | Bijeenkomst) -> list[Row]:
    """The mark of what was made up for the demonstration."""
    return [{"soort": "demonstratie", "tekst": _("Demonstratie"), "toon": ""}] if item.demonstratie else []


def agenda(
    bijeenkomsten: Iterable[Bijeenkomst], request: HttpRequest | None, *, with_kring: bool = True
) -> list[Row]:
    """Meetings for `components/agenda.html`; fetch them with their kring, unless the page is the kring's."""
    return [
        {
            "begin": item.begin,
            "eind": item.eind,
            "titel": item.title,
            "url": item.get_url(request),
            "soort": item.get_soort_display(),
            "plaats": item.plaats,
            "kring": item.kring.title if with_kring and item.kring else "",
            "badges": bijeenkomst_badges(item),
        }
        for item in bijeenkomsten
    ]


def bijeenkomst_badges(item: Bijeenkomst) -> list[Row]:
    """What a reader must know about a meeting at a glance."""
    own = item.zichtbaarheid == Zichtbaarheid.KRING
    badges = [{"soort": "besloten", "tekst": _("Alleen voor de kring"), "toon": "stil"}] if own else []
    return badges + demonstratie_badges(item)


@page_context(KringenIndex)
def kringen_context(page: KringenIndex, request: HttpRequest) -> Row:
    """Cards of the kringen: region, participants today and the next meeting that the viewer may see."""
    kringen = Kring.objects.visible_to(request.user).with_deelnemers().order_by("title")
    blad, meldingen = blader(kringen, request.GET, KAARTEN_PER_BLAD)
    coming = Bijeenkomst.objects.visible_to(request.user).next_of_each_kring([kring.pk for kring in blad])
    return {
        "blad": blad,
        "meldingen": meldingen,
        "kaarten": [kring_kaart(kring, coming.get(kring.pk), request) for kring in blad],
    }


@page_context(Kring)
def kring_context(kring: Kring, request: HttpRequest) -> Row:
    """People, participants by kind and agenda of one kring, and what it is to the viewer."""
    viewer = request.user
    meetings = Bijeenkomst.objects.visible_to(viewer).for_kring(kring).upcoming()
    present = Deelname.objects.current().of_kring(kring).select_related("organisatie")
    soorten = _per_soort(present.first_per_soort(NAMEN_PER_SOORT))
    return {
        "coordinatoren": [schap.user for schap in kring.coordinators()],
        "soorten": soorten,
        "aantal_deelnemers": sum(soort["totaal"] for soort in soorten),
        "agenda": agenda(meetings[:AGENDA_VAN_KRING], request, with_kring=False),
        "badges": demonstratie_badges(kring),
        "kruimels": kruimels((_("Kenniskringen"), "/kenniskringen"), (kring.title, "")),
        "json_ld": kring_json_ld(kring, request),
        **_role_in(kring, viewer),
    }


@page_context(BijeenkomstenIndex)
def agenda_context(page: BijeenkomstenIndex, request: HttpRequest) -> Row:
    """The agenda by kring and kind, what comes first and what was below it."""
    kringen = Kring.objects.visible_to(request.user).order_by("title").values_list("slug", "title")
    keuze = kies(
        request.GET,
        [
            Filter("kring", _("Kenniskring"), list(kringen)),
            Filter("soort", _("Soort"), [(value, str(label)) for value, label in Bijeenkomst.Soort.choices]),
        ],
    )
    meetings = Bijeenkomst.objects.visible_to(request.user).chosen(keuze.waarden).in_agenda_order()
    blad, meldingen = blader(meetings.select_related("kring"), request.GET, AGENDA_PER_BLAD)
    return {
        "keuze": keuze,
        "blad": blad,
        "meldingen": keuze.meldingen + meldingen,
        "komend": agenda((item for item in blad if not item.voorbij), request),
        "geweest": agenda((item for item in blad if item.voorbij), request),
    }


@page_context(Bijeenkomst)
def bijeenkomst_context(bijeenkomst: Bijeenkomst, request: HttpRequest) -> Row:
    """Whether the viewer comes; how many come; and for who coordinates the kring: who."""
    viewer, registrations = request.user, bijeenkomst.inschrijvingen.current()
    manages = isinstance(viewer, User) and _manages(bijeenkomst, viewer)
    people: Blad | None = None
    meldingen: list[str] = []
    if manages:
        people, meldingen = blader(registrations.select_related("user"), request.GET, AANWEZIGEN_PER_BLAD)
    mine: Inschrijving | None = None
    if viewer.is_authenticated:
        mine = registrations.of_person(viewer).first()
    return {
        "inschrijving": mine,
        "aantal": registrations.count() if people is None else people.paginator.count,
        "aanwezigen": people,
        "meldingen": meldingen,
        "badges": bijeenkomst_badges(bijeenkomst),
        "kruimels": kruimels((_("Bijeenkomsten"), "/bijeenkomsten"), (bijeenkomst.title, "")),
        "json_ld": bijeenkomst_json_ld(bijeenkomst, request),
    }


def kring_kaart(kring: Kring, volgende: Bijeenkomst | None, request: HttpRequest | None) -> Row:
    """A kring on a card, with its key in `kring`; fetch it `with_deelnemers()`."""
    number = kring.deelnemers
    facts = [kring.regio, ngettext("%(n)s deelnemer", "%(n)s deelnemers", number) % {"n": number}]
    if volgende:
        day = date_format(timezone.localtime(volgende.begin), "j F Y")
        facts.append(_("volgende bijeenkomst: %(dag)s") % {"dag": day})
    return {
        "kring": kring.pk,
        "titel": kring.title,
        "url": kring.get_url(request),
        "soort": "kring",
        "tekst": kring.samenvatting,
        "meta": facts,
        "badges": demonstratie_badges(kring),
    }


def _per_soort(rows: Iterable[Any]) -> list[Row]:
    """Memberships `first_per_soort` grouped by kind, with the first names and how many there are in all."""
    groups: dict[str, Row] = {}
    for row in rows:
        kind = row.organisatie.soort
        group = groups.setdefault(kind, {"naam": SOORT_MEERVOUD[kind], "totaal": row.totaal, "namen": []})
        group["namen"].append(row.organisatie)
    for group in groups.values():
        group["meer"] = group["totaal"] - len(group["namen"])
    return [groups[kind] for kind in SOORT_MEERVOUD if kind in groups]


def _role_in(kring: Kring, viewer: Viewer) -> Row:
    """Whether the viewer coordinates the kring, takes part or asked to (`gevraagd`), and what waits."""
    if not isinstance(viewer, User):
        return {"is_coordinator": False, "is_lid": False, "gevraagd": [], "wachtend": 0, "organisaties": []}
    manages, member = coordinates(viewer, kring), kring_token(kring.pk) in principals(viewer)
    asked = Aanmelding.objects.pending().of_kring(kring).with_parties()
    return {
        "is_coordinator": manages,
        "is_lid": member,
        "gevraagd": []
        if member
        else list(asked.filter(organisatie__in=Organisatie.objects.of_person(viewer))),
        "wachtend": Aanmelding.objects.pending().of_kring(kring).count() if manages else 0,
        "organisaties": list(Organisatie.objects.of_person(viewer)[:NAMEN_PER_SOORT]),
    }


def _manages(bijeenkomst: Bijeenkomst, viewer: User) -> bool:
    if bijeenkomst.kring is None:
        return viewer.is_superuser
    return coordinates(viewer, bijeenkomst.kring)
