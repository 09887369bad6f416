"""What is new, as Atom (RFC 4287): changed terms, and lessons that everybody may read."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import F, QuerySet
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from basis.models import BasePageQuerySet
from kennis.models import Begrip, Les

NEWEST = 50
WORDS = 60
SINCE = 2026
# XML has no place for these.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def readable(text: str) -> str:
    """The text without characters that would break the feed."""
    return CONTROL.sub("", text)


def last_changed(pages: BasePageQuerySet) -> QuerySet:
    """The public ones that were published last, latest on top."""
    public = pages.visible_to(AnonymousUser()).exclude(last_published_at=None)
    return public.order_by(F("last_published_at").desc(), "-pk")[:NEWEST]


class PaginaFeed(Feed):
    """Pages that changed; a subclass says which."""

    feed_type = Atom1Feed
    kind = ""

    def author_name(self) -> str:
        """Who the feed is from; Atom asks for it."""
        return settings.SITE_NAME

    def item_title(self, item: Page) -> str:
        """The title of the page."""
        return readable(item.title)

    def item_link(self, item: Page) -> str:
        """The address of the page."""
        return item.get_url() or "/"

    def item_guid(self, item: Page) -> str:
        """A name that stays when title and address change (RFC 4151)."""
        return f"tag:{urlsplit(settings.BASE_URL).hostname},{SINCE}:{self.kind}/{self.item_key(item)}"

    def item_key(self, item: Page) -> str:
        """What never changes about the page."""
        return str(item.pk)

    def item_pubdate(self, item: Page) -> datetime | None:
        """When it was published first."""
        return item.first_published_at

    def item_updateddate(self, item: Page) -> datetime:
        """When it was published last."""
        return item.last_published_at


class BegrippenFeed(PaginaFeed):
    """Terms that are new or changed."""

    title = _("Gewijzigde begrippen")
    subtitle = _("Begrippen die nieuw zijn of zijn gewijzigd.")
    link = "/begrippen"
    kind = "begrip"

    def items(self) -> QuerySet[Begrip]:
        """The terms that changed last."""
        return last_changed(Begrip.objects.all())

    def item_key(self, item: Page) -> str:
        """The fixed reference of the term."""
        return str(item.ref)

    def item_description(self, item: Page) -> str:
        """The definition."""
        return readable(item.definitie)


class LessenFeed(PaginaFeed):
    """Public lessons."""

    title = _("Nieuwe lessen")
    subtitle = _("Lessen van kenniskringen die iedereen mag lezen.")
    link = "/lessen"
    kind = "les"

    def items(self) -> QuerySet[Les]:
        """The lessons that were shared or changed last."""
        return last_changed(Les.objects.all())

    def item_description(self, item: Page) -> str:
        """How the lesson begins."""
        return readable(Truncator(item.situatie).words(WORDS))
