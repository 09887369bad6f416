"""What every Atom feed (RFC 4287) of the portal shares: names that stay, real dates, text that fits in XML."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import F, QuerySet
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from basis.models import BasePageQuerySet

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


def _tag(name: str) -> str:
    """A name of ours that nobody else gives (RFC 4151)."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{SINCE}:{name}"


class PortaalFeed(Feed):
    """News of one kind; a subclass says which."""

    feed_type = Atom1Feed
    kind = ""

    def author_name(self) -> str:
        """Who the feed is from; Atom asks for it."""
        return settings.SITE_NAME

    def feed_guid(self) -> str:
        """The name of the feed itself, whatever host was asked."""
        return _tag(self.kind)

    def item_guid(self, item: Any) -> str:  # noqa: ANN401 - whatever the feed lists
        """A name that stays when title and address change."""
        return _tag(f"{self.kind}/{self.item_key(item)}")

    def item_key(self, item: Any) -> str:  # noqa: ANN401 - whatever the feed lists
        """What never changes about it."""
        return str(item.pk)


class PaginaFeed(PortaalFeed):
    """Pages that changed."""

    def item_title(self, item: Page) -> str:
        """The title of the page."""
        return readable(item.title)

    def item_link(self, item: Page) -> str:
        """The address of the page."""
        return item.get_url() or "/"

    def item_pubdate(self, item: Page) -> datetime | None:
        """When it was published first."""
        return item.first_published_at

    def item_updateddate(self, item: Page) -> datetime:
        """When it was published last."""
        return item.last_published_at
