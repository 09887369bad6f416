"""Where a lesson can come from. Packages above (convenantprojecten) say which pages qualify."""

from collections.abc import Callable

from django.db.models import QuerySet
from wagtail.models import Page

from basis.visibility import Viewer

HerkomstProvider = Callable[[Viewer], QuerySet[Page]]
_providers: list[HerkomstProvider] = []


def provide_herkomst(provider: HerkomstProvider) -> HerkomstProvider:
    """Register a function that gives the pages a person may name as the origin of a lesson."""
    _providers.append(provider)
    return provider


def herkomst_for(viewer: Viewer) -> QuerySet[Page]:
    """The pages that `viewer` may name as the origin of a lesson."""
    pks: set[int] = set()
    for provider in _providers:
        pks.update(provider(viewer).values_list("pk", flat=True))
    return Page.objects.filter(pk__in=pks).order_by("title")
