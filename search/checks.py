"""System checks of search."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from wagtail.models import Page, get_page_models

from search import sources


def every_page_type_is_accounted_for(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Each page type is searchable, or named as left out on purpose."""
    return [
        Error(
            f"Paginasoort {model._meta.label} is niet doorzoekbaar en ook niet uitgezonderd.",
            hint="Geef het een bron in search/sources of noem het in search.sources.not_searchable().",
            obj=model,
            id="search.E001",
        )
        for model in get_page_models()
        if model is not Page and not model._meta.abstract and not sources.is_accounted_for(model)
    ]


def register_all() -> None:
    """Register the checks of this package."""
    register(every_page_type_is_accounted_for)
