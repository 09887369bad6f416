"""The audit log: who did what to which record, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from basis.append_only import AppendOnly

JSONValue = str | int | float | bool | list["JSONValue"] | dict[str, "JSONValue"] | None


class AuditRegel(models.Model):
    """One act of one person. The database refuses to change or remove it."""

    at = models.DateTimeField(_("moment"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("wie")
    )
    verb = models.CharField(_("wat"), max_length=80, db_index=True)
    object_type = models.CharField(_("soort"), max_length=80)
    object_pk = models.CharField(_("nummer"), max_length=40)
    object_label = models.CharField(_("waarvan"), max_length=255)
    details = models.JSONField(_("bijzonderheden"), default=dict)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("auditregel")
        verbose_name_plural = _("auditregels")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["object_type", "object_pk"])]

    def __str__(self) -> str:
        return f"{self.verb}: {self.object_label}"
