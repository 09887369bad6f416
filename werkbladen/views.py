"""Filling in a worksheet."""

from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.person import signed_in
from werkbladen import radar
from werkbladen.actions import BewaarInvulling
from werkbladen.definitie import load
from werkbladen.forms import WerkbladForm
from werkbladen.models import Invulling, Werkblad


@login_required
@require_http_methods(["GET", "POST"])
def invullen(request: HttpRequest, slug: str) -> HttpResponse:
    """The form with what was kept before; saving comes back here with the outcome."""
    user = signed_in(request)
    werkblad = get_object_or_404(Werkblad.objects.visible_to(user), slug=slug)
    definitie = load(werkblad.definitie)
    kept = Invulling.objects.filter(werkblad=werkblad, user=user).first()
    antwoorden = kept.antwoorden if kept else {}
    form = WerkbladForm(definitie, request.POST or None, initial=antwoorden)
    if request.method == "POST" and form.is_valid():
        BewaarInvulling(
            actor=user,
            werkblad=werkblad,
            versie=definitie.versie,
            antwoorden={name: _storable(value) for name, value in form.antwoorden().items()},
        ).execute()
        messages.success(request, _("Je antwoorden zijn bewaard. Je kunt later verdergaan."))
        return redirect("werkbladen:invullen", slug=slug)
    context = {
        "page": werkblad,
        "definitie": definitie,
        "form": form,
        "bewaard": kept,
        "radar": radar.build(definitie, antwoorden) if definitie.uitkomst == "radar" else None,
        "gedaan": len(antwoorden),
        "totaal": len(definitie.veldnamen()),
    }
    return render(request, "werkbladen/invullen.html", context)


def _storable(value: str | int | Decimal) -> str | int:
    return str(value) if isinstance(value, Decimal) else value
