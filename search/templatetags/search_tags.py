"""Template tags of search, for the pages of packages below it."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from basis.visibility import principals
from kennis.models import Begrip
from search.api import Hit
from search.like import like
from search.mentioning import mentioning

register = template.Library()
RESEMBLING = frozenset({"les", "casus", "project"})
MENTIONING = RESEMBLING | {"artikel"}
MOST_MENTIONS = 6


@register.simple_tag(takes_context=True)
def meer_zoals_dit(context: Context, page: Page) -> list[dict[str, Any]]:
    """What resembles a page, for `components/card_list.html`: `{% meer_zoals_dit page as kaarten %}`."""
    request = context.get("request")
    if request is None or not page.pk:
        return []
    return [_card(hit) for hit in like(page, RESEMBLING, principals(request.user))]


@register.simple_tag(takes_context=True)
def genoemd_in(
    context: Context, begrip: Begrip, getoond: Iterable[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """What mentions a term and is not among the cards `getoond`: `{% genoemd_in begrip kaarten as meer %}`."""
    request = context.get("request")
    if request is None or not begrip.pk:
        return []
    shown = {card["url"] for card in getoond}
    hits = mentioning(begrip, MENTIONING, principals(request.user), MOST_MENTIONS + len(shown))
    return [_card(hit) for hit in hits if hit.url not in shown][:MOST_MENTIONS]


def _card(hit: Hit) -> dict[str, Any]:
    return {
        "titel": hit.titel,
        "url": hit.url,
        "soort": hit.soort,
        "soort_naam": hit.soort_naam,
        "tekst": hit.fragment,
        "meta": hit.feiten,
        "badges": hit.badges,
    }
