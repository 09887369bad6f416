"""The register of a kring, and leaving a kring."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.person import signed_in
from basis.forms import carry_out
from basis.kruimels import kruimels
from kring.actions import BeeindigDeelname
from kring.forms import BeeindigForm
from kring.models import Deelname, Kring
from kring.register import eerder, eerder_tabel, register_van


def deelnemers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part in a kring, today or on the day of `?op=`; public."""
    kring = get_object_or_404(Kring.objects.visible_to(request.user), slug=slug)
    trail = kruimels(
        (_("Kenniskringen"), "/kenniskringen"), (kring.title, kring.get_url(request)), (_("Deelnemers"), "")
    )
    context = {
        "kring": kring,
        "register": register_van(request.user, kring, request.GET),
        "eerder": eerder_tabel(eerder(kring)),
        "kruimels": trail,
    }
    return render(request, "kring/deelnemers.html", context)


@login_required
def beeindigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a kring: one confirmed act that works at once."""
    user = signed_in(request)
    deelname = get_object_or_404(Deelname.objects.with_parties(), pk=pk)
    act = BeeindigDeelname(actor=user, deelname=deelname)
    if not act.is_permitted():
        raise Http404
    if deelname.tot is not None:
        messages.info(request, _("Deze deelname is al beëindigd."))
        return redirect("kring:organisatie", slug=deelname.organisatie.slug)
    form = BeeindigForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act.reden = form.cleaned_data["reden"]
        if carry_out(form, act):
            text = _("%(organisatie)s doet niet meer mee aan %(kring)s.")
            names = {"organisatie": deelname.organisatie.naam, "kring": deelname.kring.title}
            messages.success(request, text % names)
            return redirect("kring:organisatie", slug=deelname.organisatie.slug)
    return render(request, "kring/deelname_beeindigen.html", {"form": form, "deelname": deelname})
