"""Pages of convenant that are not in the page tree."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from convenant.models import Convenantproject


def led_project(request: HttpRequest, slug: str) -> Convenantproject:
    """The project at `slug` when the person who is logged in leads it; otherwise 404."""
    led = Convenantproject.objects.visible_to(request.user).led_by(request.user)
    project: Convenantproject = get_object_or_404(led.select_related("kring", "gemeente"), slug=slug)
    return project


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None
