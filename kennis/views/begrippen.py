"""The permanent address of a term."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kennis.context.begrippen import term_by_ref


@require_safe
def begrip_id(request: HttpRequest, ref: str) -> HttpResponse:
    """See other: the page that describes the term. 404 when there is no such term."""
    begrip = term_by_ref(ref, request.user)
    if begrip is None:
        raise Http404
    # 303, because the address names the concept and the page is about it.
    return HttpResponse(status=303, headers={"Location": begrip.get_url(request)})
