"""The forms of accounts: allauth's own in the portal's words, and the name."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import MAX_NAME
from basis.tekens import check_name

PASSWORD_HELP = _(
    "Minstens twaalf tekens. Een zin die je makkelijk onthoudt is sterker dan een kort woord met cijfers."
)
# In our own words: Django and allauth mix jij and u, and say "primair" and "authenticator".
LABELS = {
    "login": _("E-mailadres"),
    "email": _("E-mailadres"),
    "password": _("Wachtwoord"),
    "oldpassword": _("Wachtwoord van nu"),
    "code": _("Code"),
}


class PortalWords:
    """Mixin for allauth's forms: labels in the portal's words, no placeholders, one help text for passwords."""

    fields: dict[str, forms.Field]
    new_password_label = _("Nieuw wachtwoord")
    new_password_again_label = _("Nieuw wachtwoord, nog een keer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = LABELS | {"password1": self.new_password_label, "password2": self.new_password_again_label}
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = labels.get(name, field.label)
            if name in {"password", "oldpassword"}:
                field.help_text = ""
            if name == "password1":
                field.help_text = PASSWORD_HELP


class NameForm(forms.Form):
    """The name that others see."""

    first_name = forms.CharField(
        label=_("Voornaam"),
        max_length=MAX_NAME,
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Achternaam"),
        max_length=MAX_NAME,
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )


class LoginForm(PortalWords, account_forms.LoginForm):
    """E-mail address and password."""


class SignupForm(PortalWords, NameForm, account_forms.SignupForm):
    """Name, e-mail address and a password, typed twice."""

    field_order = ("first_name", "last_name", "email", "password1", "password2")
    new_password_label = _("Wachtwoord")
    new_password_again_label = _("Wachtwoord, nog een keer")


class AddEmailForm(PortalWords, account_forms.AddEmailForm):
    """One more e-mail address."""


class ChangePasswordForm(PortalWords, account_forms.ChangePasswordForm):
    """The present password and a new one."""


class SetPasswordForm(PortalWords, account_forms.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(PortalWords, account_forms.ResetPasswordForm):
    """The address that gets the link."""


class ResetPasswordKeyForm(PortalWords, account_forms.ResetPasswordKeyForm):
    """A new password after the link."""


class ReauthenticateForm(PortalWords, account_forms.ReauthenticateForm):
    """The password once more, before something sensitive."""


class AuthenticateForm(PortalWords, mfa_forms.AuthenticateForm):
    """The second step of logging in."""


class MfaReauthenticateForm(PortalWords, mfa_forms.ReauthenticateForm):
    """A code once more, before something sensitive."""


class ActivateTOTPForm(PortalWords, totp_forms.ActivateTOTPForm):
    """The first code of the app."""
