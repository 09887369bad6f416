"""How a visitor wants to see the site; remembered in a cookie, without JavaScript too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

# Cookie, which is the parameter too, and the choices that are kept; any other means: as it comes.
CHOICES = {"thema": {"licht", "donker"}, "begrippen": {"niet"}}
YEAR = 60 * 60 * 24 * 365


@require_safe
def weergave(request: HttpRequest) -> HttpResponse:
    """Remember a choice and go back to `terug` on this site.

    `thema`: `licht`, `donker`, or as the device; `begrippen`: `niet` leaves terms in texts unmarked.
    """
    back = request.GET.get("terug", "/")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if safe else "/")
    for name in CHOICES.keys() & request.GET.keys():
        _remember(request, response, name)
    return response


def _remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    value = request.GET[name]
    if value in CHOICES[name]:
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(name, samesite="Lax")
