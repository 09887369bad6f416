"""How many questions one client may ask in a minute."""

import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

WINDOW = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a client's questions in this window of a minute."""

    limit: int
    remaining: int
    reset: int
    """Seconds until the next window."""

    @property
    def is_spent(self) -> bool:
        """Whether this question was one too many."""
        return self.remaining < 0

    def tell(self, response: HttpResponse) -> None:
        """Write it into the headers (draft-ietf-httpapi-ratelimit-headers, the three separate fields)."""
        response["RateLimit-Limit"] = str(self.limit)
        response["RateLimit-Remaining"] = str(max(0, self.remaining))
        response["RateLimit-Reset"] = str(self.reset)
        if self.is_spent:
            response["Retry-After"] = str(self.reset)


def take(request: HttpRequest) -> Allowance:
    """Count one question of this client."""
    now = time.time()
    window = int(now // WINDOW)
    key = f"api-vragen:{_client(request)}:{window}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        asked = cache.incr(key)
    except ValueError:
        # The cache forgot the key between the two steps.
        asked = 1
    limit = settings.API_QUESTIONS_PER_MINUTE
    return Allowance(limit, limit - asked, int((window + 1) * WINDOW - now) + 1)


def _client(request: HttpRequest) -> str:
    """The address of the client behind the trusted proxies."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "onbekend"
