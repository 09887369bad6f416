"""Text on its way to a reader: packages above may finish it, such as with links to the glossary.

Templates pass every rich text and Markdown through `{% leestekst %}`, so mails, feeds and the search index, which
take the text itself, never get it.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

Finisher = Callable[[SafeString, HttpRequest], SafeString]
_finishers: list[Finisher] = []


def finish(finisher: Finisher) -> Finisher:
    """Register a function that gets safe HTML and the request that it is for, and gives safe HTML."""
    _finishers.append(finisher)
    return finisher


def finished(html: SafeString, request: HttpRequest) -> SafeString:
    """`html` as this reader gets it."""
    for finisher in _finishers:
        html = finisher(html, request)
    return html
