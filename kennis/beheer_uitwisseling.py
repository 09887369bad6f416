"""The glossary in and out in the admin: download it, choose a file, see what would change, and take it in.

Between the two steps the file travels with the page, signed, so that nothing is kept of who does not go on.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.person import signed_in
from kennis.actions import LeesBegrippenIn, may_import
from kennis.uitwisseling.gegevens import Inhoud
from kennis.uitwisseling.inlezen import FORMS, check_size, read_file
from kennis.uitwisseling.onleesbaar import Unreadable
from kennis.uitwisseling.plan import Plan, Uitkomst, make_plan
from kennis.uitwisseling.vormen import VORMEN

TITLE = gettext_lazy("Begrippen inlezen en downloaden")
# As many as are published while somebody waits; the command takes more.
MOST_WRITTEN = 100
# Below what a form may hold (`DATA_UPLOAD_MAX_MEMORY_SIZE`).
LONGEST_PACKED = 2_000_000
MOST_SHOWN = 200
HOUR = 3600
SALT = "kennis.begrippen-inlezen"


class _AsItIs:
    """A serialiser for `signing` of a name and the bytes of a file."""

    def dumps(self, obj: tuple[str, bytes]) -> bytes:
        """The name, a zero, and the bytes."""
        return obj[0].encode() + b"\0" + obj[1]

    def loads(self, data: bytes) -> tuple[str, bytes]:
        """Name and bytes."""
        name, _zero, content = data.partition(b"\0")
        return name.decode(), content


def pack(name: str, content: bytes) -> str:
    """The file as text for a hidden field, signed and pressed together. Raises `Unreadable` when that is too long."""
    packed = signing.dumps((name, content), salt=SALT, serializer=_AsItIs, compress=True)
    if len(packed) > LONGEST_PACKED:
        raise Unreadable(
            _("Dit bestand is te groot om hier in te lezen. Verdeel het, of vraag de beheerder om hulp.")
        )
    return packed


class BestandForm(forms.Form):
    """The file, chosen or as it came back from the page with the changes."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"),
        required=False,
        help_text=gettext_lazy("Een Excel-bestand (.xlsx), Turtle (.ttl) of JSON-LD (.jsonld)."),
        widget=forms.FileInput(attrs={"accept": ",".join(FORMS)}),
    )
    ingepakt = forms.CharField(required=False, widget=forms.HiddenInput)

    naam = ""
    inhoud: Inhoud

    def clean(self) -> dict[str, Any]:
        """Read the file; what cannot be read says so beside the field."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.naam, content = self._file(cleaned.get("bestand"), cleaned.get("ingepakt") or "")
            self.inhoud = read_file(self.naam, content)
            self.packed = pack(self.naam, content)
        except Unreadable as error:
            self.add_error("bestand", str(error))
        return cleaned

    def _file(self, chosen: UploadedFile | None, packed: str) -> tuple[str, bytes]:
        if chosen is not None:
            check_size(chosen.size or 0)
            return chosen.name or "", chosen.read()
        if not packed:
            raise Unreadable(_("Kies een bestand."))
        try:
            return signing.loads(packed, salt=SALT, serializer=_AsItIs, max_age=HOUR)
        except signing.BadSignature as error:
            raise Unreadable(_("Dit duurde te lang. Kies het bestand opnieuw.")) from error


class UitwisselingView(WagtailAdminTemplateMixin, FormView):
    """Choose a file; see what would change; take it in. 404 for whoever may not publish terms."""

    page_title = TITLE
    header_icon = "upload"
    template_name = "kennis/admin/uitwisseling.html"
    form_class = BestandForm
    success_url = reverse_lazy("begrippen_uitwisseling")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only who may publish terms."""
        if not may_import(signed_in(request)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The files to download."""
        forms_out = [
            (form.extension, reverse_lazy("kennis:uitgave", args=[form.extension]))
            for form in VORMEN.values()
        ]
        return super().get_context_data(**kwargs) | {"vormen": forms_out}

    def form_valid(self, form: BestandForm) -> HttpResponse:
        """What would change, or take it in when that was on the screen."""
        plan = make_plan(form.inhoud)
        if "inlezen" in self.request.POST and _may_go_on(plan):
            try:
                return self._take_in(form)
            except ValidationError:
                # Somebody else changed the glossary in the meantime.
                plan = make_plan(form.inhoud)
        return self.render_to_response(self.get_context_data(form=form, **_shown(plan, form)))

    def _take_in(self, form: BestandForm) -> HttpResponse:
        action = LeesBegrippenIn(actor=signed_in(self.request), inhoud=form.inhoud, bestand=form.naam)
        action.execute()
        number = sum(stap.is_te_doen for stap in action.plan.stappen)
        text = ngettext(
            "%(n)s begrip of verzameling ingelezen.", "%(n)s begrippen en verzamelingen ingelezen.", number
        )
        messages.success(self.request, text % {"n": number})
        return redirect("begrippen:index")


def _may_go_on(plan: Plan) -> bool:
    return not plan.alle_fouten and not plan.is_leeg and not _is_too_much(plan)


def _is_too_much(plan: Plan) -> bool:
    return sum(stap.is_te_doen for stap in plan.stappen) > MOST_WRITTEN


def _shown(plan: Plan, form: BestandForm) -> dict[str, Any]:
    faults = plan.alle_fouten
    return {
        "plan": plan,
        "naam": form.naam,
        "ingepakt": form.packed,
        "tellingen": [(uitkomst.value, plan.aantal(uitkomst)) for uitkomst in Uitkomst],
        "fouten": faults[:MOST_SHOWN],
        "aantal_fouten": len(faults),
        "stappen": [stap for stap in plan.stappen if stap.is_te_doen][:MOST_SHOWN],
        "te_veel": _is_too_much(plan),
        "meeste": MOST_WRITTEN,
        "mag_door": _may_go_on(plan),
    }


@hooks.register("register_admin_urls")
def exchange_url() -> list[URLPattern]:
    """The page."""
    return [path("begrippen-uitwisseling/", UitwisselingView.as_view(), name="begrippen_uitwisseling")]


class ExchangeMenuItem(MenuItem):
    """Shown to who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By the permission of the page."""
        return may_import(signed_in(request))


def exchange_menu_item() -> ExchangeMenuItem:
    """The page in the menu."""
    return ExchangeMenuItem(TITLE, reverse_lazy("begrippen_uitwisseling"), icon_name="upload", order=910)
