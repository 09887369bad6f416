"""What every page of the portal shares."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction
from wagtail.url_routing import RouteResult

from basis.page_context import context_of
from basis.tekens import check_names
from basis.visibility import OPENBAAR, Viewer


class BasePageQuerySet(PageQuerySet):
    """Pages, with the one rule of who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The published pages that `viewer` may see; a page type with a narrower rule extends this."""
        return self.live().unrestricted()

    def unrestricted(self) -> Self:
        """Pages without a view restriction on themselves or above: Wagtail's `public()`, in the query itself."""
        beginning = Substr(models.OuterRef("path"), 1, Length("page__path"))
        return self.filter(~models.Exists(PageViewRestriction.objects.filter(page__path=beginning)))

    def newest_first(self) -> Self:
        """By the moment of first publication, latest on top."""
        return self.order_by("-first_published_at", "-pk")


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Page):
    """Abstract base of all pages: a summary, visibility, and 404 for whoever may not see it.

    `kind_word` is the Dutch word that says what it is (shown on cards and in search). Subclasses that are
    narrower than public override `visible_to` on their queryset *and* `acl()`; a test holds the two together.
    """

    kind_word: ClassVar[Any] = _("pagina")

    samenvatting = models.CharField(
        _("samenvatting"),
        max_length=300,
        blank=True,
        help_text=_("Een of twee zinnen; staat op kaarten, in zoekresultaten en in gedeelde links."),
    )

    objects = BasePageManager()

    content_panels: ClassVar[list[Panel | str]] = [*Page.content_panels, FieldPanel("samenvatting")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A title reads the same wherever it stands."""
        super().clean()
        check_names(title=self.title)

    def acl(self) -> tuple[str, ...]:
        """The access list of this page, in the tokens of `basis.visibility`; empty when nobody may."""
        return (OPENBAAR,) if self.live and not self.is_restricted() else ()

    def is_restricted(self) -> bool:
        """Whether an editor put a view restriction on this page or above it."""
        return self.get_view_restrictions().exists()

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """The restrictions that hold for this page."""
        ancestors = self.get_ancestors(inclusive=True)
        return PageViewRestriction.objects.filter(page__in=ancestors)

    def bestanden(self) -> list[AbstractDocument]:
        """The documents among its files, in the editor's order; also of a page that is only previewed."""
        return [row.document for row in self.bijlagen.select_related("document")]

    def is_visible_to(self, viewer: Viewer) -> bool:
        """Whether `viewer` may see this page now; asks the database by the same rule as every list."""
        return type(self).objects.visible_to(viewer).filter(pk=self.pk).exists()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with what the package registered for this type of page."""
        return super().get_context(request, *args, **kwargs) | context_of(self, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Resolve a path; a page that the visitor may not see does not exist."""
        result = super().route(request, path_components)
        if result.page.pk == self.pk and not self.is_visible_to(request.user):
            raise Http404
        return result
