"""Forms of kennis on the site."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from basis.visibility import kring_pks
from kennis.herkomst import herkomst_for
from kennis.models import Les
from kennis.models.voorstel import LONGEST_TERM, LONGEST_TEXT
from kring.indeling import Contractvorm, Fase, Thema, Zichtbaarheid
from kring.models import Kring

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STORY = ("situatie", "gebeurtenis", "oorzaak", "advies")
DUE_IN_THE_END = (*STORY, "thema")


class TekstVeld(forms.CharField):
    """A text of some lines. Browsers send line ends as two characters; they count for one."""

    def to_python(self, value: object) -> str:
        """The text with one kind of line end."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: a browser would silently cut off what is pasted."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def _due(message: "StrOrPromise") -> dict[str, "StrOrPromise"]:
    """What a field says when it is empty and should not be."""
    return {"required": message}


def _text(name: str, help_text: "StrOrPromise", due: "StrOrPromise") -> TekstVeld:
    """A field for one of the texts of a lesson, with the label and limit of the model."""
    field = Les._meta.get_field(name)
    label = str(field.verbose_name)
    return TekstVeld(
        label=f"{label[:1].upper()}{label[1:]}?",
        help_text=help_text,
        max_length=field.max_length,
        error_messages=_due(due),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LesForm(forms.Form):
    """A lesson as its author fills it in.

    With `compleet` every field of the lesson must be there (offering it); without, only what a concept cannot
    do without (a title and a kring).
    """

    title = TekstVeld(
        label=_("Titel"),
        max_length=150,
        help_text=_("Zeg in één zin wat een ander moet doen. Bijvoorbeeld: “Graaf eerst een proefsleuf”."),
        error_messages=_due(_("Geef je les een titel.")),
    )
    situatie = _text(
        "situatie", _("Waar was je mee bezig? Twee of drie zinnen zijn genoeg."), _("Beschrijf de situatie.")
    )
    gebeurtenis = _text(
        "gebeurtenis", _("Wat ging er goed, of wat ging er mis?"), _("Vertel wat er gebeurde.")
    )
    oorzaak = _text(
        "oorzaak",
        _("Waarom liep het zo? Kijk naar de aanpak, niet naar personen."),
        _("Schrijf waardoor het zo liep."),
    )
    advies = _text(
        "advies",
        _("Dit staat straks bovenaan. Wat doet een ander morgen anders?"),
        _("Schrijf wat je aanraadt."),
    )
    thema = forms.ChoiceField(label=_("Thema"), error_messages=_due(_("Kies een thema.")))
    fase = forms.TypedChoiceField(
        label=_("Fase"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("In welke fase van een project heb je hier het meest aan?"),
    )
    contractvorm = forms.ChoiceField(label=_("Contractvorm"), required=False)
    kring = forms.ModelChoiceField(
        label=_("Kenniskring"), queryset=Kring.objects.none(), error_messages=_due(_("Kies een kenniskring."))
    )
    herkomst = forms.ModelChoiceField(
        label=_("Project"),
        queryset=Kring.objects.none(),
        required=False,
        help_text=_("Komt de les uit een convenantproject? Kies het dan hier."),
    )
    zichtbaarheid = forms.ChoiceField(
        label=_("Wie mag dit lezen?"),
        choices=Zichtbaarheid.choices,
        widget=forms.RadioSelect(),
        error_messages=_due(_("Kies wie dit mag lezen.")),
    )
    namens_kring = forms.BooleanField(
        label=_("Plaats de les namens de kring"),
        required=False,
        help_text=_(
            "Lezers zien dan de naam van de kring, niet die van jou. De coördinator weet wel wie je bent."
        ),
    )

    def __init__(
        self, data: QueryDict | dict[str, Any] | None, *, user: User, les: Les, compleet: bool
    ) -> None:
        self.les, self.compleet = les, compleet
        super().__init__(data, initial=self._stored(les))
        self._offer_choices(user)

    def full_clean(self) -> None:
        """Check what was filled in; what a concept may leave open is not asked for now."""
        for name in DUE_IN_THE_END:
            self.fields[name].required = self.compleet
        super().full_clean()
        # The labels keep saying that these are due.
        for name in DUE_IN_THE_END:
            self.fields[name].required = True

    @staticmethod
    def _stored(les: Les) -> dict[str, Any]:
        names = ["title", *STORY, "thema", "fase", "contractvorm", "zichtbaarheid", "namens_kring"]
        return {name: getattr(les, name) for name in names} | {
            "kring": les.kring_id,
            "herkomst": les.herkomst_id,
        }

    def _offer_choices(self, user: User) -> None:
        phases = [(str(value), f"{value}. {label}") for value, label in Fase.choices]
        self._choices("thema", _("Kies een thema"), Thema.choices)
        self._choices("fase", _("Niet aan een fase gebonden"), phases)
        self._choices("contractvorm", _("Niet aan een contractvorm gebonden"), Contractvorm.choices)
        kringen = Kring.objects.visible_to(user).filter(pk__in=kring_pks(user)).order_by("title")
        kring = self.fields["kring"]
        kring.queryset = kringen  # type: ignore[attr-defined]
        if not self.is_bound and kringen.count() == 1:
            self.initial["kring"] = kringen[0].pk
            kring.empty_label = None  # type: ignore[attr-defined]
        self.fields["herkomst"].queryset = herkomst_for(user)  # type: ignore[attr-defined]
        self.fields["herkomst"].empty_label = _("Geen project")  # type: ignore[attr-defined]

    def _choices(
        self, name: str, empty: "StrOrPromise", choices: Iterable[tuple[str, "StrOrPromise"]]
    ) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """A title is one line."""
        return " ".join(self.cleaned_data["title"].split())

    def apply(self) -> Les:
        """The lesson with everything valid that was filled in; nothing is saved."""
        les, data = self.les, dict(self.cleaned_data)
        if "kring" in data and data["kring"] != les.kring and les.pk:
            les.organisatie = None
        if "herkomst" in data:
            les.herkomst = data.pop("herkomst")
        for name, value in data.items():
            setattr(les, name, value)
        return les

    def show_refusal(self, refusal: ValidationError) -> None:
        """Put what an action refused beside its field, or on top when it is about no field of the form."""
        by_field = (
            refusal.message_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.messages}
        )
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)

    def story(self) -> Iterator[BoundField]:
        """The four texts with Markdown."""
        return (self[name] for name in STORY)

    def place(self) -> Iterator[BoundField]:
        """What the lesson is about."""
        return (self[name] for name in ("thema", "fase", "contractvorm"))

    def readers(self) -> Iterator[BoundField]:
        """Whose it is and for whom."""
        return (self[name] for name in ("kring", "herkomst", "zichtbaarheid", "namens_kring"))


class TerugForm(forms.Form):
    """Why a lesson goes back to its author."""

    reden = TekstVeld(
        label=_("Wat moet er anders?"),
        max_length=2000,
        help_text=_("De auteur leest dit in een mail en boven het formulier."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf wat er anders moet; de auteur krijgt dit te lezen.")},
    )


class BegripvoorstelForm(forms.Form):
    """A term that is missing; the rules are in `kennis.actions.StelBegripVoor`."""

    term = TekstVeld(
        label=_("Welk begrip mis je?"),
        max_length=LONGEST_TERM,
        help_text=_("Een woord, een naam of een afkorting."),
        error_messages=_due(_("Vul het begrip in dat je mist.")),
    )
    toelichting = TekstVeld(
        label=_("Waar kwam je het tegen?"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Bijvoorbeeld in een aanbesteding of een wet. Dat helpt om het goed uit te leggen."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WijzigingvoorstelForm(forms.Form):
    """What somebody would change about a term; the rules are in `kennis.actions.StelWijzigingVoor`."""

    toelichting = TekstVeld(
        label=_("Wat moet er anders, en waarom?"),
        max_length=LONGEST_TEXT,
        help_text=_("Noem een bron als je die hebt. Dan kan de redactie het sneller nakijken."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages=_due(_("Schrijf wat er anders moet.")),
    )
