"""The names of the glossary as they are now, for everybody: read when something changed, and else kept."""

from collections import defaultdict
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from kennis.autolink.dictionary import Dictionary, Name, homonym_slug
from kennis.models import (
    Begrip,
    BegrippenIndex,
    Begrippenversie,
    Begrippenverzameling,
    Koppeling,
    Label,
    Relatie,
    Wijziging,
)

BASE = "/begrippen"


class Glossary(NamedTuple):
    """One state of the glossary: its key, its dictionary and its names with the terms that carry them."""

    version: str
    dictionary: Dictionary
    named: dict[str, tuple[int, ...]]


_kept: Glossary | None = None


def current_glossary(version: str | None = None) -> Glossary:
    """The glossary as it is now, from this process's memory when it is still the same.

    `version` is the key when the caller asked for it already. One query; three more after a change.
    """
    global _kept  # noqa: PLW0603  (one state for each process)
    # The key is read before the names: what changes in between is at worst read twice.
    version = Begrippenversie.objects.current() if version is None else version
    kept = _kept
    if kept is None or kept.version != version:
        kept = _kept = load(version)
    return kept


def load(version: str) -> Glossary:
    """Read the names of all terms that are in force and that everybody may see."""
    names: list[Name] = []
    named: dict[str, list[int]] = defaultdict(list)
    terms = Begrip.objects.visible_to(AnonymousUser()).current().with_frame().order_by("path")
    for term in terms.only("slug", "title"):
        url = f"{BASE}/{term.slug}"
        names.append(Name(term.title, url))
        named[homonym_slug(term.title)].append(term.pk)
        for label in term.labels.all():
            shown = label.soort == Label.Soort.ALT
            if label.automatisch_linken:
                names.append(Name(label.tekst, url, label.hoofdlettergevoelig, shown))
            named[homonym_slug(label.tekst)].append(term.pk)
    unique = {slug: tuple(dict.fromkeys(pks)) for slug, pks in named.items() if slug}
    return Glossary(version, Dictionary(names, BASE), unique)


def changed(**_: object) -> None:
    """The glossary is not what it was: whoever writes terms without saving them one by one calls this."""
    Begrippenversie.objects.renew()


def connect() -> None:
    """Listen to whatever may change which names lead where, how terms hang together, or what is given away."""
    senders: tuple[type[Model], ...] = (
        *(Begrip, Label, Relatie, BegrippenIndex, PageViewRestriction),
        *(Begrippenverzameling, Koppeling, Wijziging),
    )
    for sender in senders:
        post_save.connect(changed, sender=sender, dispatch_uid=f"autolink-saved-{sender.__name__}")
        post_delete.connect(changed, sender=sender, dispatch_uid=f"autolink-deleted-{sender.__name__}")
    m2m_changed.connect(
        changed, sender=Begrippenverzameling.begrippen.through, dispatch_uid="autolink-collected"
    )
    post_page_move.connect(changed, dispatch_uid="autolink-moved")
    page_slug_changed.connect(changed, dispatch_uid="autolink-slug")
