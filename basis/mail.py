"""E-mail through the outbox: rendered in the business transaction, sent after it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from basis import outbox
from basis.models.outbox import OutboxBericht


def queue_mail(template: str, recipient: str, context: dict[str, object]) -> None:
    """Queue `templates/mail/<template>.txt` to one recipient; its first line is the subject, who sends it comes last.

    Must run inside a transaction, as `basis.outbox.enqueue` does.
    """
    subject, _, body = render_to_string(f"mail/{template}.txt", context).strip().partition("\n")
    sender = f"{settings.SITE_NAME}\n{settings.BASE_URL}\n"
    queue_rendered(subject.strip(), f"{body.strip()}\n\n{sender}", [recipient])


def queue_rendered(subject: str, body: str, recipients: list[str]) -> None:
    """Queue a message whose text is ready."""
    outbox.enqueue("mail.send", {"subject": subject, "body": body, "to": list(recipients)})


@outbox.handler("mail.send")
def send(message: OutboxBericht) -> None:
    """Send one queued mail; the Message-ID is derived from the queue, so that a repeat is recognised."""
    payload = message.payload
    EmailMessage(
        subject=payload["subject"],
        body=payload["body"],
        to=payload["to"],
        headers={"Message-ID": f"<outbox-{message.pk}-{message.created_at:%Y%m%d%H%M%S}@kenniskring>"},
    ).send()
