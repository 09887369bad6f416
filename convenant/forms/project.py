"""A convenantproject, as its leader fills it in."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from convenant.models import Convenantproject
from kring.indeling import Contractvorm, Thema
from kring.models import Kring, Organisatie

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class EuroField(forms.IntegerField):
    """Whole euros, as people type them: `1.150.000`, `€ 1150000`."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Schrijf een bedrag in hele euro's, bijvoorbeeld 1.150.000."),
    }

    def to_python(self, value: object) -> int | None:
        """The number without the signs, spaces and thousands dots around it."""
        text = re.sub(r"[€\s\u00a0]", "", str(value or ""))
        text = re.sub(r",(00|-)$", "", text)
        if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
            text = text.replace(".", "")
        return super().to_python(text)

    def prepare_value(self, value: object) -> object:
        """The number in Dutch notation."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class ProjectForm(forms.ModelForm):
    """What everyone reads about a project."""

    raming = EuroField(
        label=_("Raming in euro"),
        required=False,
        min_value=1,
        max_value=2_147_483_647,
        help_text=_("Hele euro's. Iedereen kan dit lezen."),
    )

    class Meta:
        model = Convenantproject
        fields = [
            "title",
            "samenvatting",
            "plaats",
            "thema",
            "contractvorm",
            "raming",
            "doel",
            "omschrijving",
        ]
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Naam van het project"),
            "samenvatting": _("In een of twee zinnen"),
            "plaats": _("Waar is het?"),
            "doel": _("Wat willen jullie bereiken?"),
            "omschrijving": _("Meer over het project"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "title": _("Kort en herkenbaar, bijvoorbeeld: Nieuw riool in de Dijkstraat."),
            "samenvatting": _("Staat op kaarten en in zoekresultaten."),
            "plaats": _("Gemeente en straat of wijk."),
            "doel": _("Zo concreet dat je na afloop kunt zeggen of het is gelukt. Markdown mag."),
            "omschrijving": _("De opgave, wat al vaststaat en wat nog niet. Markdown mag."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "samenvatting": forms.Textarea(attrs={"rows": 3}),
            "doel": forms.Textarea(attrs={"rows": 5}),
            "omschrijving": forms.Textarea(attrs={"rows": 10}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["samenvatting"].required = True
        _ask(self.fields["thema"], _("Kies een thema"), Thema.choices)
        _ask(self.fields["contractvorm"], _("Nog niet gekozen"), Contractvorm.choices)


class NieuwProjectForm(ProjectForm):
    """A new project: also for which municipality, in which kring."""

    gemeente = forms.ModelChoiceField(
        label=_("Gemeente"), queryset=Organisatie.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    kring = forms.ModelChoiceField(
        label=_("Kenniskring"),
        queryset=Kring.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("De kring waarin je het project bespreekt."),
    )

    class Meta(ProjectForm.Meta):
        fields = ["title", "samenvatting", "gemeente", "kring", *ProjectForm.Meta.fields[2:]]

    def __init__(self, *args: Any, gemeenten: list[Organisatie], kringen: list[Kring], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(
            self.fields["gemeente"],
            Organisatie.objects.filter(pk__in=[item.pk for item in gemeenten]),
            gemeenten,
        )
        _offer(self.fields["kring"], Kring.objects.filter(pk__in=[item.pk for item in kringen]), kringen)

    def project(self) -> Convenantproject:
        """The page as it was filled in, not saved; the action gives it its address."""
        project: Convenantproject = self.instance
        project.slug = ""
        return project


def _ask(field: forms.Field, empty: "StrOrPromise", choices: Iterable[tuple[str, "StrOrPromise"]]) -> None:
    """Let a list begin with words instead of dashes."""
    cast(forms.ChoiceField, field).choices = [("", empty), *choices]


def _offer(field: forms.Field, choices: QuerySet, items: Sequence[Model]) -> None:
    """Offer `choices`; when there is only one, it is chosen."""
    cast(forms.ModelChoiceField, field).queryset = choices
    field.initial = items[0] if len(items) == 1 else None
