"""Addresses for logging in, in Dutch; the names are allauth's own, so that its views find each other."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("inloggen", views.login, name="account_login"),
    path("uitloggen", views.logout, name="account_logout"),
    path("registreren", views.signup, name="account_signup"),
    path("account/wachtwoord", views.password_change, name="account_change_password"),
    path("account/wachtwoord/instellen", views.password_set, name="account_set_password"),
    path("account/e-mail", views.email, name="account_email"),
    path("account/e-mail/bevestigen", views.email_verification_sent, name="account_email_verification_sent"),
    path("account/e-mail/bevestigen/<str:key>", views.confirm_email, name="account_confirm_email"),
    path("account/inactief", views.account_inactive, name="account_inactive"),
    path("account/opnieuw-inloggen", views.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord-vergeten", views.password_reset, name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd", views.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord-vergeten/<str:uidb36>-<str:key>",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord-vergeten/klaar", views.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
]
