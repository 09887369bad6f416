"""What the pages of werkbladen show."""

from typing import Any

from django.http import HttpRequest

from basis.page_context import page_context
from werkbladen.models import Werkblad, WerkbladenIndex


@page_context(WerkbladenIndex)
def index_context(page: WerkbladenIndex, request: HttpRequest) -> dict[str, Any]:
    """The worksheets that the visitor may see."""
    return {"werkbladen": Werkblad.objects.visible_to(request.user).order_by("title")}
