"""What happens when a workflow is through: the page is published."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Wagtail reads this module while its own models are still loading
    from wagtail.models import WorkflowState

    from accounts.models import User


def publish_decided(workflow_state: "WorkflowState", user: "User | None" = None) -> None:
    """Publish what was approved. The task decided who may: coordinators hold no page permissions in Wagtail."""
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
