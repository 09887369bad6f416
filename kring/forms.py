"""Forms of kring; what they ask is done by an action."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.models import Organisatie
from kring.models.deelname import MAX_REDEN

TOELATEN, AFWIJZEN = "toelaten", "afwijzen"


class OrganisatieForm(forms.Form):
    """Registering the organisation one works for. Municipalities come in through the administrator."""

    kvk = forms.CharField(
        label=_("KvK-nummer"),
        max_length=20,
        help_text=_("Acht cijfers. Je vindt ze op je uittreksel, je facturen en kvk.nl."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    naam = forms.CharField(
        label=_("Naam van de organisatie"),
        max_length=160,
        help_text=_("Zoals anderen hem kennen; zo staat hij in het register."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    soort = forms.ChoiceField(
        label=_("Wat voor organisatie is het?"),
        choices=[item for item in Organisatie.Soort.choices if item[0] != Organisatie.Soort.GEMEENTE],
        help_text=_(
            "Werk je bij een gemeente? Vraag de beheerder van het portaal om je gemeente toe te voegen."
        ),
        widget=forms.RadioSelect,
    )
    plaats = forms.CharField(label=_("Plaats"), max_length=80)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"type": "url", "inputmode": "url", "autocomplete": "url"}),
    )

    def clean_kvk(self) -> str:
        """The number without the spaces and dots that people type; the model checks its form."""
        return re.sub(r"[\s.\-]", "", self.cleaned_data["kvk"])

    def organisatie(self) -> Organisatie:
        """The organisation as it was filled in, not saved."""
        return Organisatie(**self.cleaned_data)


class BeeindigForm(forms.Form):
    """Leaving a kring."""

    reden = forms.CharField(
        label=_("Waarom stoppen jullie?"),
        max_length=MAX_REDEN,
        required=False,
        help_text=_("De coördinator van de kring en jullie zelf lezen dit. Het staat niet in het register."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BesluitForm(forms.Form):
    """Admitting an organisation or turning it down."""

    toelaten = forms.ChoiceField(
        label=_("Wat besluit je?"),
        choices=[(TOELATEN, _("Laat toe tot de kring")), (AFWIJZEN, _("Wijs af"))],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(
        label=_("Toelichting"),
        max_length=2000,
        required=False,
        help_text=_("Wie heeft aangemeld, krijgt dit te lezen. Bij een afwijzing is het verplicht."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    @property
    def admits(self) -> bool:
        """Whether the decision is to admit."""
        return self.cleaned_data["toelaten"] == TOELATEN
