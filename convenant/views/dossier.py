"""The project leader enters what was shared in a consultation, and plans the moment of release."""

from datetime import time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.person import signed_in
from basis.forms import carry_out
from basis.templatetags.basis_tags import moment as in_words
from convenant.actions import BrengIn, GeefVrij
from convenant.context.project import kruimels_naar
from convenant.forms import BijdrageForm, VrijgaveForm
from convenant.partijen import deelnemers_van
from convenant.views import led_project, posted

DOSSIER = "#dossier"
MORNING = time(9)
SHOWN = 200


@login_required
def nieuw(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter one contribution; it stays closed until a release."""
    project = led_project(request, slug)
    form = BijdrageForm(posted(request), organisaties=deelnemers_van(project.kring))
    if form.is_valid():
        act = BrengIn(actor=signed_in(request), project=project, **form.cleaned_data)
        if carry_out(form, act):
            messages.success(
                request, _("Het staat in het dossier. Alleen jij ziet het, tot je het dossier vrijgeeft.")
            )
            return redirect(project.get_url(request) + DOSSIER)
    context = {
        "project": project,
        "form": form,
        "kruimels": kruimels_naar(project, _("Breng iets in"), request),
    }
    return render(request, "convenant/project/dossier_nieuw.html", context)


@login_required
def vrijgeven(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan the moment from which everyone sees what waits in the dossier."""
    project = led_project(request, slug)
    waiting = project.bijdragen.unreleased().in_dossier_order()
    number, form = waiting.count(), None
    if number:
        tomorrow = timezone.localdate() + timedelta(days=1)
        initial = {"moment": tomorrow, "tijd": MORNING}
        form = VrijgaveForm(posted(request), aantal=number, initial=initial)
        if form.is_valid():
            release = carry_out(
                form, GeefVrij(actor=signed_in(request), project=project, moment=form.cleaned_data["op"])
            )
            if release:
                text = _("Vanaf %(moment)s ziet iedereen tegelijk wat hier is gedeeld.")
                messages.success(request, text % {"moment": in_words(release.moment)})
                return redirect(project.get_url(request) + DOSSIER)
    context = {
        "project": project,
        "form": form,
        "aantal": number,
        "wachtend": waiting[:SHOWN],
        "niet_getoond": max(0, number - SHOWN),
        "kruimels": kruimels_naar(project, _("Geef het dossier vrij"), request),
    }
    return render(request, "convenant/project/vrijgeven.html", context)
