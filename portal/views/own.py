"""A member's own page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.person import signed_in
from portal.overview import own_page


@login_required
def mijn(request: HttpRequest) -> HttpResponse:
    """What waits for me, my kringen, my lessons and my projects."""
    return render(request, "portal/mijn.html", own_page(request, signed_in(request)))
