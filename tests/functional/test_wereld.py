"""The furnished site answers on its main addresses."""

import pytest

from tests.factories.wereld import Wereld


def test_world_stands(wereld: Wereld) -> None:
    """Every branch hangs under home and the project is in its first phase."""
    assert wereld.home.get_children().live().count() == 8
    assert wereld.project.fase() == 1


def test_history_is_not_rewritten(wereld: Wereld) -> None:
    """The database refuses to change or remove a dated row."""
    from django.db import DatabaseError, transaction

    from convenant.models import Faseovergang

    for attempt in (
        lambda: Faseovergang.objects.update(fase=2),
        lambda: Faseovergang.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
