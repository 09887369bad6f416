"""The collections of the glossary, and the page of one of them."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basis.hoofd import hoofd
from basis.json_ld import Data, ding, document
from basis.kruimels import kruimels
from basis.visibility import Viewer
from kennis.alfabet import groepen, ingangen
from kennis.kaarten import Row
from kennis.models import Begrip, Begrippenverzameling
from kennis.uitwisseling.adressen import verzameling_uri

BASE = "/begrippen"


def verzamelingen_context(request: HttpRequest) -> Row:
    """Every collection that has terms for this viewer, with how many; a fixed number of queries."""
    head = hoofd(
        reverse("kennis:verzamelingen"),
        _("Verzamelingen van begrippen"),
        _("Begrippen die bij elkaar horen, zoals alles over duurzaam inkopen."),
    )
    return head | {
        "kruimels": kruimels((_("Begrippen"), BASE), (_("Verzamelingen"), "")),
        "verzamelingen": [
            {
                "titel": one.title,
                "url": reverse("kennis:verzameling", args=[one.ref]),
                "tekst": one.omschrijving,
                "meta": [ngettext("%(n)s begrip", "%(n)s begrippen", number) % {"n": number}],
            }
            for one, number in _counted(request.user)
            if number
        ],
    }


def _counted(viewer: Viewer) -> list[tuple[Begrippenverzameling, int]]:
    """Each collection with the number of its `leden`, counted for all at once."""
    themes = dict(Begrip.objects.visible_to(viewer).current().values_list("pk", "thema"))
    by_theme, chosen = defaultdict(set), defaultdict(set)
    for pk, thema in themes.items():
        by_theme[thema].add(pk)
    members = Begrippenverzameling.begrippen.through.objects
    for collection, pk in members.values_list("begrippenverzameling", "begrip"):
        chosen[collection].add(pk)
    return [
        (one, len((chosen[one.pk] & themes.keys()) | (by_theme[one.thema] if one.thema else set())))
        for one in Begrippenverzameling.objects.visible_to(viewer)
    ]


def verzameling_context(verzameling: Begrippenverzameling, request: HttpRequest) -> Row:
    """The terms of one collection from A to Z."""
    terms = list(verzameling.leden(request.user).with_frame().only("slug", "title", "definitie", "ref"))
    path = reverse("kennis:verzameling", args=[verzameling.ref])
    return hoofd(path, verzameling.title, verzameling.omschrijving) | {
        "kruimels": kruimels(
            (_("Begrippen"), BASE),
            (_("Verzamelingen"), reverse("kennis:verzamelingen")),
            (verzameling.title, ""),
        ),
        "verzameling": verzameling,
        "groepen": groepen(ingangen(terms, BASE)),
        "aantal": len(terms),
        "json_ld": _json_ld(verzameling, path),
        "vast_adres": str(verzameling_uri(verzameling)),
    }


def _json_ld(verzameling: Begrippenverzameling, path: str) -> Data:
    """A collection as `DefinedTermSet`."""
    data = document(
        "DefinedTermSet",
        name=verzameling.title,
        description=verzameling.omschrijving,
        url=f"{settings.BASE_URL}{path}",
        inLanguage="nl",
        isPartOf=ding("DefinedTermSet", name=settings.SITE_NAME, url=f"{settings.BASE_URL}{BASE}"),
    )
    return data | {"@id": str(verzameling_uri(verzameling))}


def verzamelingen_van(begrip: Begrip, viewer: Viewer) -> list[Row]:
    """The collections that a term is in, as links; a retired term is in none."""
    if begrip.pk is None or begrip.is_vervallen:
        return []
    theme = Q(thema=begrip.thema) if begrip.thema else Q(pk=None)
    found = Begrippenverzameling.objects.visible_to(viewer).filter(Q(begrippen=begrip.pk) | theme).distinct()
    return [{"titel": one.title, "url": reverse("kennis:verzameling", args=[one.ref])} for one in found]
