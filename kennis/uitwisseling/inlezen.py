"""From a file to what stands in it, whatever its form."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from kennis.uitwisseling import rdf_lezen, rekenblad_lezen
from kennis.uitwisseling.gegevens import Inhoud
from kennis.uitwisseling.onleesbaar import Unreadable

LARGEST_FILE = 10 * 1024 * 1024
MOST_TERMS = 2_000
FORMS = (".xlsx", ".ttl", ".jsonld")


def read_file(name: str, content: bytes) -> Inhoud:
    """What stands in the file called `name`, whose end says which form it has.

    Raises `Unreadable` when it is too large, empty, of another form or broken.
    """
    check_size(len(content))
    form = PurePath(name).suffix.casefold()
    if form == ".xlsx":
        return rekenblad_lezen.read(content, MOST_TERMS)
    if form == ".ttl":
        return rdf_lezen.read(rdf_lezen.parse_turtle(content), MOST_TERMS)
    if form == ".jsonld":
        return rdf_lezen.read(rdf_lezen.parse_json_ld(content), MOST_TERMS)
    if form in (".xlsm", ".xltm"):
        raise Unreadable(_("Een bestand met macro’s lees ik niet. Sla het op als gewoon .xlsx-bestand."))
    text = _("Dit soort bestand ken ik niet. Kies een bestand dat eindigt op %(vormen)s.")
    raise Unreadable(text % {"vormen": ", ".join(FORMS)})


def check_size(size: int) -> None:
    """Raise `Unreadable` for a file that is empty or too large."""
    if not size:
        raise Unreadable(_("Dit bestand is leeg."))
    if size > LARGEST_FILE:
        text = _("Dit bestand is groter dan %(most)s MB. Verdeel de begrippen over meer bestanden.")
        raise Unreadable(text % {"most": LARGEST_FILE // (1024 * 1024)})
