"""Template tags of search, for the pages of packages below it."""

from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from basis.visibility import principals
from search.api import Hit
from search.like import like

register = template.Library()
RESEMBLING = frozenset({"les", "casus", "project"})


@register.simple_tag(takes_context=True)
def meer_zoals_dit(context: Context, page: Page) -> list[dict[str, Any]]:
    """What resembles a page, for `components/card_list.html`: `{% meer_zoals_dit page as kaarten %}`."""
    request = context.get("request")
    if request is None or not page.pk:
        return []
    return [_card(hit) for hit in like(page, RESEMBLING, principals(request.user))]


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
