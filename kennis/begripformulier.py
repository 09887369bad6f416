"""The form in which an editor writes a term: what does not fit with other terms lands beside its field or row."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.admin.forms import WagtailAdminPageForm

from accounts.models import User
from kennis.models import Begrip, Label
from kennis.models.begrip import NOTE_MISSING, following_summary
from kennis.models.relatie import RelatieSoort
from kennis.samenhang import Lid, Lijn, Naam, fouten, gekeurd, load

# Where a row shows what is wrong with it.
FIELD_OF_ROW = {"labels": "tekst", "relaties": "naar"}


class BegripForm(WagtailAdminPageForm):
    """Refuses at publishing what contradicts other terms; a concept may wait for that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "eigenaar" in self.fields:
            self.fields["eigenaar"].queryset = who_edit()

    def clean(self) -> dict[str, Any]:
        """With a summary that goes along with the definition: search results show it."""
        cleaned: dict[str, Any] = super().clean()
        summary, before = cleaned.get("samenvatting", ""), self.initial.get("definitie") or ""
        cleaned["samenvatting"] = following_summary(summary, before, cleaned.get("definitie", ""))
        return cleaned

    def _post_clean(self) -> None:
        # The instance still has the rows of before; `is_valid` looks at what was typed.
        with gekeurd():
            super()._post_clean()

    def is_valid(self) -> bool:
        """Whether the term and its rows are right, and when it is to be published: fit with all other terms."""
        if not super().is_valid():
            return False
        if self.is_deferred_validation:
            return True
        if self.instance.needs_note() and not self.cleaned_data["notitie"]:
            self.add_error("notitie", NOTE_MISSING)
        labels, relations = list(self._rows("labels")), list(self._rows("relaties"))
        lid, lijnen = self._typed_lid(labels), [self._typed_lijn(row) for row in relations]
        shown = {"labels": labels, "relaties": relations}
        for fout in fouten(load((lid, lijnen), self.instance.pk), [lid.ref]):
            form = self if fout.rij is None else shown[fout.veld][fout.rij]
            form.add_error(fout.veld if fout.rij is None else FIELD_OF_ROW[fout.veld], fout.tekst)
        return super().is_valid()

    def _rows(self, name: str) -> Iterator[forms.ModelForm]:
        """The rows that stay, in the order in which the editor put them."""
        formset = self.formsets[name]
        kept = [row for row in formset.forms if row.has_changed() or row.instance.pk]
        kept = [row for row in kept if row not in formset.deleted_forms]
        yield from sorted(kept, key=lambda row: row.cleaned_data.get("ORDER") or 0)

    def _typed_lid(self, labels: list[forms.ModelForm]) -> Lid:
        typed: dict[str, Any] = self.cleaned_data
        successor = typed.get("opvolger")
        return Lid(
            ref=typed["ref"],
            titel=typed["title"],
            namen=tuple(_name(row.cleaned_data) for row in labels),
            notatie=typed["notatie"],
            vervallen=typed["status"] == Begrip.Status.VERVALLEN,
            opvolger=successor.specific.ref if successor else "",
            toegelicht=bool(typed["toelichting"].strip()),
        )

    def _typed_lijn(self, row: forms.ModelForm) -> Lijn:
        typed: dict[str, Any] = row.cleaned_data
        return Lijn(self.cleaned_data["ref"], RelatieSoort(typed["soort"]), typed["naar"].specific.ref)


def _name(typed: dict[str, Any]) -> Naam:
    return Naam(typed["tekst"], typed["soort"] == Label.Soort.ALT)


def who_edit() -> QuerySet[User]:
    """Who may open the admin, and so look at a term again."""
    right = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    granted = Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    return User.objects.filter(pk__in=User.objects.filter(granted, is_active=True).values("pk"))


def connect() -> None:
    """Let the editor of a term use this form; a model imports no form of itself."""
    Begrip.base_form_class = BegripForm
