"""Signing the convenant."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.models import ConvenantVersie
from kring.models import Organisatie


class TekenForm(forms.Form):
    """Signing the version in force for one of the organisations that may still sign."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organisatie = forms.ModelChoiceField(
        label=_("Namens welke organisatie teken je?"),
        queryset=Organisatie.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies namens wie je tekent.")},
    )
    motivatie = forms.CharField(
        label=_("Waarom wil je meedoen?"),
        required=False,
        max_length=2000,
        help_text=_("Een paar zinnen voor de coördinator. Anderen lezen dit niet."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    gelezen = forms.BooleanField(
        error_messages={"required": _("Zet een vinkje als je de tekst hebt gelezen en mag tekenen.")},
    )

    def __init__(
        self, *args: Any, organisaties: list[Organisatie], versie: ConvenantVersie, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.geldend = versie
        self.fields["versie"].initial = versie.pk
        choice = cast(forms.ModelChoiceField, self.fields["organisatie"])
        choice.queryset = Organisatie.objects.filter(pk__in=[item.pk for item in organisaties]).order_by(
            "naam"
        )
        if len(organisaties) == 1:
            choice.initial = organisaties[0]
        text = _("Ik heb versie %(nummer)s van het convenant gelezen en mag mijn organisatie binden.")
        self.fields["gelezen"].label = text % {"nummer": versie.nummer}

    def clean_versie(self) -> int:
        """The version that was on the screen; when another came into force meanwhile, nothing is signed."""
        shown: int | None = self.cleaned_data["versie"]
        if shown != self.geldend.pk:
            # What is shown next is the version in force, so the next try is about that one.
            self.data = {**self.data, self.add_prefix("versie"): str(self.geldend.pk)}
            raise forms.ValidationError(
                _("Er is intussen een nieuwe versie ingegaan. Lees versie %(nummer)s en teken opnieuw.")
                % {"nummer": self.geldend.nummer}
            )
        return shown
