"""How a visitor wants to see the site; remembered in a cookie, without JavaScript too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

THEMES = {"licht", "donker"}
YEAR = 60 * 60 * 24 * 365


@require_safe
def weergave(request: HttpRequest) -> HttpResponse:
    """Remember `thema` (`licht`, `donker`, anything else: as the device) and go back to `terug` on this site."""
    back = request.GET.get("terug", "/")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if safe else "/")
    theme = request.GET.get("thema", "")
    if theme in THEMES:
        response.set_cookie("thema", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("thema", samesite="Lax")
    return response
