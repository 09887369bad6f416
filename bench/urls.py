"""The portal's addresses, and a view that does nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"


def bare(request: HttpRequest) -> HttpResponse:
    """What Django and the portal's middleware cost without a page."""
    return HttpResponse("<!doctype html><title>Kaal</title>")


urlpatterns = [path("kaal", bare), path("", include("portal.urls"))]
