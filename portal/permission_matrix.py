"""Who may open which address: one row for each named address of the site.

The roles are those of the design: visitor (`bezoeker`), member, municipality, coordinator, editor,
administrator. A role that is not in a row gets 404; a visitor who is not in a row gets the login page or
404. The permission tests are made from this table, and a system check refuses an address without a row.
"""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

EVERYONE = frozenset({"bezoeker", "lid", "gemeente", "coordinator", "redactie", "beheer"})
SIGNED_IN = EVERYONE - {"bezoeker"}
NOBODY: frozenset[str] = frozenset()

MATRIX: dict[str, frozenset[str]] = {
    "kennis:begrip_id": EVERYONE,
    "kennis:begrip_document": EVERYONE,
    "kennis:begrip_kaart": EVERYONE,
    "kennis:begrippen_feed": EVERYONE,
    "kennis:catalogus": EVERYONE,
    "kennis:lessen_feed": EVERYONE,
    "kennis:praktijk_feed": EVERYONE,
    "convenant:projecten_feed": EVERYONE,
    "convenant:vrijgaven_feed": EVERYONE,
    "kennis:begrippen_hierarchie": EVERYONE,
    "kennis:begrippen_overzicht": EVERYONE,
    "kennis:begrippen_vergelijk": EVERYONE,
    "kennis:homoniem": EVERYONE,
    "kennis:homoniem_kaart": EVERYONE,
    "kennis:kader_document": EVERYONE,
    "kennis:kader_id": EVERYONE,
    "kennis:uitgave": EVERYONE,
    "kennis:verzamelingen": EVERYONE,
    "kennis:verzameling": EVERYONE,
    "kennis:wijziging_voorstellen": EVERYONE,
    "kennis:verzameling_document": EVERYONE,
    "kennis:verzameling_id": EVERYONE,
    "kennis:woordenschat": EVERYONE,
    "kennis:les_beoordelen": frozenset({"coordinator", "beheer"}),
    "kennis:les_bewerken": frozenset({"lid", "gemeente", "coordinator"}),
    "kennis:les_concept": frozenset({"lid", "gemeente", "coordinator"}),
    "kennis:les_schrijven": SIGNED_IN,
    "kennis:les_mijn": SIGNED_IN,
    "kennis:markdown_voorbeeld": SIGNED_IN,
    "account": SIGNED_IN,
    "kring:organisatie_nieuw": SIGNED_IN,
    "kring:organisatie": frozenset({"lid", "beheer"}),
    "kring:deelname_beeindigen": frozenset({"lid"}),
    "kring:aanmelding": frozenset({"coordinator", "beheer"}),
    "kring:beheer": frozenset({"coordinator", "beheer"}),
    "kring:deelnemers": EVERYONE,
    "kring:inschrijven": SIGNED_IN,
    "kring:afmelden": SIGNED_IN,
    "convenant:vergelijk": EVERYONE,
    "convenant:tekenen": SIGNED_IN,
    "convenant:getekend": SIGNED_IN,
    "convenant:project_nieuw": frozenset({"gemeente"}),
    "convenant:project_bewerken": frozenset({"gemeente"}),
    "convenant:project_fase": frozenset({"gemeente"}),
    "convenant:project_les": frozenset({"gemeente"}),
    "convenant:les_uitkomst": frozenset({"gemeente"}),
    "convenant:dossier_nieuw": frozenset({"gemeente"}),
    "convenant:dossier_vrijgeven": frozenset({"gemeente"}),
    "media": EVERYONE,
    "mijn": SIGNED_IN,
    "licenties": EVERYONE,
    "postvak": EVERYONE,
    "postvak_bericht": EVERYONE,
    "robots": EVERYONE,
    "sitemap": EVERYONE,
    "favicon": EVERYONE,
    "gezondheid_live": EVERYONE,
    "gezondheid_klaar": EVERYONE,
    "stijlgids": NOBODY,  # exists only while developing
    "weergave": EVERYONE,
    "search:zoeken": EVERYONE,
    "search:suggesties": EVERYONE,
    "search:bewaard": SIGNED_IN,
    "search:bewaren": SIGNED_IN,
    "search:verwijderen": SIGNED_IN,
    "search:opensearch": EVERYONE,
    "kennis:begrip_voorstellen": SIGNED_IN,
    "search:klik": EVERYONE,
    "werkbladen:invullen": SIGNED_IN,
    "api_openapi": EVERYONE,
    "api_uitleg": EVERYONE,
}
# Whole trees with an access rule of their own: Wagtail's admin and documents, and allauth's account pages.
OWN_TREES = ("beheer/", "documenten/", "account/tweestaps/", "account/sessies/")
# Everything of the API is public content for everyone.
OWN_NAMES = ("api:", "account_", "mfa_", "usersessions_", "wagtail_serve", "wagtailcore_")


def named_patterns(
    resolver: URLResolver | None = None, space: str = "", route: str = ""
) -> Iterator[tuple[str, str]]:
    """Every named address outside those trees, as (name with namespace, route)."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = f"{route}{entry.pattern}"
        if here.startswith(OWN_TREES):
            continue
        if isinstance(entry, URLResolver):
            yield from named_patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space, here)
        elif entry.name:
            yield f"{space}{entry.name}", here


def missing_rows() -> list[str]:
    """Names of addresses that have no row and no rule of their own."""
    names = {name for name, _route in named_patterns() if not name.startswith(OWN_NAMES)}
    return sorted(name for name in names if name not in MATRIX)
