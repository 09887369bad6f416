"""Counting that a result was opened."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search import counting


@csrf_exempt  # it changes nothing of anyone; a page of another site is refused by its origin
@require_POST
def klik(request: HttpRequest) -> HttpResponse:
    """Count that a result was opened: `vraag` and `plaats`, sent by the page itself and by no other site."""
    if urlsplit(request.headers.get("origin", "")).netloc != request.get_host():
        raise Http404
    place = request.POST.get("plaats", "")
    if place.isascii() and place.isdigit() and len(place) <= 2:
        counting.count_click(request, request.POST.get("vraag", ""), int(place))
    return HttpResponse(status=204)
