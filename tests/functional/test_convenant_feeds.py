"""The Atom feeds of projects and of what was released: only what everyone sees, with the date of what happened."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from convenant.actions import BrengIn, GeefVrij
from convenant.models import Convenantproject, Faseovergang
from kring.indeling import Fase
from tests.factories.convenant import make_project
from tests.factories.wereld import Wereld
from tests.functional.test_kennis_feeds import ATOM, entries, feed, published

pytestmark = pytest.mark.django_db
PROJECTS, RELEASES = "/projecten.atom", "/vrijgaven.atom"


def in_consultation(wereld: Wereld, title: str) -> Convenantproject:
    """A published project that holds a consultation."""
    return make_project(
        wereld.kring, wereld.gemeente, wereld.projectleider, Fase.CONSULTATIE, title=title, **published()
    )


def release(wereld: Wereld, project: Convenantproject, title: str, moment: datetime) -> None:
    """One question that is open to everyone from `moment` on."""
    BrengIn(
        actor=wereld.projectleider, project=project, soort="vraag", titel=title, tekst="Tekst.",
        organisatie=wereld.bedrijf, op=min(moment, timezone.now()) - timedelta(days=5),
    ).execute()  # fmt: skip
    GeefVrij(
        actor=wereld.projectleider, project=project, moment=moment, op=min(moment, timezone.now())
    ).execute()


def test_project_is_dated_by_its_last_step(wereld: Wereld) -> None:
    project = in_consultation(wereld, "Riool < straat & plein")
    row = entries(PROJECTS)[project.title]
    step = Faseovergang.objects.filter(project=project).latest("fase")
    newest = max(step.op, project.last_published_at)
    assert datetime.fromisoformat(row.findtext(f"{ATOM}updated", "")) == newest
    assert "Nu in fase" in row.findtext(f"{ATOM}summary", "")
    later = timezone.now() + timedelta(minutes=1)
    Faseovergang.objects.create(
        project=project, fase=step.fase + 1, op=later, door=wereld.projectleider, reden="x"
    )
    again = entries(PROJECTS)[project.title]
    assert datetime.fromisoformat(again.findtext(f"{ATOM}updated", "")) == later
    assert again.findtext(f"{ATOM}id") == row.findtext(f"{ATOM}id")
    assert next(iter(entries(PROJECTS))) == project.title


def test_release_is_there_from_its_moment_on(wereld: Wereld) -> None:
    now = timezone.now()
    first, second = in_consultation(wereld, "Open straat"), in_consultation(wereld, "Latere straat")
    release(wereld, first, "Mag het groener?", now - timedelta(seconds=1))
    release(wereld, second, "kanariewoord", now + timedelta(days=3))
    assert list(entries(RELEASES)) == ["Vrijgegeven: Open straat"]
    row = entries(RELEASES)["Vrijgegeven: Open straat"]
    assert row.findtext(f"{ATOM}summary") == "Mag het groener?"
    link = row.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href", "").endswith(f"/projecten/{first.slug}#dossier")
    assert "kanariewoord" not in Client().get(RELEASES).content.decode()


def test_hidden_projects_are_in_neither(wereld: Wereld) -> None:
    project = in_consultation(wereld, "kanariewoord")
    release(wereld, project, "kanariewoord", timezone.now() - timedelta(seconds=1))
    assert "kanariewoord" in Client().get(PROJECTS).content.decode()
    restriction = PageViewRestriction.objects.create(page=project, restriction_type=PageViewRestriction.LOGIN)
    for path in (PROJECTS, RELEASES):
        assert "kanariewoord" not in Client().get(path).content.decode()
    restriction.delete()
    project.unpublish()
    for path in (PROJECTS, RELEASES):
        assert "kanariewoord" not in Client().get(path).content.decode()


@pytest.mark.parametrize("path", [PROJECTS, RELEASES])
def test_feed_has_what_atom_asks_and_the_list_names_it(wereld: Wereld, path: str) -> None:
    project = in_consultation(wereld, "straat met < en &")
    release(wereld, project, "vraag <b>", timezone.now() - timedelta(seconds=1))
    # No form lets this in; the feed does not rely on that.
    Convenantproject.objects.filter(pk=project.pk).update(title="straat \x0b met < en &")
    root = feed(path)
    entry = root.find(f"{ATOM}entry")
    assert isinstance(entry, ET.Element)
    for parent in (root, entry):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1, name
    assert feed(PROJECTS).findtext(f"{ATOM}id") != feed(RELEASES).findtext(f"{ATOM}id")
    first = Client().get(path)
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert f'href="{path}"' in Client().get("/projecten").content.decode()
