"""Forms whose work is done by an action."""

from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from basis.actions import Action

Result = TypeVar("Result", bound=models.Model)


def carry_out(form: forms.BaseForm, action: Action[Result]) -> Result | None:
    """Execute `action`; a refusal lands beside its field in `form`, what was typed stays, and the answer is None.

    Raises `NotAllowed` when the actor may not do this at all.
    """
    try:
        return action.execute()
    except ValidationError as refusal:
        for name, messages in refusal.update_error_dict({}).items():
            form.add_error(name if name in form.fields else None, messages)
    return None
