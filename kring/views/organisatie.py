"""Registering an organisation, and its own page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.person import signed_in
from basis.forms import carry_out
from basis.kruimels import kruimels
from kring.actions import RegistreerOrganisatie, signs_for
from kring.forms import OrganisatieForm
from kring.models import Aanmelding, Deelname, Kring, Medewerker, Organisatie

KRINGEN = 50


@login_required
def nieuw(request: HttpRequest) -> HttpResponse:
    """Register the organisation one works for."""
    form = OrganisatieForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        organisatie = carry_out(
            form, RegistreerOrganisatie(actor=signed_in(request), organisatie=form.organisatie())
        )
        if organisatie:
            text = _(
                "%(naam)s staat in het portaal. Onderteken nu het convenant van een kring om mee te doen."
            )
            messages.success(request, text % {"naam": organisatie.naam})
            return redirect("kring:organisatie", slug=organisatie.slug)
    return render(request, "kring/organisatie_nieuw.html", {"form": form})


@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Where one's organisation takes part and took part, what is pending, and which kringen are open to it."""
    user = signed_in(request)
    organisatie = get_object_or_404(Organisatie.objects.visible_to(user), slug=slug)
    context = {
        "organisatie": organisatie,
        "tekent": signs_for(user, organisatie),
        "deelnames": Deelname.objects.of_organisatie(organisatie).latest_first().with_parties(),
        "te_zien": set(Kring.objects.visible_to(user).values_list("pk", flat=True)),
        "aanmeldingen": Aanmelding.objects.of_organisatie(organisatie).latest_first().with_parties(),
        "medewerkers": Medewerker.objects.current().of_organisatie(organisatie),
        "kringen": Kring.objects.visible_to(user).open_to(organisatie).order_by("title")[:KRINGEN],
        "kruimels": kruimels((organisatie.naam, "")),
    }
    return render(request, "kring/organisatie.html", context)
