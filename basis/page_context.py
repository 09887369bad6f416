"""What a page shows, registered from outside its model: a model file knows nothing of templates.

A function `context(page, request) -> dict` is registered for a page type with `@page_context(Type)`; the
package's `AppConfig.ready()` imports the module that holds it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from basis.models import BasePage

Builder = Callable[[Any, HttpRequest], dict[str, Any]]
_builders: dict[type["BasePage"], Builder] = {}


def page_context(model: type["BasePage"]) -> Callable[[Builder], Builder]:
    """Register the function that makes the template context of pages of type `model`."""

    def register(builder: Builder) -> Builder:
        _builders[model] = builder
        return builder

    return register


def context_of(page: "BasePage", request: HttpRequest) -> dict[str, Any]:
    """The registered context of `page`; empty when its type has none."""
    builder = _builders.get(type(page))
    return builder(page, request) if builder else {}
