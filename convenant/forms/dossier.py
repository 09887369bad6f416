"""The dossier of a consultation: entering and releasing."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _

from convenant.models import Bijdrage
from kring.models import Organisatie


class BijdrageForm(forms.Form):
    """One thing that was shared in the consultation."""

    soort = forms.ChoiceField(
        label=_("Wat is het?"), choices=Bijdrage.Soort.choices, widget=forms.RadioSelect
    )
    titel = forms.CharField(label=_("Titel"), max_length=200)
    tekst = forms.CharField(
        label=_("Tekst"),
        max_length=20_000,
        help_text=_(
            "Schrijf op wat er is gedeeld, zodat iemand die er niet bij was het begrijpt. Markdown mag."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    organisatie = forms.ModelChoiceField(
        label=_("Van welke organisatie?"),
        queryset=Organisatie.objects.none(),
        required=False,
        empty_label=_("Niet van één organisatie"),
        help_text=_("De deelnemers van de kring. De naam wordt bij de vrijgave openbaar."),
    )

    def __init__(self, *args: Any, organisaties: QuerySet[Organisatie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["organisatie"]).queryset = organisaties


class VrijgaveForm(forms.Form):
    """The moment from which everyone sees the dossier."""

    moment = forms.DateField(
        label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tijd = forms.TimeField(
        label=_("Tijd"),
        help_text=_("Nederlandse tijd."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    begrepen = forms.BooleanField(
        label=_("Ik weet dat ik een vrijgave niet kan verplaatsen of terugdraaien."),
        error_messages={"required": _("Zet een vinkje: een vrijgave is niet terug te draaien.")},
    )
    aantal = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, aantal: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = aantal
        self.fields["aantal"].initial = aantal

    def clean_aantal(self) -> int:
        """What is released is what was on the screen, no more."""
        shown: int | None = self.cleaned_data["aantal"]
        if shown != self.waiting:
            self.data = {**self.data, self.add_prefix("aantal"): str(self.waiting)}
            raise forms.ValidationError(
                _("De lijst hierboven is intussen veranderd. Kijk hem na en plan de vrijgave opnieuw.")
            )
        return shown

    def clean(self) -> dict[str, Any]:
        """Day and time together, in Dutch time."""
        data = super().clean() or self.cleaned_data
        day, time = data.get("moment"), data.get("tijd")
        if day is None or time is None:
            return data
        try:
            data["op"] = from_current_timezone(datetime.combine(day, time))
        except forms.ValidationError as refusal:
            self.add_error("tijd", refusal)
        return data
