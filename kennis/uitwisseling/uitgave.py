"""The whole glossary as files: made each night, and on demand when the glossary is not what it was."""

import os
from datetime import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from django.conf import settings

from basis import outbox
from basis.chores import daily
from basis.models import OutboxBericht
from kennis.models import Begrippenversie
from kennis.uitwisseling.vormen import VORMEN

NIGHTLY = "kennis.uitgave"
AT = time(3, 30)
FORMS = {form.extension: form for form in VORMEN.values()}


class Uitgave(NamedTuple):
    """What a file holds and when it was made (seconds since 1970)."""

    content: bytes
    made_at: float


def current_dump(extension: str) -> Uitgave:
    """The glossary as it is now in one of `FORMS`; made when nobody did since the last change."""
    path = _path(extension)
    try:
        return _read(path)
    except FileNotFoundError:
        _write(path, FORMS[extension].write())
        return _read(path)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "open-data"


def _path(extension: str) -> Path:
    # The state of the glossary is in the name, so that a term that was withdrawn is gone at once.
    return _folder() / f"begrippen-{Begrippenversie.objects.current()}.{extension}"


def _read(path: Path) -> Uitgave:
    with path.open("rb") as file:
        return Uitgave(file.read(), os.fstat(file.fileno()).st_mtime)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    # Nobody ever reads half a file.
    Path(file.name).replace(path)


daily(NIGHTLY, at=AT)


@outbox.handler(NIGHTLY, slow=True)
def make_all(message: OutboxBericht) -> None:
    """Make every file anew and remove those of earlier states."""
    fresh = {_path(extension) for extension in FORMS}
    for path in fresh:
        _write(path, FORMS[path.suffix[1:]].write())
    for old in _folder().glob("begrippen-*"):
        if old not in fresh:
            old.unlink(missing_ok=True)
