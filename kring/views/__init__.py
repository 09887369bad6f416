"""Pages of kring that are not in the page tree."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def person(request: HttpRequest) -> User:
    """Who is logged in, behind `login_required`."""
    return cast(User, request.user)
