"""Middleware of the portal."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

ADMIN_PREFIX = "/beheer/"
FORBIDDEN = "\x00"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy on the public site, the looser one that Wagtail's admin needs under its prefix."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header that fits the address."""
        if not request.path.startswith(ADMIN_PREFIX):
            return super().process_response(request, response)
        policy = settings.ADMIN_CONTENT_SECURITY_POLICY
        response["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in policy.items())
        return response


class CleanQueryMiddleware:
    """Refuses NUL characters in address and query, which databases cannot hold, with a message instead of a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raises `BadRequest` for what no form or link can make."""
        values = [value for key in request.GET for value in (key, *request.GET.getlist(key))]
        if FORBIDDEN in request.path or any(FORBIDDEN in value for value in values):
            raise BadRequest
        return self.get_response(request)


class RefusedInAdminMiddleware:
    """What our rules refuse where Wagtail has no form to show it in, such as approving from the dashboard.

    The reasons stand on the page that one came from. Wagtail does such an act in a transaction, so that nothing of it
    is left.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing, as long as nothing is refused."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Go back with the reasons."""
        if not isinstance(exception, ValidationError) or not request.path.startswith(ADMIN_PREFIX):
            return None
        for reason in exception.messages:
            messages.error(request, reason)
        back = request.META.get("HTTP_REFERER", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # How a dialog of Wagtail hears where to go.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)
