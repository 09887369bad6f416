"""Suggesting a term for the glossary."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.person import signed_in
from basis.forms import carry_out
from basis.kruimels import kruimels
from kennis.actions import StelBegripVoor
from kennis.forms import BegripvoorstelForm
from kennis.models.voorstel import LONGEST_TERM


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begrip_voorstellen(request: HttpRequest) -> HttpResponse:
    """The form, with `?term=` filled in; afterwards back to the glossary."""
    term = request.GET.get("term", "")[:LONGEST_TERM]
    form = BegripvoorstelForm(request.POST if request.method == "POST" else None, initial={"term": term})
    if form.is_valid() and carry_out(form, StelBegripVoor(actor=signed_in(request), **form.cleaned_data)):
        messages.success(request, _("Je voorstel is bij de redactie. Je krijgt per e-mail antwoord."))
        return redirect("/begrippen")
    trail = kruimels((_("Begrippen"), "/begrippen"), (_("Stel een begrip voor"), ""))
    return render(request, "kennis/begrip_voorstellen.html", {"form": form, "kruimels": trail})
