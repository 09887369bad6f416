"""The page of all convenanten and the page of one."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basis.kruimels import kruimels
from basis.lijst import blader
from convenant.context.tekst import argumenten, bronnen, hoofdstukken, kaders
from convenant.context.versies import VersieRij, gevraagd, versie, versie_rijen
from convenant.models import Convenant
from convenant.ondertekenaars import ondertekenaars
from kring.models import Organisatie
from kring.register import register_van

Row = dict[str, Any]
PER_BLAD = 12
BLAD = "blad"


def index_context(request: HttpRequest) -> Row:
    """The convenanten as cards, and the register of everyone who takes part on a day."""
    found = Convenant.objects.visible_to(request.user).with_stand(timezone.localdate()).order_by("title")
    # The register leafs with ?pagina=, the cards beside it with a name of their own.
    blad, meldingen = blader(found, {"pagina": request.GET.get(BLAD, "")}, PER_BLAD)
    return {
        "kruimels": kruimels((_("Convenant"), "")),
        "kaarten": [kaart(item, request) for item in blad],
        "blad": blad,
        "meldingen": meldingen,
        "register": register_van(request.user, None, request.GET),
    }


def kaart(convenant: Convenant, request: HttpRequest | None) -> Row:
    """A convenant on a card; fetch it `with_stand()`."""
    number = convenant.aantal_deelnemers
    if convenant.versie_nummer is None:
        held = _("er geldt nog geen versie")
    else:
        day = date_format(convenant.versie_datum, "j F Y")
        held = _("versie %(nummer)s, geldt sinds %(dag)s") % {"nummer": convenant.versie_nummer, "dag": day}
    participants = ngettext("%(n)s deelnemer vandaag", "%(n)s deelnemers vandaag", number) % {"n": number}
    return {
        "titel": convenant.kring.title,
        "url": convenant.get_url(request),
        "soort": "convenant",
        "tekst": convenant.title,
        "meta": [held, participants],
    }


def convenant_context(convenant: Convenant, request: HttpRequest) -> Row:
    """One version of the text, the register of the kring, and what the viewer may do."""
    rows = versie_rijen(convenant)
    nummer, melding = gevraagd(request.GET.get("versie"), rows)
    chosen = versie(convenant, nummer)
    row = next((row for row in rows if row.nummer == nummer), None)
    context: Row = {
        "kruimels": kruimels((_("Convenant"), "/convenant"), (convenant.title, "")),
        "meldingen": [melding],
        "versies": rows,
        "versie": row,
        "geldend": next((row for row in rows if row.geldt), None),
        "vergelijk": len(rows) > 1,
        "hoofdstukken": hoofdstukken(chosen) if chosen else [],
        "kaders": kaders(chosen) if chosen else [],
        "voor": argumenten(chosen, "voor") if chosen else [],
        "tegen": argumenten(chosen, "tegen") if chosen else [],
        **_in_kring(convenant, request),
    }
    context["bronnen"] = bronnen(context["voor"] + context["tegen"])
    context["feiten"] = _facts(convenant, context, request)
    context["delen"] = _parts(convenant, context)
    return context


def _in_kring(convenant: Convenant, request: HttpRequest) -> Row:
    """The register and the act that fits the viewer; a preview of a new page has no kring yet."""
    if not convenant.kring_id:
        return {"register": None, "ondertekenaars": [], "werkt_ergens": False, "kan_tekenen": False}
    viewer = request.user
    signers = ondertekenaars(viewer, convenant.kring)
    works = viewer.is_authenticated and Organisatie.objects.of_person(viewer).exists()
    return {
        "register": register_van(viewer, convenant.kring, request.GET),
        "ondertekenaars": signers,
        "werkt_ergens": works,
        "kan_tekenen": not viewer.is_authenticated or any(signer.kan_tekenen for signer in signers),
    }


def _facts(convenant: Convenant, context: Row, request: HttpRequest) -> list[Row]:
    row, kring = context["versie"], convenant.kring if convenant.kring_id else None
    register = context["register"]
    return [
        {"label": _("Kenniskring"), "waarde": kring.title, "url": kring.get_url(request)} if kring else {},
        {"label": _("Versie"), "waarde": str(row.nummer), "toelichting": _period(row)} if row else {},
        {
            "label": _("Deelnemers vandaag")
            if register and register.is_vandaag
            else _("Deelnemers op die dag"),
            "waarde": str(register.aantal) if register else "",
            "url": "#register",
        },
        {"label": _("Bron"), "waarde": convenant.bron},
    ]


def _period(row: VersieRij) -> str:
    start = date_format(row.van, "j F Y")
    if row.geldt and row.tot_en_met is None:
        return _("geldt sinds %(van)s") % {"van": start}
    if row.tot_en_met is None:
        return _("geldt vanaf %(van)s") % {"van": start}
    end = date_format(row.tot_en_met, "j F Y")
    return _("gold van %(van)s tot en met %(tot)s") % {"van": start, "tot": end}


def _parts(convenant: Convenant, context: Row) -> list[Row]:
    """The table of contents: what there is to read."""
    chapters = [
        (
            f"#hoofdstuk-{number}",
            _("Artikel %(nummers)s: %(titel)s") % {"nummers": part.bereik, "titel": part.titel},
            True,
        )
        for number, part in enumerate(context["hoofdstukken"], 1)
    ]
    parts = [
        ("#meedoen-of-stoppen", _("Meedoen of stoppen"), True),
        ("#aanleiding", _("Aanleiding"), True),
        ("#doel", _("Wat we willen bereiken"), True),
        ("#onderwerpen", _("Onderwerpen"), bool(convenant.onderwerpen)),
        *chapters,
        ("#kaders", _("Kaders"), bool(context["kaders"])),
        ("#argumenten", _("Argumenten voor en tegen"), bool(context["voor"] or context["tegen"])),
        ("#versies", _("Versies"), bool(context["versies"])),
        ("#register", _("Register van deelnemers"), context["register"] is not None),
    ]
    return [{"titel": title, "url": url} for url, title, shown in parts if shown]
