"""The person behind a request."""

from django.http import Http404, HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person who is logged in, in a view that `login_required` guards. Raises `Http404` for nobody."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
