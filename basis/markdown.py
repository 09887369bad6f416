"""Markdown to safe HTML: the same renderer for a preview and for the page."""

import re
from functools import cache
from html import unescape
from threading import local

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown

MAX_LENGTH = 200_000
TAGS = frozenset(
    {"p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "del", "code", "pre", "blockquote"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "a", "abbr", "sup", "sub", "div"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
# Only the headings of an editor's page can be linked to: in members' texts the same id could stand twice.
PAGE_LEVEL = 2
HEADING_IDS: dict[str, set[str]] = {level: {"id"} for level in ("h2", "h3", "h4")}
HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)
# Python-Markdown aligns cells with inline style, which the site's CSP refuses; admonitions need their class.
CLASSES = {"div": {"admonition", "note", "warning", "tip"}, "p": {"admonition-title"}}


@cache
def _cleaner(top_level: int) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES | (HEADING_IDS if top_level == PAGE_LEVEL else {}),
        allowed_classes=CLASSES,
        # A wide table scrolls in its own box on a phone, also for who has only a keyboard.
        set_tag_attribute_values={"table": {"tabindex": "0"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow ugc",
        strip_comments=True,
    )


class _Converters(local):
    """Converters by top level, one set for each thread: making one costs more than most texts do."""

    def __init__(self) -> None:
        self.by_level: dict[int, Markdown] = {}

    def convert(self, text: str, top_level: int) -> str:
        """HTML of `text`, as Python-Markdown makes it, with its highest heading at `top_level`."""
        text = text[:MAX_LENGTH]
        highest = min((len(marks) for marks in HEADING.findall(text)), default=1)
        base = top_level - highest + 1
        if base not in self.by_level:
            self.by_level[base] = Markdown(
                extensions=["extra", "toc", "admonition", "sane_lists"],
                extension_configs={"toc": {"baselevel": base, "permalink": False}},
                output_format="html",
            )
        return str(self.by_level[base].reset().convert(text))


_converters = _Converters()


def render(text: str, top_level: int = 3) -> SafeString:
    """HTML of Markdown `text` by people: its highest heading is h`top_level`, only harmless tags and links.

    A level 1 heading is never made: a page has its own. Text beyond `MAX_LENGTH` characters is cut off;
    forms refuse it earlier with a message.
    """
    html = _converters.convert(text, top_level)
    return mark_safe(_cleaner(top_level).clean(html))  # noqa: S308  (this is the sanitiser's own output)


def plain(text: str) -> str:
    """The words of Markdown `text` without mark-up, for search, summaries and mail."""
    return " ".join(unescape(nh3.clean(_converters.convert(text, 3), tags=set())).split())
