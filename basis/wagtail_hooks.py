"""What Wagtail asks of the bottom layer."""

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.models import AbstractDocument

from basis.bijlagen import may_open


@hooks.register("before_serve_document")
def only_with_its_page(document: AbstractDocument, request: HttpRequest) -> None:
    """Wagtail serves every document that someone knows the address of; here it follows what carries it.

    Raises `Http404` for who may not open it.
    """
    if not may_open(document, request.user):
        raise Http404
