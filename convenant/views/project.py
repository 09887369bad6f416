"""A municipality's project leader makes a project, changes it and takes it further."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.person import signed_in
from basis.forms import carry_out
from basis.kruimels import kruimels
from convenant.actions import GaNaarFase, MaakProject, WijzigProject
from convenant.context.project import kruimels_naar
from convenant.fasen import fase_teksten, next_phase
from convenant.forms import FaseForm, NieuwProjectForm, ProjectForm
from convenant.models import Convenantproject
from convenant.partijen import gemeenten_of, kringen_of
from convenant.views import led_project, posted


@login_required
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make a project; for who works for a municipality that takes part in a kring."""
    user = signed_in(request)
    gemeenten = gemeenten_of(user)
    if not gemeenten:
        raise Http404
    form = NieuwProjectForm(posted(request), gemeenten=gemeenten, kringen=kringen_of(gemeenten))
    if form.is_valid():
        project = carry_out(form, MaakProject(actor=user, project=form.project()))
        if project:
            messages.success(
                request, _("Je project staat op de site, in fase 1. Iedereen kan het nu volgen.")
            )
            return redirect(project.get_url(request))
    trail = kruimels((_("Projecten"), "/projecten"), (_("Maak een project"), ""))
    return render(request, "convenant/project/nieuw.html", {"form": form, "kruimels": trail})


@login_required
def bewerken(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what everyone reads about a project."""
    project = led_project(request, slug)
    shown = Convenantproject.objects.get(pk=project.pk)
    form = ProjectForm(posted(request), instance=shown)
    if form.is_valid() and carry_out(form, WijzigProject(actor=signed_in(request), project=form.instance)):
        messages.success(request, _("Je wijzigingen staan op de site."))
        return redirect(project.get_url(request))
    trail = kruimels_naar(project, _("Bewerk"), request)
    return render(
        request, "convenant/project/bewerken.html", {"form": form, "project": project, "kruimels": trail}
    )


@login_required
def fase(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a project to a later phase."""
    project = led_project(request, slug)
    now = project.fase()
    after, form = next_phase(now), None
    if after is not None:
        form = FaseForm(posted(request), now=now)
        if form.is_valid():
            data = form.cleaned_data
            act = GaNaarFase(
                actor=signed_in(request), project=project, fase=data["fase"], reden=data["reden"]
            )
            if carry_out(form, act):
                text = _("Het project is nu in fase %(nummer)s: %(naam)s.")
                messages.success(request, text % {"nummer": data["fase"].value, "naam": data["fase"].label})
                return redirect(project.get_url(request))
    texts = fase_teksten()
    context = {
        "project": project,
        "form": form,
        "nu": texts[now],
        "straks": texts[after] if after else None,
        "kruimels": kruimels_naar(project, _("Volgende fase"), request),
    }
    return render(request, "convenant/project/fase.html", context)
