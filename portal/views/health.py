"""Health: is the process alive, and can it serve."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from basis.models import OutboxBericht
from search import engines


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; asks nothing of anyone else."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def klaar(request: HttpRequest) -> JsonResponse:
    """The database answers; 503 when it does not. Also tells how search is and how many side effects were given up."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        dead = OutboxBericht.objects.dead().count()
    except DatabaseError:
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok", "opgegeven": dead, "zoeken": engines.state()})
