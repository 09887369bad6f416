"""A coordinator's work for a kring."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.person import signed_in
from basis.forms import carry_out
from basis.kruimels import kruimels
from basis.lijst import blader
from kring.actions import BeslisAanmelding
from kring.forms import BesluitForm
from kring.models import Aanmelding, Bijeenkomst, Deelname, Kring
from kring.overzicht import AGENDA_VAN_KRING, agenda

WACHTEND = 20
DEELNEMERS_PER_BLAD = 50


@login_required
def beheer(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the coordinator, and who takes part."""
    kring = get_object_or_404(Kring.objects.visible_to(request.user).managed_by(request.user), slug=slug)
    waiting = Aanmelding.objects.pending().of_kring(kring).with_parties()
    blad, meldingen = blader(
        Deelname.objects.current().of_kring(kring).with_parties(), request.GET, DEELNEMERS_PER_BLAD
    )
    meetings = Bijeenkomst.objects.visible_to(request.user).for_kring(kring).upcoming()
    trail = kruimels(
        (_("Kenniskringen"), "/kenniskringen"), (kring.title, kring.get_url(request)), (_("Beheer"), "")
    )
    context = {
        "kring": kring,
        "wachtend": waiting[:WACHTEND],
        "aantal_wachtend": waiting.count(),
        "blad": blad,
        "meldingen": meldingen,
        "agenda": agenda(meetings[:AGENDA_VAN_KRING], request, with_kring=False),
        "kruimels": trail,
    }
    return render(request, "kring/beheer.html", context)


@login_required
def aanmelding(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on one request to join; afterwards this page shows the decision."""
    user = signed_in(request)
    item = get_object_or_404(Aanmelding.objects.visible_to(user).with_parties(), pk=pk)
    form = BesluitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act = BeslisAanmelding(
            actor=user, aanmelding=item, toelaten=form.admits, reden=form.cleaned_data["reden"]
        )
        besluit = carry_out(form, act)
        if besluit:
            text = _("%(organisatie)s: %(besluit)s. Wie heeft aangemeld, krijgt een e-mail.")
            names = {"organisatie": item.organisatie.naam, "besluit": besluit.get_besluit_display().lower()}
            messages.success(request, text % names)
            return redirect("kring:beheer", slug=item.kring.slug)
    may_decide = BeslisAanmelding(actor=user, aanmelding=item, toelaten=True).is_permitted()
    trail = kruimels(
        (item.kring.title, item.kring.get_url(request)),
        (_("Beheer"), f"{item.kring.get_url(request)}/beheer"),
        (item.organisatie.naam, ""),
    )
    context = {"aanmelding": item, "form": form, "mag_besluiten": may_decide, "kruimels": trail}
    return render(request, "kring/aanmelding.html", context)
