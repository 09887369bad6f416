"""Taking a project to a later phase."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.fasen import next_phase
from kring.indeling import Fase


class FaseForm(forms.Form):
    """The phase to enter, with a reason when phases are skipped."""

    fase = forms.TypedChoiceField(
        label=_("Naar welke fase gaat het project?"),
        coerce=lambda value: Fase(int(value)),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Een project gaat alleen vooruit. Kies een latere fase.")},
    )
    reden = forms.CharField(
        label=_("Reden"),
        required=False,
        max_length=400,
        help_text=_("Nodig als je een fase overslaat. Iedereen kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, now: Fase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, after = cast(forms.TypedChoiceField, self.fields["fase"]), next_phase(now)
        field.choices = [(str(fase.value), _label(fase, now)) for fase in Fase if fase > now]
        field.initial = str(after.value) if after else None


def _label(fase: Fase, now: Fase) -> str:
    if fase == now + 1:
        return f"{fase.value}. {fase.label}"
    skipped = _("slaat %(nummers)s over") % {"nummers": _range(now + 1, fase - 1)}
    return f"{fase.value}. {fase.label} ({skipped})"


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
