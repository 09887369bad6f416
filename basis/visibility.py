"""Who may see what, in the one vocabulary that pages, search, API and feeds share.

A person holds principals (`openbaar`, `persoon:<pk>`, `kring:<pk>`); a record carries the same tokens as its
access list; one sees a record when the two meet. Packages above add principals through `provide_principals`.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

Viewer: TypeAlias = AbstractBaseUser | AnonymousUser
OPENBAAR = "openbaar"
PrincipalProvider = Callable[[AbstractBaseUser], Iterable[str]]
_providers: list[PrincipalProvider] = []


def provide_principals(provider: PrincipalProvider) -> PrincipalProvider:
    """Register a function that gives the extra principals of a person who is logged in."""
    _providers.append(provider)
    return provider


def person_token(pk: int) -> str:
    """The principal of one person."""
    return f"persoon:{pk}"


def kring_token(pk: int) -> str:
    """The principal that the participants and coordinators of one kring hold."""
    return f"kring:{pk}"


def principals(viewer: Viewer) -> frozenset[str]:
    """All principals of `viewer`, worked out once for each request (a user object lives one request)."""
    if not viewer.is_authenticated or not viewer.is_active:
        return frozenset({OPENBAAR})
    known: frozenset[str] | None = viewer.__dict__.get("_principals")
    if known is None:
        extra = [token for provider in _providers for token in provider(viewer)]
        known = frozenset({OPENBAAR, person_token(viewer.pk), *extra})
        viewer.__dict__["_principals"] = known
    return known


def kring_pks(viewer: Viewer) -> set[int]:
    """The kringen whose own content `viewer` may see."""
    prefix = kring_token(0)[:-1]
    return {int(token.removeprefix(prefix)) for token in principals(viewer) if token.startswith(prefix)}
