"""Template tags of the bottom layer."""

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents.models import AbstractDocument

from basis import bijlagen
from basis import leestekst as reading_text
from basis import markdown as markdown_renderer

register = template.Library()
# As in Django's json_script: nothing in the data can end the script element.
HTML_IN_JSON = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as safe HTML."""
    return markdown_renderer.render(text or "")


@register.simple_tag(takes_context=True)
def leestekst(context: Context, text: Any) -> SafeString:
    """A text as its reader gets it: `{% leestekst les.advies|markdown %}`; without a request nothing is added."""
    html = conditional_escape(text)
    # An include with `only` has no request in its context, but the context still belongs to one.
    request = getattr(context, "request", None) or context.get("request")
    return reading_text.finished(html, request) if request else html


@register.filter
def bestandsfeiten(document: AbstractDocument) -> str:
    """Kind and size of a file, as `PDF, 120 kB`."""
    return ", ".join(fact for fact in bijlagen.facts(document) if fact)


@register.filter
def datum(value: date | datetime | None) -> str | SafeString:
    """A `time` element with the date in words, in Dutch time."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    machine = local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, date_format(local, "j F Y"))


@register.filter
def moment(value: datetime | None) -> str | SafeString:
    """A `time` element with date and hour in words, in Dutch time."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    text = date_format(local, "j F Y, H:i") + " uur"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), text)


@register.filter
def euro(value: int | None) -> str:
    """A whole amount in Dutch notation."""
    return "" if value is None else "€ " + f"{value:,}".replace(",", ".")


@register.filter
def as_json(value: Any) -> str:
    """JSON text, for a data attribute; Django's escaping makes it safe there."""
    return json.dumps(value, ensure_ascii=False)


@register.simple_tag
def lijst(*items: Any) -> list[Any]:
    """A list made in a template, for components that take one; empty values are left out."""
    return [item for item in items if item not in (None, "")]


@register.simple_tag
def gegeven(label: str, waarde: Any = "", url: str = "") -> dict[str, Any] | None:
    """One row for the facts column, or nothing when there is no value."""
    return {"label": label, "waarde": waarde, "url": url} if waarde not in (None, "") else None


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Data about the page for other programs, as a JSON-LD block; no policy stops what is not carried out."""
    text = mark_safe(json.dumps(data, ensure_ascii=False).translate(HTML_IN_JSON))  # noqa: S308  (escaped above)
    return format_html('<script type="application/ld+json">{}</script>', text)
