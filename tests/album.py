"""The one list of pages, `dev/camera.toml`, for tests that do not look at pictures."""

from collections.abc import Callable

from bs4 import BeautifulSoup

from dev.camera import VISITOR, Album, Subject, album
from dev.paths import ROOT

ALBUM: Album = album(ROOT / "dev" / "camera.toml")
ROLES: tuple[str, ...] = tuple(ALBUM.accounts)

__all__ = ["ALBUM", "ROLES", "VISITOR", "Subject", "address_of", "subjects_for"]


def subjects_for(role: str) -> list[Subject]:
    """The pages that are there for this role."""
    return [subject for subject in ALBUM.subjects if role in (subject.roles or ROLES)]


def address_of(subject: Subject, html_at: Callable[[str], str]) -> str:
    """The address of a page; one that is reached through a link is looked up with `html_at(path)`.

    Fails the test when the page with the link has no such link.
    """
    if not subject.follow:
        return subject.path
    link = BeautifulSoup(html_at(subject.path), "html.parser").select_one(subject.follow)
    assert link is not None, f"{subject.name}: geen link '{subject.follow}' op {subject.path}"
    return str(link["href"])
