"""What a project does with a lesson, and what came of it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.models import Toepassing
from kennis.models import Les


class ToepassingForm(forms.Form):
    """A verdict on one lesson."""

    oordeel = forms.ChoiceField(
        label=_("Wat doen jullie met deze les?"),
        choices=[
            (Toepassing.Oordeel.TOEGEPAST, _("We passen de les toe")),
            (Toepassing.Oordeel.AANGEPAST, _("We passen de les aangepast toe")),
            (Toepassing.Oordeel.NIET, _("We passen de les niet toe")),
        ],
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label=_("Hoe, of waarom niet?"),
        required=False,
        max_length=400,
        help_text=_("Nodig als jullie de les niet toepassen. Iedereen kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    les = forms.ModelChoiceField(queryset=Les.objects.none(), widget=forms.HiddenInput, to_field_name="slug")

    def __init__(self, *args: Any, les: Les, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["les"])
        field.queryset, field.initial = Les.objects.filter(pk=les.pk), les.slug


class UitkomstForm(forms.Form):
    """Whether a lesson helped."""

    uitkomst = forms.ChoiceField(
        label=_("Hielp deze les?"),
        choices=[
            (Toepassing.Uitkomst.HIELP, _("Ja, de les hielp")),
            (Toepassing.Uitkomst.HIELP_NIET, _("Nee, de les hielp niet")),
        ],
        widget=forms.RadioSelect,
    )
