"""Marks terms in the texts of a page, unless this reader does not want that."""

from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from basis.leestekst import finish
from kennis.autolink.glossary import Glossary, current_glossary
from kennis.autolink.linker import link

COOKIE, OFF = "begrippen", "niet"
# A shorter text is linked anew in less time than asking a shared cache takes.
WORTH_KEEPING = 4_000
KEEP = 60 * 60 * 24


@finish
def mark_terms(html: SafeString, request: HttpRequest) -> SafeString:
    """`html` with links to terms, but none to the page itself; as it was for who switched this off."""
    if request.COOKIES.get(COOKIE) == OFF:
        return html
    glossary = _of_request(request)
    own = request.path if glossary.dictionary.is_target(request.path) else ""
    if len(html) < WORTH_KEEPING:
        return mark_safe(link(html, glossary.dictionary, own))  # noqa: S308  (only links are added)
    return mark_safe(_kept(html, glossary, own))  # noqa: S308


def _kept(html: str, glossary: Glossary, own: str) -> str:
    digest = blake2b(f"{glossary.version}\n{own}\n{html}".encode(), digest_size=20).hexdigest()
    return str(cache.get_or_set(f"autolink:{digest}", lambda: link(html, glossary.dictionary, own), KEEP))


def _of_request(request: HttpRequest) -> Glossary:
    """The glossary, asked for once in a request: all texts of a page know the same terms."""
    known: Glossary | None = request.__dict__.get("_glossary")
    if known is None:
        known = request.__dict__["_glossary"] = current_glossary()
    return known
