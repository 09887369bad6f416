"""The sitemap: every page that everyone may see, with its real date of change."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from basis.models import BasePage


def public_page_types() -> list[type[BasePage]]:
    """Every concrete page type of the portal."""
    return [model for model in BasePage.__subclasses__() if not model._meta.abstract] + [
        model for base in BasePage.__subclasses__() if base._meta.abstract for model in base.__subclasses__()
    ]


class PublicSitemap(Sitemap):
    """Pages by the same `visible_to` as everything else."""

    def items(self) -> "QuerySet[Page]":
        """The pages that a visitor without login sees."""
        nobody = AnonymousUser()
        pks = [
            pk
            for model in public_page_types()
            for pk in model.objects.visible_to(nobody).values_list("pk", flat=True)
        ]
        return Page.objects.filter(pk__in=pks).order_by("path").specific(defer=True)
