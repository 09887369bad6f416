"""E-mail backend of the demo: keeps the mail in the database instead of sending it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from basis.models.postvak import PostvakBericht


class PostvakBackend(BaseEmailBackend):
    """Writes each message to the post box once, by its Message-ID."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages and return how many there were."""
        for message in email_messages:
            headers = message.message()
            PostvakBericht.objects.get_or_create(
                message_id=str(headers["Message-ID"]),
                defaults={
                    "recipients": ", ".join(message.recipients()),
                    "subject": str(message.subject)[:255],
                    "body": str(message.body),
                },
            )
        return len(email_messages)
