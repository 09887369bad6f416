"""Addresses for logging in, in Dutch; the names are allauth's own, so that its views find each other."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions.views import list_usersessions
from django.urls import URLPattern, path, re_path

from accounts.views import account

urlpatterns: list[URLPattern] = [
    path("account", account, name="account"),
    path("inloggen", views.login, name="account_login"),
    path("inloggen/code", mfa.authenticate, name="mfa_authenticate"),
    path("uitloggen", views.logout, name="account_logout"),
    path("registreren", views.signup, name="account_signup"),
    path("account/wachtwoord", views.password_change, name="account_change_password"),
    path("account/wachtwoord/instellen", views.password_set, name="account_set_password"),
    path("account/e-mail", views.email, name="account_email"),
    path("account/e-mail/bevestigen", views.email_verification_sent, name="account_email_verification_sent"),
    path("account/e-mail/bevestigen/<str:key>", views.confirm_email, name="account_confirm_email"),
    path("account/inactief", views.account_inactive, name="account_inactive"),
    path("account/opnieuw-inloggen", views.reauthenticate, name="account_reauthenticate"),
    path("account/opnieuw-inloggen/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/tweestaps", mfa.index, name="mfa_index"),
    path("account/tweestaps/app/aanzetten", totp.activate_totp, name="mfa_activate_totp"),
    path("account/tweestaps/app/uitzetten", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/tweestaps/herstelcodes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/tweestaps/herstelcodes/nieuw",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/tweestaps/herstelcodes/bestand",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/sessies", list_usersessions, name="usersessions_list"),
    path("wachtwoord-vergeten", views.password_reset, name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd", views.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord-vergeten/klaar",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # A key has dashes of its own, so the first dash is the one that parts it from the person.
    re_path(
        r"^wachtwoord-vergeten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
