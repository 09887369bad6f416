"""The step in Wagtail's workflow in which coordinators of the page's own kring decide."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from accounts.models import User
from kring.models import Coordinatorschap, KringContent


class KringGoedkeuring(Task):
    """A coordinator of the page's kring approves it or sends it back with a reason."""

    class Meta:
        verbose_name = _("goedkeuring door de kring")
        verbose_name_plural = _("goedkeuringen door de kring")

    def decides(self, obj: Page, user: User) -> bool:
        """Whether `user` may decide about `obj`: a coordinator of its kring now, or an administrator."""
        return self.decides_in(obj.kring_id if isinstance(obj, KringContent) else None, user)

    @staticmethod
    def decides_in(kring_pk: int | None, user: User) -> bool:
        """Whether `user` decides about what belongs to a kring; without a kring only an administrator does."""
        if user.is_superuser:
            return True
        return (
            kring_pk is not None
            and Coordinatorschap.objects.current().filter(kring=kring_pk, user=user).exists()
        )

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Whoever decides may look in the editor."""
        return self.decides(obj, user)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        """Send back (with a reason) or approve."""
        if not self.decides(obj, user):
            return []
        return [("reject", _("Stuur terug met een reden"), True), ("approve", _("Keur goed"), False)]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """The open decisions of this task that are `user`'s to take."""
        open_states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        mine = [state.pk for state in open_states.select_related("revision") if self._is_mine(state, user)]
        return open_states.filter(pk__in=mine)

    def _is_mine(self, state: TaskState, user: User) -> bool:
        return self.decides(state.revision.as_object(), user)

    @classmethod
    def get_description(cls) -> str:
        """What editors read when they choose this kind of task."""
        return str(_("Coördinatoren van de kring van de pagina keuren goed of sturen terug."))
