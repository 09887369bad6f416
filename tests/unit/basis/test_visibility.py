"""Principals: the vocabulary of who may see what."""

from django.contrib.auth.models import AnonymousUser

from basis.visibility import kring_pks, kring_token, person_token, principals


def test_a_visitor_holds_only_openbaar() -> None:
    """Nobody is somebody."""
    assert principals(AnonymousUser()) == {"openbaar"}
    assert kring_pks(AnonymousUser()) == set()


def test_tokens_do_not_collide() -> None:
    """A kring and a person with the same number are different principals."""
    assert kring_token(1) != person_token(1)
