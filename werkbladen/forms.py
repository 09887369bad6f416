"""One engine renders every definition as a form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from werkbladen.definitie import Definitie, Sectie, Vraag, veldnaam


@dataclass(frozen=True)
class SectieVelden:
    """A section with its bound fields, for the template."""

    sectie: Sectie
    velden: list[forms.BoundField]


class WerkbladForm(forms.Form):
    """The questions of one definition. Every answer is optional: you fill it in as you go."""

    def __init__(self, definitie: Definitie, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definitie = definitie
        for sectie in definitie.secties:
            for vraag in sectie.vragen:
                self.fields[veldnaam(sectie, vraag)] = _field(vraag)

    def secties(self) -> Iterator[SectieVelden]:
        """The sections in order, each with its bound fields."""
        for sectie in self.definitie.secties:
            yield SectieVelden(sectie, [self[veldnaam(sectie, vraag)] for vraag in sectie.vragen])

    def antwoorden(self) -> dict[str, Any]:
        """What was answered, without the questions left open."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


def _field(vraag: Vraag) -> forms.Field:
    shared: dict[str, Any] = {"label": vraag.label, "help_text": vraag.hulp, "required": False}
    if vraag.soort == "schaal":
        choices = [(number, _scale_label(vraag, number)) for number in _scale(vraag)]
        return forms.TypedChoiceField(
            choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect, **shared
        )
    if vraag.soort == "keuze":
        return forms.ChoiceField(
            choices=[("", _("Nog geen keuze")), *((optie, optie) for optie in vraag.opties)], **shared
        )
    if vraag.soort == "getal":
        if vraag.eenheid:
            shared["label"] = f"{vraag.label} ({vraag.eenheid})"
        return forms.DecimalField(min_value=vraag.minimum, max_value=vraag.maximum, localize=True, **shared)
    return forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 4}), **shared)


def _scale(vraag: Vraag) -> range:
    return range(vraag.minimum or 1, (vraag.maximum or 5) + 1)


def _scale_label(vraag: Vraag, number: int) -> str:
    words = dict(zip(_scale(vraag), vraag.labels, strict=False))
    return f"{number}: {words[number]}" if number in words else str(number)
