"""Suggested terms in the admin: editors read them and answer, which mails whoever suggested it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.models import User
from basis.forms import carry_out
from kennis.actions import BeantwoordVoorstel
from kennis.models import Begripvoorstel


class AnswerOnlyPolicy(ModelPermissionPolicy):
    """Suggestions come from the site; here they are read and answered."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Only what an answer needs."""
        return action in {"change", "view"} and super().user_has_permission(user, "change")


register_permission_policy(Begripvoorstel, AnswerOnlyPolicy(Begripvoorstel))


class VoorstelIndexView(IndexView):
    """The suggestions, unanswered on top unless the editor sorts otherwise."""

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """What nobody answered yet, and then the latest answers."""
        if self.ordering:
            return super().order_queryset(queryset)
        return queryset.order_by(F("beantwoord_op").desc(nulls_first=True), "-op", "-pk")


class AnswerView(EditView):
    """The suggestion with its answer; saving sends it."""

    success_message = _("Het antwoord op “%(object)s” is verstuurd.")
    produced_error_message = _("Het antwoord is niet verstuurd. Kijk wat er bij de velden staat.")

    def get_form(self, *args: Any, **options: Any) -> forms.ModelForm:
        """With the answers that fit this suggestion."""
        form: forms.ModelForm = super().get_form(*args, **options)
        form.fields["besluit"].choices = [("", "---------"), *self.object.besluiten()]  # type: ignore[attr-defined]
        return form

    def form_valid(self, form: forms.ModelForm) -> Any:  # noqa: ANN401 - Wagtail's view gives any response
        """Through the action; what it refuses lands beside its field."""
        action = BeantwoordVoorstel(
            actor=self.request.user,
            voorstel=Begripvoorstel.objects.get(pk=self.object.pk),
            besluit=form.cleaned_data["besluit"],
            antwoord=form.cleaned_data["antwoord"],
        )
        self.form = form
        if carry_out(form, action) is None:
            return self.form_invalid(form)
        return self.save_action()


class VoorstelViewSet(ModelViewSet):
    """What people miss in the glossary or would change, unanswered on top."""

    model: ClassVar[type[Model]] = Begripvoorstel
    name = "begripvoorstellen"
    icon = "help"
    menu_label = _("Voorstellen voor begrippen")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = VoorstelIndexView
    edit_view_class = AnswerView
    list_display: ClassVar[list[str | Column]] = [
        "term",
        Column("soort", label=_("Soort")),
        "door",
        "op",
        Column("besluit", label=_("Besluit"), accessor="get_besluit_display", sort_key="besluit"),
        "beantwoord_op",
    ]
    list_filter: ClassVar[dict[str, list[str]]] = {"besluit": ["exact"], "beantwoord_op": ["isnull"]}
    search_fields: ClassVar[list[str]] = ["term", "toelichting"]
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("term", read_only=True),
                FieldPanel("begrip", read_only=True),
                FieldPanel("toelichting", read_only=True),
                FieldPanel("door", read_only=True),
            ],
            heading=_("Het voorstel"),
        ),
        HelpPanel(template="kennis/admin/voorstel_hulp.html"),
        FieldPanel("besluit"),
        FieldPanel("antwoord"),
    ]
