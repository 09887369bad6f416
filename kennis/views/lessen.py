"""Writing a lesson, following one's own, and deciding about those of the kring."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.person import signed_in
from basis.kruimels import kruimels
from basis.lijst import blader
from basis.markdown import render as render_markdown
from kennis.actions import (
    KeurLesGoed,
    SchrijfLes,
    StuurLesTerug,
    may_decide,
    may_edit,
    may_write_for,
    schrijf_en_dien_in,
)
from kennis.context.lessen import les_context, may_write, own_unfinished
from kennis.forms import LesForm, TerugForm
from kennis.kaarten import Row, stand_badge
from kennis.models import KringGoedkeuring, Les

PER_BLAD = 20
PREVIEW_LIMIT = 10_000
CONCEPT, PREVIEW, OFFER = "concept", "voorbeeld", "indienen"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schrijven(request: HttpRequest) -> HttpResponse:
    """A new lesson."""
    if not may_write(signed_in(request)):
        return render(request, "kennis/les_zonder_kring.html", {"kruimels": _trail(_("Schrijf een les"))})
    return _form_page(request, Les(), _("Schrijf een les"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own lesson, as long as it is a concept or was sent back."""
    les = get_object_or_404(Les.objects.written_by(signed_in(request)).with_stand().with_frame(), slug=slug)
    if les.stand == "goedgekeurd":
        messages.info(request, _("Deze les is goedgekeurd en staat op de site."))
        return redirect(les.get_url(request))
    if les.stand == "ingediend":
        messages.info(
            request, _("Je les is ingediend. De coördinator kijkt er nu naar; aanpassen kan even niet.")
        )
        return redirect("kennis:les_concept", slug=slug)
    user = signed_in(request)
    if not may_write_for(user, les.kring_id):
        messages.info(
            request, _("Je doet niet meer mee aan de kring van deze les. Lezen kan nog, aanpassen niet meer.")
        )
        return redirect("kennis:les_concept", slug=slug)
    if not may_edit(user, les):
        raise Http404
    reden = les.reden
    # An editor may have changed the page in the admin since the row was written.
    return _form_page(request, les.get_latest_revision_as_object(), _("Pas je les aan"), reden=reden)


def _form_page(request: HttpRequest, les: Les, title: str, reden: str = "") -> HttpResponse:
    act = request.POST.get("actie", CONCEPT)
    data = request.POST if request.method == "POST" else None
    form = LesForm(data, user=signed_in(request), les=les, compleet=act == OFFER)
    context: Row = {"form": form, "titel": title, "les": les, "reden": reden, "kruimels": _trail(title)}
    if request.method == "POST":
        valid = form.is_valid()
        if act == PREVIEW:
            context["voorbeeld"] = form.apply()
        elif valid and (answer := _save(request, form, act)):
            return answer
    return render(request, "kennis/les_formulier.html", context)


def _save(request: HttpRequest, form: LesForm, act: str) -> HttpResponse | None:
    """Keep or offer the lesson; nothing when an action refused, and then the form says why."""
    try:
        if act == OFFER:
            les = schrijf_en_dien_in(signed_in(request), form.apply())
        else:
            les = SchrijfLes(actor=signed_in(request), les=form.apply()).execute()
    except ValidationError as refusal:
        form.show_refusal(refusal)
        return None
    if act == OFFER:
        text = _("Je les is ingediend. De coördinator van %(kring)s leest hem; je krijgt daarover mail.")
        messages.success(request, text % {"kring": les.kring.title if les.kring else ""})
        return redirect("kennis:les_mijn")
    messages.success(request, _("Je concept is bewaard. Alleen jij ziet het."))
    return redirect("kennis:les_bewerken", slug=les.slug)


@login_required
@require_safe
def mijn(request: HttpRequest) -> HttpResponse:
    """One's own lessons, with where they stand and why they came back."""
    mine = Les.objects.written_by(signed_in(request)).with_stand().with_frame()
    blad, remarks = blader(mine.order_by("live", "-latest_revision_created_at", "-pk"), request.GET, PER_BLAD)
    rows = [{"les": les, "url": les.get_url(request), "badge": stand_badge(les)} for les in blad.object_list]
    context = {"blad": blad, "rijen": rows, "meldingen": remarks, "kruimels": _trail(_("Mijn lessen"))}
    return render(
        request, "kennis/lessen_mijn.html", context | {"mag_schrijven": may_write(signed_in(request))}
    )


@login_required
@require_safe
def concept(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own lesson as it will look, before it is on the site."""
    user = signed_in(request)
    les: Les = get_object_or_404(own_unfinished(user).with_frame(), slug=slug)
    shown = les.get_latest_revision_as_object()
    context = les_context(shown, request) | {
        "kruimels": _trail(les.title),
        "stand": stand_badge(les),
        "reden": les.reden,
        "mag_bewerken": may_edit(user, les) and may_write_for(user, les.kring_id),
    }
    return render(request, "kennis/les_concept.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def beoordelen(request: HttpRequest, slug: str) -> HttpResponse:
    """A coordinator reads a lesson that waits, and approves it or sends it back."""
    les = get_object_or_404(Les.objects.with_frame(), slug=slug)
    if not may_decide(signed_in(request), les):
        return _already_decided(request, les)
    form = TerugForm(request.POST if request.POST.get("besluit") == "terug" else None)
    if request.POST.get("besluit") == "goed":
        return _approve(request, les)
    if form.is_bound and form.is_valid() and (answer := _send_back(request, les, form)):
        return answer
    # What is approved is the revision that was offered, so that is what is shown.
    offered = les.current_workflow_task_state.revision.as_object()
    context = les_context(offered, request) | {"form": form, "kruimels": _trail(_("Beoordeel de les"))}
    return render(request, "kennis/les_beoordelen.html", context)


def _already_decided(request: HttpRequest, les: Les) -> HttpResponse:
    """A coordinator who comes too late is told so; for everyone else there is nothing here."""
    user = signed_in(request)
    if les.auteur_id == user.pk or not KringGoedkeuring.decides_in(les.kring_id, user):
        raise Http404
    if les.live:
        messages.info(request, _("Over deze les is al besloten: hij staat op de site."))
        return redirect(les.get_url(request))
    if les.stand == "terug":
        messages.info(request, _("Over deze les is al besloten: hij is terug bij de auteur."))
        return redirect(les.kring.get_url(request) if les.kring else "/lessen")
    raise Http404


def _approve(request: HttpRequest, les: Les) -> HttpResponse:
    KeurLesGoed(actor=signed_in(request), les=les).execute()
    messages.success(request, _("De les is goedgekeurd en staat op de site. De auteur krijgt daarover mail."))
    return redirect(les.get_url(request))


def _send_back(request: HttpRequest, les: Les, form: TerugForm) -> HttpResponse | None:
    try:
        StuurLesTerug(actor=signed_in(request), les=les, reden=form.cleaned_data["reden"]).execute()
    except ValidationError as refusal:
        form.add_error("reden", refusal.messages)
        return None
    messages.success(request, _("De les is terug bij de auteur, met jouw uitleg."))
    return redirect(les.kring.get_url(request) if les.kring else "/lessen")


@login_required
@require_POST
def markdown_voorbeeld(request: HttpRequest) -> HttpResponse:
    """A piece of Markdown as the page will show it, for the preview below a field."""
    return HttpResponse(render_markdown(request.POST.get("tekst", "")[:PREVIEW_LIMIT]))


def _trail(title: str) -> list[dict[str, Any]]:
    return kruimels((_("Lessen"), "/lessen"), (title, ""))
