"""One mutation, one action: permission, rules, write, audit and side effects in one place and one transaction."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from basis.models.audit import AuditRegel, JSONValue

Result = TypeVar("Result", bound=models.Model)


class NotAllowed(PermissionDenied):
    """The actor may not do this; a view answers with 404, because what you may not touch does not exist."""


@dataclass(kw_only=True)
class Action(ABC, Generic[Result]):
    """A mutation of the portal.

    Subclasses are keyword-only dataclasses of what goes in. `execute()` raises `NotAllowed` when the actor may
    not, `ValidationError` (Dutch, per field) when a rule refuses, and otherwise returns what was written.
    """

    verb: ClassVar[str]
    actor: models.Model

    @abstractmethod
    def is_permitted(self) -> bool:
        """Whether the actor may do this at all."""

    def check_rules(self) -> None:
        """Raise `ValidationError` when a rule of the domain refuses. Runs inside the transaction."""

    @abstractmethod
    def write(self) -> Result:
        """Write the change, enqueue its side effects, and return the record it is about."""

    def details(self, result: Result) -> dict[str, JSONValue]:
        """What the audit log keeps beside actor, verb and object."""
        return {}

    def execute(self) -> Result:
        """Check, write and record the mutation in one transaction."""
        with transaction.atomic():
            if not self.is_permitted():
                raise NotAllowed(self.verb)
            self.check_rules()
            result = self.write()
            AuditRegel.objects.create(
                at=timezone.now(),
                actor_id=self.actor.pk,
                verb=self.verb,
                object_type=result._meta.label,
                object_pk=str(result.pk),
                object_label=str(result)[:255],
                details=self.details(result),
            )
        return result


def refuse(field: str, message: str) -> ValidationError:
    """A refusal that a form shows beside `field`."""
    return ValidationError({field: [ValidationError(message)]})
