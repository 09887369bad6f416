"""Fixtures for functional tests: a furnished site with a person for each role."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories.wereld import Wereld, make_wereld


@pytest.fixture
def wereld(db: None) -> Wereld:
    """A furnished site with a person for each role."""
    return make_wereld()


@pytest.fixture
def client_for(wereld: Wereld) -> Callable[[str], Client]:
    """Gives a browser in which the person of a role is logged in (`bezoeker`: nobody)."""

    def build(role: str) -> Client:
        client, user = Client(), wereld.user_for(role)
        if user is not None:
            client.force_login(user)
        return client

    return build
