"""Actions and append-only rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from accounts.models import User
from basis.actions import Action, NotAllowed, refuse
from basis.append_only import guarded_models
from basis.models import AuditRegel
from kring.models import Deelname, Organisatie
from tests.factories.wereld import Wereld

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@dataclass(kw_only=True)
class Rename(Action[Organisatie]):
    """An action for these tests."""

    verb: ClassVar[str] = "test.rename"
    actor: User
    organisatie: Organisatie
    naam: str

    def is_permitted(self) -> bool:
        """Only administrators."""
        return self.actor.is_superuser

    def check_rules(self) -> None:
        """Not empty."""
        if not self.naam:
            raise refuse("naam", "Vul een naam in.")

    def write(self) -> Organisatie:
        """The new name."""
        self.organisatie.naam = self.naam
        self.organisatie.save()
        return self.organisatie


def test_execute_writes_and_audits(wereld: Wereld) -> None:
    """The change and its audit row stand together."""
    Rename(actor=wereld.beheer, organisatie=wereld.bedrijf, naam="Nieuw").execute()
    row = AuditRegel.objects.get(verb="test.rename")
    assert (row.actor, row.object_pk, row.object_label) == (wereld.beheer, str(wereld.bedrijf.pk), "Nieuw")


@pytest.mark.parametrize("actor", ["lid", "beheer"])
def test_refusals_write_nothing(wereld: Wereld, actor: str) -> None:
    """Neither a refused person nor a refused value leaves a trace."""
    with pytest.raises((NotAllowed, ValidationError)):
        Rename(actor=getattr(wereld, actor), organisatie=wereld.bedrijf, naam="").execute()
    wereld.bedrijf.refresh_from_db()
    assert wereld.bedrijf.naam
    assert not AuditRegel.objects.filter(verb="test.rename").exists()


def test_membership_ends_once(wereld: Wereld) -> None:
    """Filling in the end is allowed once; changing it, the start, or removing the row is not."""
    row = Deelname.objects.filter(organisatie=wereld.bedrijf)
    deelname = row.get()
    row.update(tot=deelname.van, reden="weg")
    attempts: list[Callable[[], object]] = [
        lambda: row.update(tot=None),
        lambda: row.update(reden="toch niet"),
        lambda: row.update(van=wereld.bedrijf.deelnames.get().van.replace(year=2001)),
        lambda: row._raw_delete("default"),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="historie"), transaction.atomic():
            attempt()


def test_every_history_model_is_guarded() -> None:
    """The models that the design calls history declare themselves."""
    names = {model.__name__ for model, _rule in guarded_models()}
    assert names >= {
        "AuditRegel", "Aanmelding", "Aanmeldbesluit", "Bijdrage", "ConvenantVersie", "Coordinatorschap", "Deelname",
        "Faseovergang", "Handtekening", "Inschrijving", "Medewerker", "Toepassing", "Vrijgave",
    }  # fmt: skip
