"""Comparing versions of a convenant, and signing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.person import signed_in
from basis.forms import carry_out
from basis.kruimels import kruimels
from convenant.actions import Onderteken
from convenant.context.vergelijk import vergelijk_context
from convenant.forms import TekenForm
from convenant.models import Convenant, Handtekening
from convenant.ondertekenaars import ondertekenaars
from convenant.views import posted
from kring.models import Organisatie


def convenant_at(request: HttpRequest, slug: str) -> Convenant:
    """The convenant at `slug` when the viewer may see it; otherwise 404."""
    visible = Convenant.objects.visible_to(request.user).select_related("kring")
    convenant: Convenant = get_object_or_404(visible, slug=slug)
    return convenant


@require_safe
def vergelijk(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions, article by article; public."""
    convenant = convenant_at(request, slug)
    trail = kruimels(
        (_("Convenant"), "/convenant"), (convenant.title, convenant.get_url(request)), (_("Vergelijk"), "")
    )
    context = {"convenant": convenant, "kruimels": trail, **vergelijk_context(convenant, request.GET)}
    return render(request, "convenant/vergelijk.html", context)


@login_required
def tekenen(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign the version in force for an organisation that one may sign for."""
    convenant, user = convenant_at(request, slug), signed_in(request)
    versie = convenant.versie_in_force()
    signers = ondertekenaars(user, convenant.kring)
    free = [signer.organisatie for signer in signers if signer.kan_tekenen]
    form = None
    if versie is not None and free:
        form = TekenForm(posted(request), organisaties=free, versie=versie)
        if form.is_valid():
            data = form.cleaned_data
            act = Onderteken(
                actor=user, versie=versie, organisatie=data["organisatie"], motivatie=data["motivatie"]
            )
            if carry_out(form, act):
                text = _("Je hebt getekend namens %(organisatie)s.")
                messages.success(request, text % {"organisatie": data["organisatie"].naam})
                return redirect("convenant:getekend", slug=convenant.slug)
    context = {
        "convenant": convenant,
        "versie": versie,
        "form": form,
        "bezet": [signer for signer in signers if not signer.kan_tekenen],
        "werkt_ergens": Organisatie.objects.of_person(user).exists(),
        "kruimels": kruimels(
            (_("Convenant"), "/convenant"),
            (convenant.title, convenant.get_url(request)),
            (_("Onderteken"), ""),
        ),
    }
    return render(request, "convenant/tekenen.html", context)


@login_required
def getekend(request: HttpRequest, slug: str) -> HttpResponse:
    """What the own organisations signed here, where they stand, and what happens next."""
    convenant, user = convenant_at(request, slug), signed_in(request)
    signers = {row.organisatie.pk: row for row in ondertekenaars(user, convenant.kring)}
    mine = Organisatie.objects.signed_for_by(user)
    latest: dict[int, Handtekening] = {}
    for signature in Handtekening.objects.under(convenant).of_organisaties(mine):
        latest.setdefault(signature.organisatie_id, signature)
    context = {
        "convenant": convenant,
        "rijen": [{"handtekening": signature, "stand": signers.get(pk)} for pk, signature in latest.items()],
        "coordinatoren": [schap.user for schap in convenant.kring.coordinators()],
        "kruimels": kruimels(
            (_("Convenant"), "/convenant"), (convenant.title, convenant.get_url(request)), (_("Getekend"), "")
        ),
    }
    return render(request, "convenant/getekend.html", context)
