"""How allauth works in this portal."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction

from basis.mail import queue_rendered


class AccountAdapter(DefaultAccountAdapter):
    """Sends allauth's mail through the outbox, so that a mail server that is away loses nothing."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render allauth's template now and queue the text."""
        message = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            queue_rendered(str(message.subject), str(message.body), list(message.to))
