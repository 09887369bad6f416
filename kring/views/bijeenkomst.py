"""Coming to a meeting, and not coming after all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.person import signed_in
from kring.actions import MeldAf, SchrijfIn
from kring.models import Bijeenkomst


@login_required
def inschrijven(request: HttpRequest, slug: str) -> HttpResponse:
    """Register for a meeting; opened by a link (after logging in), it leads to the page with the button."""
    bijeenkomst = get_object_or_404(Bijeenkomst.objects.visible_to(request.user), slug=slug)
    if request.method == "POST":
        try:
            SchrijfIn(actor=signed_in(request), bijeenkomst=bijeenkomst).execute()
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Je bent ingeschreven. Tot dan!"))
    return redirect(bijeenkomst.get_url(request))


@login_required
def afmelden(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign off; opened by a link, it leads to the page with the button."""
    bijeenkomst = get_object_or_404(Bijeenkomst.objects.visible_to(request.user), slug=slug)
    if request.method == "POST":
        mine = bijeenkomst.inschrijvingen.current().of_person(signed_in(request)).first()
        if mine is None:
            messages.error(request, _("Je was niet ingeschreven."))
        else:
            MeldAf(actor=signed_in(request), inschrijving=mine).execute()
            messages.success(request, _("Je bent afgemeld. Bedankt dat je het laat weten."))
    return redirect(bijeenkomst.get_url(request))
