"""The Atom feeds: valid, of public content only, with names that stay."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from kennis.models import Begrip, Wijziging
from kring.indeling import Zichtbaarheid
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.wereld import Wereld

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/begrippen.atom", "/lessen.atom", "/praktijk.atom"]
CANARY = "kanariewoord"


def feed(path: str) -> ET.Element:
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)  # noqa: S314 - our own view wrote it


def entries(path: str) -> dict[str, ET.Element]:
    return {entry.findtext(f"{ATOM}title", ""): entry for entry in feed(path).iter(f"{ATOM}entry")}


def published(**times: datetime) -> dict[str, datetime]:
    now = timezone.now()
    return {"first_published_at": now, "last_published_at": now} | times


@pytest.mark.parametrize("path", FEEDS)
def test_feed_has_what_atom_asks(wereld: Wereld, path: str) -> None:
    make_begrip(definitie="begrip \x0b met < en &", **published())
    make_les(wereld.kring, **published())
    make_casus(**published())
    # No form lets these in; the feed does not rely on that.
    Page.objects.filter(depth__gt=3).update(title="titel \x0b met < en &")
    root = feed(path)
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1, name
        assert datetime.fromisoformat(parent.findtext(f"{ATOM}updated", "")).tzinfo is not None
    assert root.findtext(f"{ATOM}id", "").startswith("tag:")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    own = [link.get("href", "") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert [address.endswith(path) for address in own] == [True]
    assert "met < en &" in " ".join(root.itertext())


def test_an_entry_keeps_its_name_and_tells_of_the_change(wereld: Wereld) -> None:
    begrip = make_begrip(title="oud", ref="vast", **published())
    make_begrip(title="ander", **published())
    first = entries("/begrippen.atom")["oud"]
    later = timezone.now() + timedelta(hours=1)
    Begrip.objects.filter(pk=begrip.pk).update(title="nieuw", slug="nieuw", last_published_at=later)
    titles = list(entries("/begrippen.atom"))
    second = entries("/begrippen.atom")["nieuw"]
    assert titles[0] == "nieuw"
    assert first.findtext(f"{ATOM}id") == second.findtext(f"{ATOM}id")
    assert first.findtext(f"{ATOM}id", "").startswith("tag:")
    assert second.findtext(f"{ATOM}updated") == later.isoformat(timespec="microseconds")


def test_an_entry_and_the_list_tell_what_changed(wereld: Wereld) -> None:
    begrip = make_begrip(title="bouwteam", definitie="Samen ontwerpen.", **published())
    for days, note in ((0, "De bron is vernieuwd."), (9, "Opgenomen in de begrippenlijst.")):
        Wijziging.objects.create(begrip=begrip, notitie=note, moment=timezone.now() - timedelta(days=days))
    summary = entries("/begrippen.atom")["bouwteam"].findtext(f"{ATOM}summary", "")
    assert "Samen ontwerpen." in summary
    assert "De bron is vernieuwd." in summary
    assert "Opgenomen" not in summary
    assert "De bron is vernieuwd." in Client().get("/begrippen").content.decode()


def test_shows_nothing_that_a_visitor_may_not_see(wereld: Wereld) -> None:
    make_les(wereld.kring, title="open les", **published())
    make_les(wereld.kring, title=CANARY, zichtbaarheid=Zichtbaarheid.KRING, **published())
    make_les(wereld.kring, title=f"{CANARY} concept", live=False)
    make_begrip(title=f"{CANARY} begrip", live=False, **published())
    hidden = [make_begrip(title=f"{CANARY} besloten", **published()), make_casus(title=CANARY, **published())]
    for page in hidden:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "open les" in entries("/lessen.atom")
    for path in FEEDS:
        assert CANARY not in Client().get(path).content.decode()


@pytest.mark.parametrize("path", FEEDS)
def test_who_has_it_already_gets_304(wereld: Wereld, path: str) -> None:
    make_begrip(**published())
    make_les(wereld.kring, **published())
    make_casus(**published())
    first = Client().get(path)
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert Client().post(path).status_code == 405


@pytest.mark.parametrize(
    ("page", "path"), [("/begrippen", FEEDS[0]), ("/lessen", FEEDS[1]), ("/praktijk", FEEDS[2])]
)
def test_the_list_names_its_feed(wereld: Wereld, page: str, path: str) -> None:
    html = Client().get(page).content.decode()
    assert 'type="application/atom+xml" title="' in html
    assert f'href="{path}"' in html
