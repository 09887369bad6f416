"""The style guide: every component with a sample, on one page, while developing."""

import json
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date, parse_datetime

SAMPLES = settings.BASE_DIR / "portal" / "theme" / "stijlgids.json"


class SampleForm(forms.Form):
    """A form with one field of each kind, shown with an error."""

    naam = forms.CharField(label="Naam van je organisatie", help_text="Zoals in het Handelsregister.")
    kvk = forms.CharField(label="KvK-nummer", max_length=8)
    toelichting = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
    soort = forms.ChoiceField(label="Soort", choices=[("mkb", "MKB-bedrijf"), ("gemeente", "Gemeente")])
    akkoord = forms.BooleanField(label="Ik heb het convenant gelezen")


def stijlgids(request: HttpRequest) -> HttpResponse:
    """All components with samples. Does not exist outside DEBUG."""
    if not settings.DEBUG:
        raise Http404
    samples = _dated(json.loads(SAMPLES.read_text(encoding="utf-8")))
    page = Paginator(range(120), 12).page(4)
    form = SampleForm({"naam": "Voorbeeld BV", "kvk": "123"})
    return render(request, "portal/stijlgids.html", samples | {"formulier": form, "pagina_van": page})


def _dated(value: Any) -> Any:  # noqa: ANN401  (JSON)
    if isinstance(value, dict):
        return {key: _dated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item) for item in value]
    return _as_date(value) if isinstance(value, str) else value


def _as_date(text: str) -> Any:  # noqa: ANN401  (a date, a datetime or the text itself)
    if not text[:4].isdigit():
        return text
    found: datetime | None = parse_datetime(text) if "T" in text else None
    return found or (parse_date(text) if len(text) == len("2026-01-01") else None) or text
