"""How terms hang together: two side by side, the map of one field, and all from broad to narrow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennis.context.begrippenhierarchie import hierarchie_context
from kennis.context.begrippenoverzicht import overzicht_context
from kennis.context.begrippenvergelijk import vergelijk_context


@require_safe
def vergelijk(request: HttpRequest) -> HttpResponse:
    """Two terms side by side; without a choice only the form."""
    return render(request, "kennis/begrippen_vergelijk.html", vergelijk_context(request))


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """The map of reporting and procurement, and the same in words."""
    return render(request, "kennis/begrippen_overzicht.html", overzicht_context())


@require_safe
def hierarchie(request: HttpRequest) -> HttpResponse:
    """All terms, each below what it is a form or a part of."""
    return render(request, "kennis/begrippen_hierarchie.html", hierarchie_context())
