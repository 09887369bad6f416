"""Whether an office file is safe to open: a zip of plain XML that stays small when it is unpacked, without macros."""

import io
import zipfile
import zlib
from xml.parsers import expat

from django.utils.translation import gettext as _

from kennis.uitwisseling.onleesbaar import Unreadable

MOST_PARTS = 200
MOST_UNPACKED = 100 * 1024 * 1024
CHUNK = 256 * 1024
XML = (".xml", ".rels", ".vml")
MACROS = ("vbaproject.bin", "vbadata.xml")


def check_office_file(content: bytes) -> None:
    """Look at every part before anything else reads it. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, expat.ExpatError) as error:
        raise Unreadable(
            _("Dit is geen Excel-bestand, of het is kapot. Sla het opnieuw op als .xlsx.")
        ) from error
    except RuntimeError as error:
        # The way in which zipfile says that a part has a password.
        raise Unreadable(_("Er staat een wachtwoord op dit bestand. Haal het eraf.")) from error


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    # `zipfile` never gives more of a part than its header says, so the headers are a limit.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(_("Dit bestand is uitgepakt te groot. Verdeel de begrippen over meer bestanden."))
    names = {part.filename.lower() for part in parts}
    if any(name.endswith(MACROS) for name in names):
        raise Unreadable(
            _("In dit bestand zitten macro’s. Sla het op als gewoon .xlsx-bestand, zonder macro’s.")
        )
    for part in parts:
        if part.filename.lower().endswith(XML):
            _check_xml(archive, part)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_declaration: object) -> None:
    # Entities are declared there, and a spreadsheet program writes none.
    raise Unreadable(
        _("In dit bestand staat XML die geen rekenprogramma schrijft. Sla het opnieuw op als .xlsx.")
    )
