"""A project applies lessons, and says later what came of them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.person import signed_in
from basis.forms import carry_out
from basis.lijst import blader
from convenant.actions import LegUitkomstVast, PasLesToe
from convenant.context.project import kruimels_naar
from convenant.forms import ToepassingForm, UitkomstForm
from convenant.passend import keuze_kaarten, passende_lessen, vrije_lessen
from convenant.views import led_project, posted

PER_BLAD = 10
LESSEN = "#lessen"


@login_required
def toepassen(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a lesson, the fitting ones first, and say what the project does with it."""
    project, user = led_project(request, slug), signed_in(request)
    free = vrije_lessen(project, user)
    # A database takes no NUL.
    chosen = (
        (request.POST if request.method == "POST" else request.GET).get("les", "")[:255].replace("\0", "")
    )
    if chosen and project.toepassingen.visible_to(user).filter(les__slug=chosen).exists():
        messages.info(request, _("Deze les staat al bij je project."))
        return redirect(project.get_url(request) + LESSEN)
    les = get_object_or_404(free, slug=chosen) if chosen else None
    form = ToepassingForm(posted(request), les=les) if les else None
    if form is not None and les is not None and form.is_valid():
        data = form.cleaned_data
        act = PasLesToe(
            actor=user, project=project, les=les, oordeel=data["oordeel"], toelichting=data["toelichting"]
        )
        if carry_out(form, act):
            messages.success(request, _("De les staat nu bij je project."))
            return redirect(project.get_url(request) + LESSEN)
    q = request.GET.get("q", "").strip()[:200]
    found, notices = blader(passende_lessen(project, free, q), request.GET, PER_BLAD)
    context = {
        "project": project,
        "les": les,
        "form": form,
        "q": q,
        "basis": f"{urlencode({'q': q})}&" if q else "",
        "blad": found,
        "meldingen": notices,
        "kaarten": [] if les else keuze_kaarten(project, found, request),
        "kruimels": kruimels_naar(project, _("Kies een les"), request),
    }
    return render(request, "convenant/project/les.html", context)


@login_required
def uitkomst(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say whether an applied lesson helped; once."""
    project = led_project(request, slug)
    toepassing = get_object_or_404(project.toepassingen.visible_to(request.user).with_les(), pk=pk)
    if not toepassing.wacht_op_uitkomst:
        messages.info(request, _("Van deze les staat al vast wat ervan kwam."))
        return redirect(project.get_url(request) + LESSEN)
    form = UitkomstForm(posted(request))
    if form.is_valid():
        act = LegUitkomstVast(
            actor=signed_in(request), toepassing=toepassing, uitkomst=form.cleaned_data["uitkomst"]
        )
        if carry_out(form, act):
            messages.success(request, _("De uitkomst staat bij je project en bij de les."))
            return redirect(project.get_url(request) + LESSEN)
    context = {
        "project": project,
        "toepassing": toepassing,
        "form": form,
        "kruimels": kruimels_naar(project, _("Uitkomst van een les"), request),
    }
    return render(request, "convenant/project/uitkomst.html", context)
