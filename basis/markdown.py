"""Markdown to safe HTML: the same renderer for a preview and for the page."""

from functools import cache
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown

MAX_LENGTH = 200_000
TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "a",
        "abbr",
        "sup",
        "sub",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
    ]
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
}
# Python-Markdown aligns cells with inline style, which the site's CSP refuses; admonitions need their class.
CLASSES = {"div": {"admonition", "note", "warning", "tip"}, "p": {"admonition-title"}}


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow ugc",
        strip_comments=True,
    )


def _converter(top_level: int) -> Markdown:
    options: dict[str, Any] = {"toc": {"baselevel": top_level, "permalink": False}}
    return Markdown(
        extensions=["extra", "toc", "admonition", "sane_lists"],
        extension_configs=options,
        output_format="html",
    )


def render(text: str, top_level: int = 3) -> SafeString:
    """HTML of Markdown `text` by people: `#` becomes h`top_level`, only harmless tags, attributes and links.

    A level 1 heading is never made: a page has its own. Text beyond `MAX_LENGTH` characters is cut off; forms refuse it earlier with a message.
    """
    html = _converter(top_level).convert(text[:MAX_LENGTH])
    return mark_safe(_cleaner().clean(html))  # noqa: S308  (this is the sanitiser's own output)


def plain(text: str) -> str:
    """The words of Markdown `text` without mark-up, for search, summaries and mail."""
    return " ".join(nh3.clean(_converter(3).convert(text[:MAX_LENGTH]), tags=set()).split())
