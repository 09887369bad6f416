"""Wagtail mails about workflows by itself, outside the outbox and in its own words; the portal does not want that."""

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted


def silence() -> None:
    """Disconnect Wagtail's e-mail receivers; must run after the `ready()` of `wagtail.admin`."""
    task_submitted.disconnect(
        sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    for signal, act in (
        (workflow_submitted, "submitted"),
        (workflow_approved, "approved"),
        (workflow_rejected, "rejected"),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{act}_email_notification")
