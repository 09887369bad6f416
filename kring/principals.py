"""Membership and coordination grant sight of a kring's own content, for as long as they last."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser

from accounts.models import User
from basis.visibility import kring_token, provide_principals
from kring.models import Coordinatorschap, Deelname


@provide_principals
def kring_principals(user: AbstractBaseUser) -> Iterable[str]:
    """The kringen that `user` takes part in through an employer, or coordinates, in one query."""
    if not isinstance(user, User):
        return []
    member = Deelname.objects.of_person(user).order_by().values_list("kring_id", flat=True)
    coordinator = (
        Coordinatorschap.objects.current().filter(user=user).order_by().values_list("kring_id", flat=True)
    )
    return [kring_token(pk) for pk in member.union(coordinator)]
