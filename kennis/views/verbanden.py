"""How terms hang together: two side by side, the map of one field, and all from broad to narrow, collections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kennis.context.begrippenhierarchie import hierarchie_context
from kennis.context.begrippenoverzicht import overzicht_context
from kennis.context.begrippenvergelijk import vergelijk_context
from kennis.context.begrippenverzamelingen import verzameling_context, verzamelingen_context
from kennis.models import Begrippenverzameling


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


@require_safe
def verzamelingen(request: HttpRequest) -> HttpResponse:
    """All collections of terms."""
    return render(request, "kennis/verzamelingen.html", verzamelingen_context(request))


@require_safe
def verzameling(request: HttpRequest, ref: str) -> HttpResponse:
    """The terms of one collection. 404 when there is none, or when the viewer may not see the glossary."""
    found = get_object_or_404(Begrippenverzameling.objects.visible_to(request.user), ref=ref)
    return render(request, "kennis/verzameling.html", verzameling_context(found, request))
