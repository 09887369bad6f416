"""How allauth works in this portal."""

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from basis.mail import queue_rendered


class AccountAdapter(DefaultAccountAdapter):
    """Sends allauth's mail through the outbox, so that a mail server that is away loses nothing."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account is gesloten."),
        "cannot_remove_primary_email": _("Dit is je hoofdadres. Kies eerst een ander hoofdadres."),
        "duplicate_email": _("Dit e-mailadres staat al bij je account."),
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "enter_current_password": _("Dit is niet je wachtwoord van nu."),
        "incorrect_code": _("Deze code klopt niet. Wacht op de volgende en probeer het opnieuw."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_password_reset": _("Deze link werkt niet meer. Vraag een nieuwe aan."),
        "max_email_addresses": _("Je kunt niet meer dan %d e-mailadressen hebben."),
        "too_many_login_attempts": _("Te veel pogingen. Probeer het over vijf minuten opnieuw."),
        "unverified_primary_email": _("Bevestig eerst je hoofdadres."),
        "rate_limited": _("Dat ging te snel achter elkaar. Wacht even en probeer het opnieuw."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render allauth's template now and queue the text."""
        frame = {
            "request": current.request,
            "email": email,
            "site_naam": settings.SITE_NAME,
            "base_url": settings.BASE_URL,
        }
        message = self.render_mail(template_prefix, email, frame | context)
        with transaction.atomic():
            queue_rendered(str(message.subject), str(message.body), list(message.to))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account, where the message says that it worked."""
        return reverse("account")


class MfaAdapter(DefaultMFAAdapter):
    """Login in two steps, in the portal's words and readable in the dark."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _(
            "Zet eerst het inloggen in twee stappen uit; daarna kun je een adres toevoegen."
        ),
        "cannot_delete_authenticator": _("Je kunt de app niet uitzetten."),
        "cannot_generate_recovery_codes": _("Zet eerst de app aan; daarna kun je herstelcodes maken."),
        "incorrect_code": _("Deze code klopt niet. Wacht op de volgende en probeer het opnieuw."),
        "unverified_email": _("Bevestig eerst al je e-mailadressen, of verwijder wat je niet gebruikt."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The key as a picture with a white ground, which a camera needs on a dark page too."""
        ground = r'\1<rect width="100%" height="100%" fill="#fff"/>'
        return re.sub(r"(<svg[^>]*>)", ground, super().build_totp_svg(url), count=1)
