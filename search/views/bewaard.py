"""A person's saved questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.person import signed_in
from basis.kruimels import kruimels
from search import saved
from search.actions.zoekvragen import MOST_OF_A_PERSON, VerwijderZoekvraag
from search.engines.base import EngineUnavailable
from search.models import Zoekvraag
from search.parameters import Parameters


@login_required
@require_safe
def bewaard(request: HttpRequest) -> HttpResponse:
    """The saved questions of whoever asks."""
    mine = Zoekvraag.objects.of_person(signed_in(request))
    trail = kruimels((_("Zoeken"), reverse("search:zoeken")), (_("Bewaarde zoekvragen"), ""))
    return render(
        request,
        "search/bewaard.html",
        {"zoekvragen": mine, "meeste": MOST_OF_A_PERSON, "kruimels": trail},
    )


@login_required
@require_POST
def bewaren(request: HttpRequest) -> HttpResponse:
    """Save the question of a search page (`adres`, its query string), and go back to it."""
    parameters = Parameters.read(QueryDict(request.POST.get("adres", "").lstrip("?")))
    try:
        saved.bewaar(signed_in(request), parameters)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except EngineUnavailable:
        messages.error(request, _("Zoeken lukt nu even niet, dus bewaren ook niet. Probeer het straks weer."))
    else:
        messages.success(request, _("Je zoekvraag is bewaard. Is er iets nieuws, dan krijg je een e-mail."))
    return redirect(f"{reverse('search:zoeken')}{parameters.address(page=parameters.page)}")


@login_required
@require_POST
def verwijderen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of one saved question."""
    user = signed_in(request)
    zoekvraag = get_object_or_404(Zoekvraag.objects.of_person(user), pk=pk)
    VerwijderZoekvraag(actor=user, zoekvraag=zoekvraag).execute()
    messages.success(
        request, _("“%(naam)s” is verwijderd. Je krijgt er geen mail meer over.") % {"naam": zoekvraag.naam}
    )
    return redirect("search:bewaard")
