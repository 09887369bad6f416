"""Suggesting a term for the glossary, and a change of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.person import signed_in
from basis.forms import carry_out
from basis.kruimels import kruimels
from kennis.actions import StelBegripVoor, StelWijzigingVoor
from kennis.forms import BegripvoorstelForm, WijzigingvoorstelForm
from kennis.models import Begrip, Begripvoorstel
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


@require_http_methods(["GET", "HEAD", "POST"])
def wijziging_voorstellen(request: HttpRequest, slug: str) -> HttpResponse:
    """The form about one term; a visitor logs in on the way, and finds what was written still there.

    404 for a term that this person may not see.
    """
    begrip = get_object_or_404(Begrip.objects.visible_to(request.user), slug=slug)
    key = f"wijziging_voorstellen_{begrip.pk}"
    form = WijzigingvoorstelForm(
        request.POST if request.method == "POST" else None,
        initial={"toelichting": request.session.get(key, "")},
    )
    if form.is_valid() and not request.user.is_authenticated:
        request.session[key] = form.cleaned_data["toelichting"]
        return redirect_to_login(request.path)
    if form.is_valid() and _sent(request, begrip, form):
        request.session.pop(key, None)
        messages.success(request, _("Je voorstel is bij de redactie. Je krijgt per e-mail antwoord."))
        return redirect(begrip.get_url(request))
    trail = (_("Begrippen"), "/begrippen"), (begrip.title, begrip.get_url(request)), (_("Wijziging"), "")
    context = {"form": form, "begrip": begrip, "kruimels": kruimels(*trail)}
    return render(request, "kennis/wijziging_voorstellen.html", context)


def _sent(request: HttpRequest, begrip: Begrip, form: WijzigingvoorstelForm) -> Begripvoorstel | None:
    return carry_out(form, StelWijzigingVoor(actor=signed_in(request), begrip=begrip, **form.cleaned_data))
